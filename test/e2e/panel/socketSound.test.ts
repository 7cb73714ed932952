import assert from "node:assert/strict";
import type { MicrophoneInput } from "../../../src/shared/media.ts";
import { captured, device, setGate, setMicrophone, toldOnce } from "./harness/linkDriver.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

interface Heard {
  rate: number;
  /** Milliseconds that were louder than a tenth of full scale. */
  loud: number;
  ms: number;
}

describe("sound that the host sends over a WebSocket", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened), { microphone: "granted" });

  async function open(microphone: MicrophoneInput | null, gated = false): Promise<void> {
    await panel.show(states.live("listening"));
    // A gesture, without which nothing sounds.
    await panel.frame.locator("body").click({ position: { x: 2, y: 2 } });
    const offered = await panel.page.evaluate((beginning) => host.call.offer(beginning), {
      link: 1,
      microphone,
      gated,
      transport: "websocket" as const,
    });
    assert.equal(offered.sdp, "");
    assert.equal(offered.microphone.granted, microphone !== null);
  }

  /** What came by a method since the last time. */
  const taken = (method: "heard" | "played"): Promise<Heard> =>
    panel.page.evaluate((method) => {
      const result = { rate: 0, loud: 0, ms: 0 };
      for (const told of host.told.splice(0)) {
        if (told.method !== method) continue;
        const { samples, rate = 48_000 } = told.params as { samples: Uint8Array; rate?: number };
        const integers = new Int16Array(samples.slice().buffer);
        // By pieces of 5 ms: a tone passes zero all the time.
        for (let at = 0; at < integers.length; at += rate / 200) {
          const loud = integers.subarray(at, at + rate / 200).some((sample) => Math.abs(sample) > 3_276);
          if (loud) result.loud += 5;
        }
        result.rate = rate;
        result.ms += (1_000 * integers.length) / rate;
      }
      return result;
    }, method);

  /** Sends a tone to be played, all at once. */
  const play = (ms: number): Promise<void> =>
    panel.page.evaluate((ms) => {
      for (let sent = 0; sent < ms; sent += 200) {
        const tone = Int16Array.from(
          { length: 9_600 },
          (_, at) => 16_000 * Math.sin(((sent * 48 + at) * Math.PI) / 60),
        );
        host.call.play({ link: 1, samples: new Uint8Array(tone.buffer) });
      }
    }, ms);

  const reachesMs = (ms: number): Promise<unknown> =>
    panel.page.waitForFunction(
      (ms) =>
        host.told.some(
          ({ method, params }) =>
            method === "voicePlayed" && (params as { played: number }).played >= ms * 48,
        ),
      ms,
    );

  it("hears the page's own microphone, until it is released", async () => {
    await open(device());
    // The pretended microphone beeps once a second.
    await panel.page.waitForFunction(() => host.told.filter(({ method }) => method === "heard").length > 80);
    const { rate, loud, ms } = await taken("heard");
    assert.ok(rate >= 16_000, `${rate} Hz`);
    assert.ok(loud > 50, `${loud} of ${ms} ms`);
    await panel.frame.waitForFunction(() => Number(document.querySelector("[role=meter]")?.ariaValueNow) > 0);
    await setMicrophone(panel, null);
    await taken("heard");
    await panel.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    assert.equal((await taken("heard")).ms, 0);
  });

  it("hears what the host captures, and silence while the gate is closed", async () => {
    await open(captured, true);
    const feed = (): Promise<void> => panel.page.evaluate(() => host.feed({ length: 600, peak: 0.5 }));
    await feed();
    const gated = await taken("heard");
    assert.equal(gated.loud, 0);
    assert.ok(gated.ms > 400, `${gated.ms} ms`);
    await setGate(panel, true);
    await feed();
    const { rate, loud } = await taken("heard");
    assert.equal(rate, 48_000);
    assert.ok(loud > 450, `${loud} ms`);
  });

  it("is played whole, shown, and told of to its end", async () => {
    await open({ from: "host", reference: true });
    await play(1_000);
    await panel.frame.getByRole("img", { name: "The assistant is heard" }).waitFor();
    await toldOnce(panel, "voicePlayed", { link: 1, flushes: 0, played: 48_000, running: false });
    const { loud } = await taken("played");
    assert.ok(loud > 900 && loud <= 1_060, `${loud} ms`);
  });

  it("is silent at once where it is flushed, and begins anew", async () => {
    await open({ from: "host", reference: true });
    await play(3_000);
    await reachesMs(400);
    await taken("played");
    await panel.page.evaluate(async () => {
      host.call.flush({ link: 1 });
      await host.settled();
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    const rest = await taken("played");
    // What was on its way when it was flushed; without the flush it would be half a second.
    assert.ok(rest.loud <= 100, `${rest.loud} ms`);
    await play(200);
    await toldOnce(panel, "voicePlayed", { link: 1, flushes: 1, played: 9_600, running: false });
  });

  it("is not heard while it is silenced, though it goes on", async () => {
    await open({ from: "host", reference: true });
    await panel.page.evaluate(() => host.call.setAudible({ link: 1, audible: false }));
    await play(600);
    await toldOnce(panel, "voicePlayed", { link: 1, flushes: 0, played: 28_800, running: false });
    assert.equal((await taken("played")).loud, 0);
  });

  it("leaves no microphone and no peer connection behind", async () => {
    await open(device());
    await panel.page.evaluate(() => host.call.close({ link: 1 }));
    await panel.page.evaluate(() => host.settled());
    assert.ok(
      !(await panel.frame.evaluate(() => seen.tracks.some(({ readyState }) => readyState === "live"))),
    );
    assert.equal(await panel.frame.evaluate(() => seen.connections.length), 0);
  });
});
