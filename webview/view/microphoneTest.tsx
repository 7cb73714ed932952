/** The microphone test: records a few seconds, plays them back, and says how they were. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { MicrophoneInput } from "../../src/shared/media.ts";
import { usePanel } from "./context.ts";
import { giveFocusBack } from "./focus.ts";
import { Icon } from "./icons.tsx";
import { LevelMeter } from "./levelMeter.tsx";
import { useMicrophoneTest, type TestStep } from "./useMicrophoneTest.ts";

const titleId = "test-title";

export function MicrophoneTest({ input, onClose }: { input: MicrophoneInput; onClose(): void }): JSX.Element {
  const { text } = usePanel();
  const { step, levels, run } = useMicrophoneTest(input);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => giveFocusBack(before, ".test");
  }, []);
  const busy = step.at !== "invited" && step.at !== "told";

  return (
    <section
      class="test"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <h2 id={titleId}>
        <Icon name="microphone" />
        {text("test.title")}
      </h2>
      <p class="outcome" role="status" data-good={step.at === "told" ? step.good : undefined}>
        <Words step={step} />
      </p>
      {step.at === "recording" && (
        <div class="take">
          <LevelMeter label={text("microphone.level")} levels={levels} />
          <span class="left">{text("test.left", step.secondsLeft)}</span>
        </div>
      )}
      <div class="buttons">
        {/* Disabled, it would lose the focus. */}
        <button ref={button} type="button" class="button primary" aria-disabled={busy} onClick={run}>
          {text(step.at === "told" ? "test.again" : "test.record")}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {text("test.close")}
        </button>
      </div>
    </section>
  );
}

function Words({ step }: { step: TestStep }): JSX.Element {
  const { text } = usePanel();
  switch (step.at) {
    case "invited":
      return <>{text("test.invite")}</>;
    case "opening":
      return <>{text("test.opening")}…</>;
    case "recording":
      return <>{text("test.recording")}</>;
    case "playing":
      return <>{text("test.playing")}…</>;
    case "told":
      return <>{step.sentence}</>;
  }
}
