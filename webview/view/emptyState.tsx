/** What is there before anything was said. */
import type { JSX } from "preact";
import type { PanelTextKey } from "../../src/shared/panelTexts.ts";
import type { PanelState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { setKeyLabel } from "./keyLabel.ts";
import { LostKey } from "./keyRow.tsx";

const titleId = "welcome-title";
const otherId = "welcome-other";
const startedId = "welcome-started";

/** Without a key there is one thing to do first; nothing here is a dead end. */
export function Welcome({ state }: { state: PanelState }): JSX.Element {
  const { text, intents } = usePanel();
  const { key } = state;
  return (
    <section class="welcome" aria-labelledby={titleId}>
      <h2 id={titleId}>{text("welcome.title")}</h2>
      <p>{text(key.signIn === "microsoft" ? "welcome.account" : "welcome.text")}</p>
      <LostKey state={state} />
      <button type="button" class="button primary wide" onClick={() => intents.act({ action: "setKey" })}>
        {text(setKeyLabel(key))}
      </button>
      <button
        type="button"
        class="button wide"
        aria-describedby={otherId}
        onClick={() => intents.act({ action: "addProfile" })}
      >
        {text("action.addProfile")}
      </button>
      <p class="hint" id={otherId}>
        {text("welcome.other")}
      </p>
      <button
        type="button"
        class="button wide"
        aria-describedby={startedId}
        onClick={() => intents.act({ action: "getStarted" })}
      >
        {text("action.getStarted")}
      </button>
      <p class="hint" id={startedId}>
        {text("welcome.started")}
      </p>
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
