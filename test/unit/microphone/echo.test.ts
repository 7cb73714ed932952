import assert from "node:assert/strict";
import { startRecogniser } from "../../../dev/realtime/hearing/recogniser.ts";
import { createEchoCanceller, frameLength } from "../../../src/microphone/capture/echo.ts";
import { sampleRate } from "../../../src/shared/media.ts";
import { assistant, load } from "./echoRig.ts";
import { recordingPath, wordsIn } from "./rig.ts";

const voice = assistant();

/** A room: milliseconds behind the first sound that arrives, and how much of it. */
const reflections: [milliseconds: number, gain: number][] = [
  [0, 1],
  [7, 0.5],
  [13, -0.4],
  [22, 0.3],
  [37, 0.2],
  [53, -0.12],
  [75, 0.08],
];

/** What a microphone hears of the loudspeaker, `delay` ms late and with `gain`, beside its own faint noise. */
function echoOf(played: Float32Array, delay: number, gain: number): Float32Array {
  let seed = 1;
  const noise = (): number => ((seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647 - 0.5) / 500;
  const heard = Float32Array.from(played, noise);
  for (const [later, part] of reflections) {
    const shift = ((delay + later) * sampleRate) / 1000;
    for (let at = shift; at < heard.length; at++) {
      heard[at] = (heard[at] ?? 0) + (played[at - shift] ?? 0) * part * gain;
    }
  }
  return heard;
}

function addTo(heard: Float32Array, speech: Float32Array, seconds: number): Float32Array {
  const sum = heard.slice();
  const start = seconds * sampleRate;
  for (const [at, sample] of speech.entries()) sum[start + at] = (sum[start + at] ?? 0) + sample;
  return sum;
}

/** `arrival` gives the frame of the microphone at which a frame of the reference is there. */
async function cancel(
  heard: Float32Array,
  arrival: (frame: number) => number = (frame) => frame,
): Promise<{ clean: Float32Array; cpu: number }> {
  const { played, process: take } = await createEchoCanceller();
  const clean = new Float32Array(heard.length);
  const frames = Math.floor(heard.length / frameLength);
  const part = (of: Float32Array, frame: number): Float32Array =>
    of.slice(frame * frameLength, (frame + 1) * frameLength);
  const before = process.cpuUsage();
  let next = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (; next < frames && arrival(next) <= frame; next++) played(part(voice, next));
    clean.set(take(part(heard, frame)), frame * frameLength);
  }
  const { user, system } = process.cpuUsage(before);
  return { clean, cpu: (user + system) / 1e6 / (heard.length / sampleRate) };
}

/** Decibels by which `clean` is fainter than `heard`, between two times in seconds. */
function attenuation(heard: Float32Array, clean: Float32Array, from: number, to: number): number {
  const energy = (samples: Float32Array): number =>
    samples.subarray(from * sampleRate, to * sampleRate).reduce((sum, sample) => sum + sample * sample, 0);
  return 10 * Math.log10(energy(heard) / energy(clean));
}

/** Decibels of that part of `clean` which is `speech`, against it, at the lag where that is most. */
function gainOf(speech: Float32Array, clean: Float32Array, seconds: number): number {
  const start = seconds * sampleRate;
  // The canceller's own delay is 9 ms; every fourth sample is enough for speech.
  const shared = (other: Float32Array, from: number): number => {
    let sum = 0;
    for (let at = 0; at < speech.length; at += 4) sum += (speech[at] ?? 0) * (other[from + at] ?? 0);
    return sum;
  };
  const lags = Array.from({ length: 200 }, (_, at) => start + 340 + at);
  return 20 * Math.log10(Math.max(...lags.map((lag) => shared(clean, lag))) / shared(speech, 0));
}

describe("echo cancellation", function () {
  this.timeout(60_000);

  for (const [delay, gain] of [
    [20, 0.25],
    [50, 0.5],
    [80, 0.35],
  ] as const) {
    it(`takes an echo of ${delay} ms at ${gain} away by 30 dB within two seconds`, async () => {
      const heard = echoOf(voice, delay, gain);
      const { clean, cpu } = await cancel(heard);
      const erle = attenuation(heard, clean, 2, 14);
      assert.ok(erle >= 30, `${erle.toFixed(1)} dB`);
      // Of one core, with the machine's other work in it.
      assert.ok(cpu < 0.3, `${(cpu * 100).toFixed(0)} % of a core`);
    });
  }

  it("is not led astray by a reference that comes unevenly", async () => {
    const heard = echoOf(voice, 80, 0.35);
    // In pairs, between 10 and 40 ms late.
    let latest = 0;
    const times = Array.from({ length: 1500 }, (_, frame) => {
      latest = Math.max(latest, 2 * Math.floor(frame / 2) + 1 + ((frame * 7) % 4));
      return latest;
    });
    const { clean } = await cancel(heard, (frame) => times[frame] ?? frame);
    const erle = attenuation(heard, clean, 3, 14);
    assert.ok(erle >= 30, `${erle.toFixed(1)} dB`);
  });

  it("finds its way again within four seconds after the reference has stalled", async () => {
    const heard = echoOf(voice, 80, 0.35);
    const { clean } = await cancel(heard, (frame) => (frame >= 500 && frame < 515 ? 515 : frame));
    const erle = attenuation(heard, clean, 9, 14);
    assert.ok(erle >= 30, `${erle.toFixed(1)} dB`);
  });

  it("leaves speech alone where nothing plays", async () => {
    const speech = load(recordingPath("openAndGo.slt"));
    const heard = addTo(new Float32Array(4 * sampleRate), speech, 1);
    const { played, process: take } = await createEchoCanceller();
    played(new Float32Array(frameLength));
    const clean = new Float32Array(heard.length);
    for (let at = 0; at < heard.length; at += frameLength) {
      clean.set(take(heard.slice(at, at + frameLength)), at);
    }
    const loss = attenuation(heard, clean, 0, 4);
    assert.ok(Math.abs(loss) < 1.5, `${loss.toFixed(1)} dB`);
  });

  it("keeps speech over the assistant's within 8 dB, so that it is recognised", async () => {
    const speech = load(recordingPath("saveFile.slt"));
    const heard = addTo(echoOf(voice, 60, 0.25), speech, 7);
    const { clean } = await cancel(heard);
    const gain = gainOf(speech, clean, 7);
    assert.ok(gain > -8 && gain < 1, `${gain.toFixed(1)} dB`);
    const recogniser = await startRecogniser();
    const around = (of: Float32Array): { at: number; samples: Float32Array }[] => [
      { at: 0, samples: of.slice(6.5 * sampleRate, 10 * sampleRate) },
    ];
    const [before, after] = [
      await wordsIn(around(heard), recogniser),
      await wordsIn(around(clean), recogniser),
    ];
    await recogniser.close();
    assert.notEqual(before, "save the file");
    assert.equal(after, "save the file");
  });
});
