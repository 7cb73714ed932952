/** How a microphone test goes: record, play back, tell. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { MicrophoneAnswer, MicrophoneInput } from "../../src/shared/media.ts";
import { judge } from "../../src/shared/soundVerdict.ts";
import { loudness, noSound } from "../media/level.ts";
import type { Sound } from "../media/rawAudio.ts";
import { usePanel, type Text } from "./context.ts";
import { observable, type Observable } from "./observable.ts";
import { record, recordingTime } from "./testRecording.ts";

export type TestStep =
  | { at: "invited" | "opening" | "playing" }
  | { at: "recording"; secondsLeft: number }
  | { at: "told"; sentence: string; good: boolean };

export interface MicrophoneTest {
  step: TestStep;
  levels: Observable<typeof noSound>;
  /** Does nothing while it runs. */
  run(): void;
}

export function useMicrophoneTest(input: MicrophoneInput): MicrophoneTest {
  const { text, host, intents } = usePanel();
  const [step, setStep] = useState<TestStep>({ at: "invited" });
  const levels = useRef(observable(noSound)).current;
  const context = useRef<AudioContext>(undefined);
  const life = useRef(new AbortController()).current;
  useEffect(
    () => () => {
      life.abort();
      context.current?.close().catch(reportError);
    },
    [],
  );

  async function go(): Promise<void> {
    setStep({ at: "opening" });
    // Made at the press of the button, or the browser would not let it sound.
    const audio = (context.current ??= new AudioContext());
    const { answer, sound } = await record({
      input,
      host,
      context: audio,
      signal: life.signal,
      onOpen: () => setStep({ at: "recording", secondsLeft: recordingTime }),
      onSound({ samples }, recorded) {
        levels.set({ microphone: loudness(peakOf(samples)), assistant: 0 });
        setStep({ at: "recording", secondsLeft: Math.max(0, Math.ceil(recordingTime - recorded)) });
      },
    });
    levels.set(noSound);
    if (!answer.granted) return setStep({ at: "told", sentence: refusalText(answer, text), good: false });
    const verdict = judge(sound.samples, sound.sampleRate);
    if (verdict !== "silent") {
      setStep({ at: "playing" });
      await play(audio, sound, life.signal);
    }
    const good = verdict === "heard";
    intents.testDone({ heard: good || verdict === "loud" });
    setStep({
      at: "told",
      sentence: text(`test.${verdict}`, answer.device ?? text("test.microphone")),
      good,
    });
  }

  return {
    step,
    levels,
    run() {
      if (step.at !== "invited" && step.at !== "told") return;
      go().catch((error: unknown) => {
        if (life.signal.aborted) return;
        setStep({ at: "told", sentence: text("test.failed", String(error)), good: false });
      });
    },
  };
}

function refusalText({ reason = "failed", detail = "" }: MicrophoneAnswer, text: Text): string {
  return text(`test.${reason}`, detail);
}

function peakOf(samples: Float32Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** @returns when it has sounded. @throws the signal's reason. */
async function play(
  context: AudioContext,
  { samples, sampleRate }: Sound,
  signal: AbortSignal,
): Promise<void> {
  const buffer = context.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  const player = new AudioBufferSourceNode(context, { buffer });
  player.connect(context.destination);
  await new Promise<void>((resolve, reject) => {
    player.addEventListener("ended", () => resolve(), { once: true });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    player.start();
  });
}
