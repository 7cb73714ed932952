/** Where the session stands, in a dot and a word, and the one button that starts or ends it. */
import type { JSX } from "preact";
import type { MicrophoneState, PanelState, Phase, ShownSession } from "../../src/shared/state.ts";
import { usePanel, type Text } from "./context.ts";
import { Icon } from "./icons.tsx";
import { setKeyLabel } from "./keyLabel.ts";
import { useObserved } from "./observable.ts";
import { CancelButton } from "./quietButtons.tsx";

/** The button's id: Escape in the text box comes back here where there is no button to talk with. */
export const sessionButtonId = "session-button";

export function Header({ state }: { state: PanelState }): JSX.Element {
  const { text } = usePanel();
  const { session } = state;
  const listens = session.status === "live" && session.phase === "listening";
  const shown = state.dictating && listens ? text("phase.dictating") : stateText(session, text);
  return (
    <header class="header" data-state={session.status === "live" ? session.phase : session.status}>
      <span class="dot" aria-hidden="true" />
      <span class="state" title={shown}>
        {shown}
      </span>
      <span class="unseen" role="status">
        {spokenStatus(session, text)}
      </span>
      {session.status === "live" && <Heard />}
      {session.status === "live" && isBusy(session.phase) && <CancelButton />}
      <SessionButton state={state} />
    </header>
  );
}

function isBusy(phase: Phase): boolean {
  return phase === "thinking" || phase === "acting" || phase === "speaking";
}

/** Lights up while sound of the assistant really arrives. */
function Heard(): JSX.Element | null {
  const { text, levels } = usePanel();
  const heard = useObserved(levels, ({ assistant }) => assistant > 0);
  if (!heard) return null;
  return (
    <span class="heard" role="img" aria-label={text("sound.heard")}>
      <Icon name="speaker" />
    </span>
  );
}

function SessionButton({ state }: { state: PanelState }): JSX.Element | null {
  const { text, intents } = usePanel();
  const { session, hasKey, key } = state;
  switch (session.status) {
    case "connecting":
    case "live":
      return (
        <button id={sessionButtonId} type="button" class="button" onClick={() => intents.stop({})}>
          <Icon name="stop" />
          {text(session.status === "live" ? "stop" : "cancel")}
        </button>
      );
    case "failed":
    case "idle": {
      const offered = session.status === "failed" ? session.failure.actions : [];
      if (offered.includes("retry")) return null;
      // What mends a failure comes first.
      const primary = offered.length === 0;
      if (hasKey)
        return <StartButton label={text("connect")} primary={primary} onClick={() => intents.start({})} />;
      if (offered.includes("setKey")) return null;
      // The key was taken away in the middle of a conversation, which stands where the welcome would.
      return (
        <StartButton
          label={text(setKeyLabel(key))}
          primary={primary}
          onClick={() => intents.act({ action: "setKey" })}
        />
      );
    }
  }
}

interface StartButtonProps {
  label: string;
  primary: boolean;
  onClick(): void;
}

function StartButton({ label, primary, onClick }: StartButtonProps): JSX.Element {
  return (
    <button id={sessionButtonId} type="button" class={`button ${primary ? "primary" : ""}`} onClick={onClick}>
      {label}
    </button>
  );
}

function stateText(session: ShownSession, text: Text): string {
  switch (session.status) {
    case "idle":
      return text("session.idle");
    case "failed":
      return text("session.failed");
    case "connecting": {
      const step = text(`step.${session.step}`);
      return session.again ? `${text("session.again")}: ${step}` : step;
    }
    case "live":
      return phaseText(session.phase, session.microphone, text);
  }
}

/** With the microphone closed it would be a lie to say that we listen. */
function phaseText(phase: Phase, microphone: MicrophoneState, text: Text): string {
  if (phase === "listening" && microphone === "asleep") return text("phase.asleep");
  if (phase === "listening" && microphone !== "open" && microphone !== "held") return text("phase.ready");
  return text(`phase.${phase}`);
}

/** The phases are left out: read aloud, they would talk over the conversation. */
function spokenStatus(session: ShownSession, text: Text): string {
  return session.status === "live" ? text("session.connected") : stateText(session, text);
}
