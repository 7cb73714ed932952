/** Opens the page that carries the microphone, where it did not open by itself or was closed. */
import type { JSX } from "preact";
import { usePanel } from "./context.ts";

export function PageButton(): JSX.Element {
  const { text, intents } = usePanel();
  return (
    <button type="button" class="button" onClick={() => intents.act({ action: "openPage" })}>
      {text("action.openPage")}
    </button>
  );
}

export function WaitingForPage(): JSX.Element {
  const { text } = usePanel();
  return (
    <section class="waiting">
      <p>{text("page.hint")}</p>
      <PageButton />
    </section>
  );
}
