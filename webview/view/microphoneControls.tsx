/** The microphone: mute, its level, and the button to hold while talking. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MicrophoneState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { Icon } from "./icons.tsx";
import { TalkButton } from "./talkButton.tsx";

export function MicrophoneControls({ microphone }: { microphone: MicrophoneState }): JSX.Element {
  const { text } = usePanel();
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
      <LevelMeter />
      <TalkButton held={microphone === "held"} />
    </>
  );
}

function MuteButton({ microphone }: { microphone: MicrophoneState }): JSX.Element {
  const { text, intents } = usePanel();
  // Ready for the talk key counts as well: its device is open.
  const sounding = microphone === "open" || microphone === "held" || microphone === "gated";
  const hint =
    microphone === "unavailable" ? "microphone.tryAgain" : sounding ? "microphone.mute" : "microphone.unmute";
  return (
    <button
      type="button"
      class="button icon-only"
      // A toggle keeps its name and says by its state whether it is on.
      aria-label={text(microphone === "unavailable" ? hint : "microphone.mute")}
      aria-pressed={microphone === "unavailable" ? undefined : !sounding}
      title={text(hint)}
      onClick={() => intents.setMuted({ muted: sounding })}
    >
      <Icon name={sounding ? "microphone" : "microphoneOff"} />
    </button>
  );
}

/** Painted past the components: it moves ten times a second, and nothing else does. */
function LevelMeter(): JSX.Element {
  const { text, levels } = usePanel();
  const meter = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const paint = (level: number): void => {
      meter.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      if (bar.current !== null) bar.current.style.transform = `scaleX(${level.toFixed(2)})`;
    };
    paint(levels.get().microphone);
    return levels.subscribe(({ microphone }) => paint(microphone));
  }, [levels]);
  return (
    <span
      class="meter"
      ref={meter}
      role="meter"
      aria-label={text("microphone.level")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span class="bar" ref={bar} />
    </span>
  );
}
