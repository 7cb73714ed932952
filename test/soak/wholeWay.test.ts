/**
 * The whole way of a captured microphone: device, capture process, extension host, panel, synthetic track, Opus,
 * WebRTC, and the ear of the server at the other end. A click a second goes in, and what comes out is timed.
 */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { startSoundServer, type SoundServer } from "../../dev/sound/soundServer.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { driveMicrophone, type DrivenMicrophone } from "./drivenMicrophone.ts";

const minutes = Number(process.env["VIVA_VOCE_SOAK_MINUTES"] ?? 10);

/** Of the device, in samples: a click of 10 ms each second, which Opus does not swallow. */
const period = 48_000;
const clickLength = 480;
/** Of the device's clock against ours, +500 parts per million: ten times what cheap devices have. */
const deviceRate = 48_024;
/** Hz, of what the server decodes. */
const heardRate = 16_000;

describe(`a captured microphone over ${minutes} minutes, all the way to the server`, function () {
  this.timeout((minutes + 3) * 60_000);
  let sound: SoundServer;
  let driven: DrivenMicrophone;
  let stage: Stage;
  /** Milliseconds from a click's delivery to the packet that holds it. */
  const delays: number[] = [];
  /** Milliseconds between packets. */
  const gaps: number[] = [];
  let heardSeconds = 0;

  before(async () => {
    sound = await startSoundServer();
    await sound.createMicrophone("Other");
    await sound.setDefault("Other");
    stage = await openStage({
      // Echo is another matter, and its delay would be counted here.
      settings: { "vivaVoce.microphone.source": "native", "vivaVoce.microphone.echo": "none" },
      environment: sound.environment,
      workbench: { denyMicrophone: true },
    });
    await stage.panel.setKey(stage.key);
    await stage.panel.connect();
    const session = stage.server.sessions.at(-1);
    assert.ok(session !== undefined);
    // Its pipe must not fill before somebody listens.
    driven = await driveMicrophone(sound, {
      name: "Driven",
      rate: deviceRate,
      sample(at) {
        const inClick = at % period < clickLength;
        return Math.round((inClick ? 20_000 : 60) * Math.sin((2 * Math.PI * 1_000 * at) / period));
      },
    });
    await sound.setDefault("driven");
    // The first seconds, in which the buffers find their levels, do not count.
    await sleep(8_000);
    const end = session.listen(ear());
    await sleep(minutes * 60_000);
    end();
  });
  after(async () => {
    await stage?.close();
    await driven?.unplug();
    sound?.close();
  });

  function ear(): (samples: Float32Array) => void {
    let quietFor = 0;
    let last: number | undefined;
    const clickPeriod = driven.dueAt(period) - driven.dueAt(0);
    return (samples) => {
      const now = performance.now();
      if (last !== undefined) gaps.push(now - last);
      last = now;
      heardSeconds += samples.length / heardRate;
      const isLoud = samples.some((sample) => Math.abs(sample) > 0.2);
      if (isLoud && quietFor > 5) delays.push((now - driven.dueAt(0)) % clickPeriod);
      quietFor = isLoud ? 0 : quietFor + 1;
    };
  }

  it("does not fall behind", () => {
    const [first, last] = [median(delays.slice(0, 30)), median(delays.slice(-30))];
    const late = gaps.filter((gap) => gap > 60).length;
    console.log(
      [
        `      ${delays.length} clicks; delay ${first.toFixed(0)} ms at first, ${last.toFixed(0)} ms at last;`,
        `${heardSeconds.toFixed(1)} s of sound in ${minutes * 60} s; ${gaps.length} packets,`,
        `${late} later than 60 ms after the one before, at most ${Math.max(...gaps).toFixed(0)} ms`,
      ].join(" "),
    );
    assert.ok(Math.abs(last - first) <= 40, `${first.toFixed(0)} ms became ${last.toFixed(0)} ms`);
  });

  it("loses nothing: as much sound comes out as went in", () => {
    const wentIn = (minutes * 60 * deviceRate) / period;
    assert.ok(Math.abs(heardSeconds - wentIn) <= 0.06 + wentIn / 1_000, `${heardSeconds} of ${wentIn} s`);
    assert.ok(delays.length >= minutes * 60 - 3, `${delays.length} clicks`);
  });
});

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
