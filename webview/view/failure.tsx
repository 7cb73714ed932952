/** What went wrong, in words, and what mends it. */
import type { JSX } from "preact";
import type { Failure, KeyState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { Icon } from "./icons.tsx";
import { setKeyLabel } from "./keyLabel.ts";

interface FailureBoxProps {
  failure: Failure;
  keyState: KeyState;
}

export function FailureBox({ failure, keyState }: FailureBoxProps): JSX.Element {
  const { text, intents } = usePanel();
  return (
    <section class="failure" role="alert">
      <p class="message">
        <Icon name="warning" />
        <strong>{failure.message}</strong>
      </p>
      <p>{failure.remedy}</p>
      {failure.actions.length > 0 && (
        <div class="buttons">
          {failure.actions.map((action, index) => (
            <button
              key={action}
              type="button"
              class={`button ${index === 0 ? "primary" : ""}`}
              onClick={() => intents.act({ action })}
            >
              {text(action === "setKey" ? setKeyLabel(keyState) : `action.${action}`)}
            </button>
          ))}
        </div>
      )}
      {failure.detail !== undefined && (
        <details>
          <summary>
            <Icon name="chevron" />
            {text("failure.detail")}
          </summary>
          <pre tabIndex={0} aria-label={text("failure.detail")}>
            {failure.detail}
          </pre>
        </details>
      )}
    </section>
  );
}
