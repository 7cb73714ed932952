/** The microphone: mute, its level, and the button to hold while talking. */
import type { JSX } from "preact";
import type { MicrophoneState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { Icon } from "./icons.tsx";
import { LevelMeter } from "./levelMeter.tsx";
import { SleepButton } from "./quietButtons.tsx";
import { TalkButton } from "./talkButton.tsx";

export function MicrophoneControls({ microphone }: { microphone: MicrophoneState }): JSX.Element {
  const { text, levels } = usePanel();
  if (microphone === "unavailable") {
    return (
      <>
        <MuteButton microphone={microphone} />
        <span class="lacking">{text("microphone.unavailable")}</span>
      </>
    );
  }
  return (
    <>
      <MuteButton microphone={microphone} />
      <LevelMeter label={text("microphone.level")} levels={levels} />
      <TalkButton held={microphone === "held"} />
      <SleepButton microphone={microphone} />
    </>
  );
}

function MuteButton({ microphone }: { microphone: MicrophoneState }): JSX.Element {
  const { text, intents } = usePanel();
  const unavailable = microphone === "unavailable";
  // Ready for the talk key, for the phrase to wake up, or for the end of an answer, counts as well: its device is open.
  const sounding = microphone !== "muted" && !unavailable;
  const hint = unavailable ? "microphone.tryAgain" : sounding ? "microphone.mute" : "microphone.unmute";
  return (
    <button
      type="button"
      class="button icon-only mute"
      data-microphone={microphone}
      // A toggle keeps its name and says by its state whether it is on.
      aria-label={text(unavailable ? hint : "microphone.mute")}
      aria-pressed={unavailable ? undefined : !sounding}
      title={text(hint)}
      onClick={() => intents.setMuted({ muted: sounding })}
    >
      <Icon name={sounding ? "microphone" : "microphoneOff"} />
    </button>
  );
}
