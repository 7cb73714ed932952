import assert from "node:assert/strict";
import type { Feed } from "./harness/capturedSound.ts";
import { captured, connectLink, device, sentTracks, setGate, setMicrophone } from "./harness/linkDriver.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

/** A tone of the feed arrives as loud as this, whatever Opus does to it. */
const loud = 0.2;
/** Milliseconds that the other end may add where sound breaks off: it goes on with what it last heard, fading. */
const stretch = 150;

describe("sound that the host captures", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened));

  const feed = (feed: Feed): Promise<void> => panel.page.evaluate((feed) => host.feed(feed), feed);
  const taken = async (): Promise<number[]> =>
    (await panel.told("audioTaken")).map((params) => (params as { sequence: number }).sequence);
  /** The peaks of what has arrived since the last time, once half a second of silence has followed. */
  const heard = (): Promise<number[]> =>
    panel.page.evaluate(async () => {
      const heard = host.farEnds[0]?.heard ?? [];
      const from = heard.length;
      const isOver = (): boolean =>
        heard.length >= from + 50 && heard.slice(-50).every((peak) => peak < 0.01);
      while (!isOver()) await new Promise((resolve) => setTimeout(resolve, 20));
      return heard.splice(0);
    });
  const loudTime = async (): Promise<number> => (await heard()).filter((peak) => peak > loud).length * 10;

  it("is heard at the other end without any gesture, and what is taken is told", async () => {
    assert.deepEqual(await connectLink(panel, 1, { microphone: captured }), { granted: true });
    await feed({ length: 1_500, peak: 0.5 });
    const peaks = (await heard()).filter((peak) => peak > loud);
    assert.ok(peaks.length > 130 && peaks.length < 170, `${peaks.length * 10} ms`);
    const steady = peaks.slice(50, 100);
    assert.ok(
      steady.every((peak) => peak > 0.4 && peak < 0.6),
      String(steady),
    );
    const sequences = await taken();
    assert.ok(sequences.length >= 10 && sequences.length <= 16, String(sequences));
    assert.deepEqual(
      sequences,
      sequences.toSorted((a, b) => a - b),
    );
    assert.ok((sequences.at(-1) ?? 0) > 69, "up to the last tenth of a second");
  });

  it("is silent from the first packet on where it is gated, and again when the gate closes", async () => {
    await connectLink(panel, 1, { microphone: captured, gated: true });
    await feed({ length: 600, peak: 0.5 });
    assert.ok(Math.max(...(await heard())) < 0.001);
    await setGate(panel, true);
    await feed({ length: 600, peak: 0.5 });
    assert.ok((await loudTime()) > 450);
    await setGate(panel, false);
    await feed({ length: 600, peak: 0.5 });
    assert.equal(await loudTime(), 0);
  });

  it("has no track while it is muted, and waits for nothing then", async () => {
    await connectLink(panel, 1, { microphone: captured });
    assert.deepEqual(await setMicrophone(panel, null), { granted: false });
    assert.deepEqual(await sentTracks(panel), [null]);
    await feed({ length: 200, peak: 0.5, atOnce: true });
    assert.equal(Math.max(...(await taken())), 10, "or the host would wait for it to be taken");
    assert.deepEqual(await setMicrophone(panel, captured), { granted: true });
    await feed({ length: 500, peak: 0.5 });
    assert.ok((await loudTime()) > 350);
  });

  it("takes turns with a device, without a new offer", async () => {
    await panel.page.context().grantPermissions(["microphone"]);
    await connectLink(panel, 1, { microphone: captured });
    await setMicrophone(panel, device());
    assert.deepEqual(await panel.frame.evaluate(() => seen.tracks.map(({ readyState }) => readyState)), [
      "live",
    ]);
    await setMicrophone(panel, captured);
    assert.deepEqual(await panel.frame.evaluate(() => seen.tracks.map(({ readyState }) => readyState)), [
      "ended",
    ]);
    await feed({ length: 500, peak: 0.5 });
    assert.ok((await loudTime()) > 350);
  });

  it("drops what is older than 300 ms when it comes all at once, as after a sleep", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await feed({ length: 2_000, peak: 0.5, atOnce: true });
    const time = await loudTime();
    assert.ok(time >= 250 && time <= 300 + stretch, `${time} ms`);
    assert.equal((await taken()).at(-1), 100, "or the host would wait for it to be taken");
  });

  it("does not pile up while the browser takes nothing", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await panel.frame.evaluate(() => {
      const { write } = WritableStreamDefaultWriter.prototype;
      const resumed = new Promise<void>((resume) => Object.assign(globalThis, { resume }));
      WritableStreamDefaultWriter.prototype.write = async function (
        this: WritableStreamDefaultWriter,
        piece,
      ) {
        await resumed;
        await write.call(this, piece);
      };
    });
    await feed({ length: 2_000, peak: 0.5 });
    assert.deepEqual(await taken(), []);
    await panel.frame.evaluate(() => (globalThis as unknown as { resume(): void }).resume());
    const time = await loudTime();
    assert.ok(time >= 250 && time <= 320 + stretch, `${time} ms`);
    assert.equal((await taken()).at(-1), 100);
  });

  it("passes over a gap, and does not say anything twice", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await feed({ length: 400, peak: 0.5, from: 1 });
    await feed({ length: 400, peak: 0.5, from: 50 });
    await feed({ length: 400, peak: 0.5, from: 1 });
    const time = await loudTime();
    assert.ok(time > 650 && time < 800 + 2 * stretch, `${time} ms`);
    assert.ok((await taken()).every((sequence) => sequence <= 69));
  });

  describe("with a reference for its echo", () => {
    const played = (): Promise<Uint8Array[]> =>
      panel.page.evaluate(() =>
        host.told
          .splice(0)
          .filter(({ method }) => method === "played")
          .map(({ params }) => (params as { samples: Uint8Array }).samples),
      );
    const wait = (count: number): Promise<unknown> =>
      panel.page.waitForFunction(
        (count) => host.told.filter(({ method }) => method === "played").length >= count,
        count,
      );
    beforeEach(async () => {
      await panel.show(states.live("listening"));
      await connectLink(panel, 1, { microphone: { from: "host", reference: true } });
    });

    it("tells what the loudspeaker plays, and nothing that it does not", async () => {
      await wait(60);
      const pieces = await played();
      assert.ok(pieces.every(({ length }) => length === 1_920));
      const samples = pieces
        .slice(-20)
        .flatMap((piece) => [...new Int16Array(Uint8Array.from(piece).buffer)]);
      assert.ok(Math.max(...samples) > 25_000, `the tone is at full scale, not ${Math.max(...samples)}`);
      const rises = samples.filter((sample, index) => sample >= 0 && (samples[index - 1] ?? 0) < 0).length;
      const frequency = rises / (samples.length / 48_000);
      assert.ok(Math.abs(frequency - 440) < 10, `${frequency} Hz`);
      await panel.page.evaluate(async () => {
        host.call.setAudible({ link: 1, audible: false });
        await host.settled();
      });
      await played();
      await feed({ length: 300, peak: 0.1 });
      assert.deepEqual(await played(), []);
      await panel.page.evaluate(() => host.call.setAudible({ link: 1, audible: true }));
      await wait(5);
      await panel.frame.evaluate(() => seen.players.forEach((player) => player.pause()));
      await played();
      await feed({ length: 300, peak: 0.1 });
      assert.deepEqual(await played(), [], "as where the browser holds it back");
      await panel.frame.evaluate(() => Promise.all([...seen.players].map((player) => player.play())));
      await wait(5);
      await panel.page.evaluate(async () => {
        host.call.close({ link: 1 });
        await host.settled();
      });
      await played();
      await feed({ length: 300, peak: 0.1 });
      assert.deepEqual(await played(), []);
    });
  });
});
