/** Two short, soft tones: the microphone has opened, or closed. */
import { gestures } from "./gestures.ts";

/** `opened`: the user is heard from now on. `closed`: no longer. */
export type Earcon = "opened" | "closed";

/** Hz of the two notes, a fifth apart: up means open. */
const notes: Record<Earcon, readonly [number, number]> = { opened: [523, 784], closed: [784, 523] };
/** Seconds of a note, and of the ends that keep it from clicking. */
const noteTime = 0.06;
const fadeTime = 0.01;
/** -24 dBFS: beside speech, not over it. */
const peak = 10 ** (-24 / 20);

/**
 * @param wanted whether tones are wished for; asked at each gesture, for without one the browser lets none sound.
 * @returns plays one, or nothing where the browser does not let it sound yet.
 */
export function createEarcons(wanted: () => boolean): (earcon: Earcon) => void {
  let context: AudioContext | undefined;
  let sounding = 0;

  /** Once let, it may sound later without a gesture. It rests meanwhile, so that it holds no device. */
  async function unlock(): Promise<void> {
    if (!wanted()) return;
    stopListening();
    const unlocked = new AudioContext();
    await unlocked.resume();
    await unlocked.suspend();
    context = unlocked;
  }
  const onGesture = (): void => void unlock().catch(reportError);
  function stopListening(): void {
    for (const gesture of gestures) document.removeEventListener(gesture, onGesture);
  }
  for (const gesture of gestures) document.addEventListener(gesture, onGesture);

  async function play(playing: AudioContext, earcon: Earcon): Promise<void> {
    sounding += 1;
    await playing.resume();
    await sound(playing, notes[earcon]);
    sounding -= 1;
    if (sounding === 0) await playing.suspend();
  }
  return (earcon) => {
    if (context !== undefined) play(context, earcon).catch(reportError);
  };
}

/** @returns when it has sounded. */
function sound(context: AudioContext, [first, second]: readonly [number, number]): Promise<void> {
  const from = context.currentTime;
  const until = from + 2 * noteTime;
  const tone = new OscillatorNode(context, { frequency: first });
  const volume = new GainNode(context, { gain: 0 });
  tone.frequency.setValueAtTime(second, from + noteTime);
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(peak, from + fadeTime);
  volume.gain.setValueAtTime(peak, until - fadeTime);
  volume.gain.linearRampToValueAtTime(0, until);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(until);
  return new Promise((resolve) => tone.addEventListener("ended", () => resolve(), { once: true }));
}
