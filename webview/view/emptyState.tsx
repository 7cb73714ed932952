/** What is there before anything was said. */
import type { JSX } from "preact";
import type { PanelTextKey } from "../../src/shared/panelTexts.ts";
import { usePanel } from "./context.ts";

/** Without a key there is one thing to do. */
export function Welcome(): JSX.Element {
  const { text, intents } = usePanel();
  return (
    <section class="welcome">
      <h2>{text("welcome.title")}</h2>
      <p>{text("welcome.text")}</p>
      <button type="button" class="button primary wide" onClick={() => intents.act({ action: "setKey" })}>
        {text("action.setKey")}
      </button>
    </section>
  );
}

const hints: readonly PanelTextKey[] = ["hint.line", "hint.open", "hint.problem", "hint.undo"];

export function Hints(): JSX.Element {
  const { text } = usePanel();
  return (
    <section class="hints">
      <h2>{text("hints.title")}</h2>
      <ul>
        {hints.map((hint) => (
          <li key={hint}>“{text(hint)}”</li>
        ))}
      </ul>
    </section>
  );
}
