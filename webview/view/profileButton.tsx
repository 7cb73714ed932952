/** Who is talked to, and the way to somebody else. */
import type { JSX } from "preact";
import { usePanel } from "./context.ts";

export function ProfileButton({ model }: { model: string }): JSX.Element {
  const { text, intents } = usePanel();
  const label = text("profile.choose", model);
  return (
    <button
      type="button"
      class="model"
      aria-label={label}
      title={label}
      onClick={() => intents.chooseProfile({})}
    >
      {model}
    </button>
  );
}
