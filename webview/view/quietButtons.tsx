/** What makes it quiet: sleep, answers without a voice, and the end of all that is going on. */
import type { JSX } from "preact";
import type { Answers, MicrophoneState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { Icon, type IconName } from "./icons.tsx";

export function SleepButton({ microphone }: { microphone: MicrophoneState }): JSX.Element {
  const { text, intents } = usePanel();
  const asleep = microphone === "asleep";
  return (
    <Toggle
      kind="sleep"
      icon="moon"
      pressed={asleep}
      label={text("sleep")}
      hint={text(asleep ? "sleep.wake" : "sleep.hint")}
      onClick={() => intents.setAsleep({ asleep: !asleep })}
    />
  );
}

export function VoiceButton({ answers }: { answers: Answers }): JSX.Element {
  const { text, intents } = usePanel();
  const written = answers === "written";
  return (
    <Toggle
      kind="voice"
      icon={written ? "speakerOff" : "speaker"}
      pressed={written}
      label={text("answers.mute")}
      hint={text(written ? "answers.unmute" : "answers.mute")}
      onClick={() => intents.setAnswers({ answers: written ? "spoken" : "written" })}
    />
  );
}

/** Shown while something is going on that could be ended. */
export function CancelButton(): JSX.Element {
  const { text, intents } = usePanel();
  return (
    <button
      type="button"
      class="button icon-only"
      aria-label={text("cancelAll")}
      title={text("cancelAll")}
      onClick={() => intents.stopEverything({})}
    >
      <Icon name="refused" />
    </button>
  );
}

interface ToggleProps {
  kind: string;
  icon: IconName;
  pressed: boolean;
  label: string;
  hint: string;
  onClick(): void;
}

/** A toggle keeps its name and says by its state whether it is on. */
function Toggle({ kind, icon, pressed, label, hint, onClick }: ToggleProps): JSX.Element {
  return (
    <button
      type="button"
      class={`button icon-only toggle ${kind}`}
      aria-label={label}
      aria-pressed={pressed}
      title={hint}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
