/** Where the key comes from, what is wrong with it, and what can be done about it. */
import type { JSX } from "preact";
import type { PanelTextKey } from "../../src/shared/panelTexts.ts";
import type { Action, PanelState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { FailureBox } from "./failure.tsx";
import { Icon } from "./icons.tsx";
import { setKeyLabel } from "./keyLabel.ts";

/** VS Code has not kept the key: why, and what keeps the next one. */
export function LostKey({ state }: { state: PanelState }): JSX.Element | null {
  const { session, key } = state;
  if (key.source !== "lost" || session.status !== "idle") return null;
  return (
    <p class="lost" role="alert">
      <Icon name="warning" />
      <span>{key.text}</span>
    </p>
  );
}

/** While there is a session, it tells of its key itself. */
export function KeyProblem({ state }: { state: PanelState }): JSX.Element | null {
  const { session, key } = state;
  if (session.status !== "idle" || key.problem === undefined) return null;
  return <FailureBox failure={key.problem} keyState={key} />;
}

export function KeyRow({ state }: { state: PanelState }): JSX.Element | null {
  const { text, intents } = usePanel();
  const { session, key, hasKey } = state;
  if (!hasKey || (session.status !== "idle" && session.status !== "failed")) return null;
  const button = (action: Action, label: PanelTextKey): JSX.Element => (
    <button type="button" class="button" onClick={() => intents.act({ action })}>
      {text(label)}
    </button>
  );
  return (
    <details class="key-row">
      <summary title={key.text}>
        <Icon name="chevron" />
        <Icon name="key" />
        <span class="chosen">{text(key.signIn === "microsoft" ? "key.microsoft" : "key")}</span>
        <span>({text(`key.${key.source}`)})</span>
      </summary>
      <div class="key-choice">
        <p class="why">{key.text}</p>
        <div class="buttons">
          {button(
            "setKey",
            key.signIn === "key" && key.source === "stored" ? "key.replace" : setKeyLabel(key),
          )}
          {button("checkKey", "action.checkKey")}
          {key.source === "stored" && button("clearKey", "action.clearKey")}
          {button("addProfile", "action.addProfile")}
        </div>
      </div>
    </details>
  );
}
