import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { startSoundServer, type SoundServer } from "../../dev/sound/soundServer.ts";
import { fromPcm16 } from "../../dev/realtime/audio/samples.ts";
import { NativeMicrophone } from "../../src/microphone/nativeMicrophone.ts";
import { processPath } from "../unit/microphone/rig.ts";
import { driveMicrophone, type DrivenMicrophone } from "./drivenMicrophone.ts";

const minutes = Number(process.env["VIVA_VOCE_SOAK_MINUTES"] ?? 10);

/** A click every 48,000 samples of the device. */
const clickPeriod = 48_000;
/** Samples before the first click. */
const loud = 24_000;
/** Of the device's clock against ours, +500 parts per million: ten times what cheap devices have. */
const deviceRate = 48_024;

interface Ears {
  /** Distance of neighbouring clicks, in samples that were heard. */
  distances: number[];
  /** Milliseconds from a click's delivery to the piece that holds it. */
  delays: number[];
  /** The longest time between two pieces, in milliseconds. */
  longestGap: number;
  /** Pieces that came later than 60 ms after the one before. */
  late: number;
  pieces: number;
}

describe(`the native microphone over ${minutes} minutes, with a device whose clock is 500 ppm fast`, function () {
  this.timeout((minutes + 2) * 60_000);
  let server: SoundServer;
  let driven: DrivenMicrophone;
  let refusedMeanwhile: number;
  const open: NativeMicrophone[] = [];
  const heard: Record<"recorder" | "library", Ears> = { recorder: newEars(), library: newEars() };

  before(async () => {
    server = await startSoundServer();
    driven = await driveMicrophone(server, {
      name: "Driven",
      rate: deviceRate,
      // Never silent, because a device is not either.
      sample: (at) => (at % clickPeriod === loud ? 30_000 : ((at * 7) % 5) - 2),
    });
    // The library takes its pace from a loudspeaker: that into this microphone.
    await server.createMicrophone("Other");
    await server.setDefault("driven");
    const { environment } = server;
    await listenWith(heard.recorder, environment);
    await listenWith(heard.library, { ...environment, PATH: "/nonexistent" });
    // The first seconds, in which the buffers find their levels, do not count.
    await sleep(5000);
    for (const ears of Object.values(heard)) Object.assign(ears, newEars());
    const refused = driven.refused();
    await sleep(minutes * 60_000);
    refusedMeanwhile = driven.refused() - refused;
    for (const microphone of open) microphone.dispose();
  });
  after(async () => {
    await driven.unplug();
    server.close();
  });

  async function listenWith(ears: Ears, environment: NodeJS.ProcessEnv): Promise<void> {
    const hear = ear(ears, (place) => driven.dueAt(place));
    const failed = (detail: string): never => {
      throw new Error(detail);
    };
    const microphone = new NativeMicrophone({
      processPath,
      environment: { ...process.env, ...environment },
      log: { debug() {}, warn: failed, error: failed },
      listener: { samples: hear, lost: failed, changed: failed, devices() {} },
    });
    open.push(microphone);
    const answer = await microphone.open({ device: "", echo: false });
    assert.ok(answer.granted, answer.detail);
  }

  it("delivers all that the server took", () => assert.equal(refusedMeanwhile, 0));

  it("loses and repeats no sample with the sound server's recorder", () => {
    report("recorder", heard.recorder);
    assert.ok(heard.recorder.distances.length >= minutes * 60 - 2);
    assert.deepEqual(new Set(heard.recorder.distances), new Set([clickPeriod]));
  });

  it("loses less than a fiftieth with the library, which drops what its own clock does not reach", () => {
    report("library", heard.library);
    const heardOf = heard.library.distances.reduce((sum, distance) => sum + distance, 0);
    const sent = minutes * 60 * deviceRate;
    assert.ok(Math.abs(heardOf - sent) < sent / 50 + 2 * clickPeriod, `${heardOf} of ${sent} samples`);
  });

  for (const way of ["recorder", "library"] as const) {
    it(`does not fall behind with the ${way}`, () => {
      const { delays } = heard[way];
      const [first, last] = [median(delays.slice(0, 20)), median(delays.slice(-20))];
      assert.ok(Math.abs(last - first) <= 25, `${first.toFixed(0)} ms became ${last.toFixed(0)} ms`);
    });
  }

  it("delivers all but one piece in a hundred within 60 ms of the one before, with the recorder", () => {
    const { late, pieces } = heard.recorder;
    assert.ok(late <= pieces / 100, `${late} of ${pieces} pieces`);
  });
});

function newEars(): Ears {
  return { distances: [], delays: [], longestGap: 0, late: 0, pieces: 0 };
}

/** Finds the clicks in what comes, and notes them in `ears`. */
function ear(ears: Ears, dueAt: (place: number) => number): (pcm: Uint8Array) => void {
  let place = 0;
  let lastClick: number | undefined;
  let lastPiece: number | undefined;
  return (pcm) => {
    const now = performance.now();
    const gap = now - (lastPiece ?? now);
    ears.longestGap = Math.max(ears.longestGap, gap);
    if (gap > 60) ears.late += 1;
    lastPiece = now;
    ears.pieces += 1;
    const samples = fromPcm16(pcm);
    const at = samples.findIndex((sample) => sample > 0.5);
    if (at >= 0) {
      if (lastClick !== undefined) ears.distances.push(place + at - lastClick);
      lastClick = place + at;
      ears.delays.push(delayOf(now, dueAt));
    }
    place += samples.length;
  };
}

/** Milliseconds since the last click that was due: less than a second, so which one it is is beyond doubt. */
function delayOf(now: number, dueAt: (place: number) => number): number {
  const period = dueAt(clickPeriod) - dueAt(0);
  return (now - dueAt(loud)) % period;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function report(way: string, { distances, delays, longestGap, late, pieces }: Ears): void {
  const wrong = distances.filter((distance) => distance !== clickPeriod);
  const off = wrong.map((distance) => distance - clickPeriod);
  console.log(
    [
      `      ${way}: ${pieces} pieces, ${distances.length + 1} clicks, ${wrong.length} at the wrong place`,
      `(${off.reduce((sum, one) => sum + one, 0)} samples: ${off.slice(0, 12).join(" ")}),`,
      `delay ${median(delays.slice(0, 20)).toFixed(1)} ms at first and ${median(delays.slice(-20)).toFixed(1)} ms at last,`,
      `longest gap ${longestGap.toFixed(1)} ms, ${late} longer than 60 ms`,
    ].join(" "),
  );
}
