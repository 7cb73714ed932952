/** The text box, with the microphone's controls below it. */
import type { JSX } from "preact";
import type { PanelState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { sessionButtonId } from "./header.tsx";
import { Icon } from "./icons.tsx";
import { MicrophoneControls } from "./microphoneControls.tsx";
import { VoiceButton } from "./quietButtons.tsx";
import { talkButtonId } from "./talkButton.tsx";
import { useDraft } from "./draft.ts";

const reasonId = "message-reason";

export function Composer({ state }: { state: PanelState }): JSX.Element {
  const { text } = usePanel();
  const { draft, write, send } = useDraft(state);
  const live = state.session.status === "live";
  // While it is empty the box itself says why nothing can be sent.
  const explains = !live && draft !== "";

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      (document.getElementById(talkButtonId) ?? document.getElementById(sessionButtonId))?.focus();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        rows={1}
        value={draft}
        aria-label={text("message.label")}
        aria-describedby={explains ? reasonId : undefined}
        placeholder={text(live ? "message.placeholder" : "message.notLive")}
        onInput={({ currentTarget }) => write(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {explains && (
        <p class="reason" id={reasonId}>
          {text("message.notLive")}
        </p>
      )}
      <div class="tools">
        {state.session.status === "live" && <MicrophoneControls microphone={state.session.microphone} />}
        {state.session.status === "live" && <VoiceButton answers={state.answers} />}
        <button
          type="submit"
          class="button icon-only send"
          aria-label={text("message.send")}
          title={text("message.send")}
          disabled={!live || draft.trim() === ""}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
