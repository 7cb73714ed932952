import assert from "node:assert/strict";
import { hearCapture, hearInPanel, type Heard } from "../../../src/host/listening.ts";
import { SharedCapture, type CaptureUser } from "../../../src/microphone/sharedCapture.ts";
import { sampleRate, type MicrophoneAnswer } from "../../../src/shared/media.ts";
import { Listening } from "../../../src/shared/soundVerdict.ts";

/** @param peak from 0 to 1. */
function tone(seconds: number, peak: number): Float32Array {
  return Float32Array.from(
    { length: seconds * sampleRate },
    (_, index) => peak * Math.sin((2 * Math.PI * 440 * index) / sampleRate),
  );
}

function pcm(samples: Float32Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Int16Array.from(samples, (sample) => sample * 32_767).buffer);
}

describe("listening to a microphone", () => {
  /** How many seconds are listened to, and what comes of it. */
  function listenTo(peakAt: (second: number) => number): [seconds: number, verdict: string | undefined] {
    const listening = new Listening();
    let seconds = 0;
    while (!listening.add({ samples: tone(0.02, peakAt(seconds)), sampleRate })) seconds += 0.02;
    return [Math.round(seconds), listening.verdict];
  }

  it("takes a second of good sound", () => {
    assert.deepEqual(
      listenTo(() => 0.3),
      [1, "heard"],
    );
    assert.deepEqual(
      listenTo(() => 1),
      [1, "loud"],
    );
  });

  it("waits a little for somebody to speak", () => {
    assert.deepEqual(
      listenTo((second) => (second < 1.8 ? 0.001 : 0.3)),
      [2, "heard"],
    );
  });

  it("ends where nobody does", () => {
    assert.deepEqual(
      listenTo(() => 0.001),
      [3, "quiet"],
    );
    assert.deepEqual(
      listenTo(() => 0),
      [3, "silent"],
    );
  });

  it("has no verdict on nothing", () => {
    assert.equal(new Listening().verdict, undefined);
  });
});

describe("listening to this computer's capture", () => {
  interface Rig {
    shared: SharedCapture;
    asked: string[];
    listen(signal?: AbortSignal): Promise<Heard>;
  }
  function rigOf(answer: Promise<MicrophoneAnswer>): Rig {
    const asked: string[] = [];
    const capture = {
      open: () => {
        asked.push("open");
        return answer;
      },
      close: () => void asked.push("close"),
    };
    const shared = new SharedCapture(capture, () => ({ device: "", echo: false }));
    return { shared, asked, listen: (signal = new AbortController().signal) => hearCapture(shared, signal) };
  }
  const granted: Promise<MicrophoneAnswer> = Promise.resolve({ granted: true, device: "Headset" });

  it("tells how it is heard, and releases it", async () => {
    const { shared, asked, listen } = rigOf(granted);
    const hearing = listen();
    await new Promise(setImmediate);
    for (let piece = 0; piece < 60; piece++) shared.samples(pcm(tone(0.02, 0.3)));
    assert.deepEqual(await hearing, { answer: await granted, verdict: "heard" });
    assert.deepEqual(asked, ["open", "close"]);
  });

  it("disturbs nobody who hears it already", async () => {
    const { shared, asked, listen } = rigOf(granted);
    let heard = 0;
    const session: CaptureUser = {
      samples: () => heard++,
      lost: () => assert.fail("it was lost"),
      changed: () => assert.fail("it was changed"),
    };
    await shared.open(session);
    const hearing = listen();
    await new Promise(setImmediate);
    for (let piece = 0; piece < 60; piece++) shared.samples(pcm(tone(0.02, 0.3)));
    await hearing;
    shared.samples(pcm(tone(0.02, 0.3)));
    assert.equal(heard, 61);
    assert.deepEqual(asked, ["open"]);
  });

  it("says that it is refused, or lost", async () => {
    const answer: MicrophoneAnswer = { granted: false, reason: "missing" };
    assert.deepEqual(await rigOf(Promise.resolve(answer)).listen(), { answer });
    const { shared, listen } = rigOf(granted);
    const hearing = listen();
    await new Promise(setImmediate);
    shared.lost("unplugged");
    assert.deepEqual(await hearing, { answer: { granted: false, reason: "failed", detail: "unplugged" } });
  });

  it("releases it when the user cancels, also while it is being opened", async () => {
    for (const answer of [granted, new Promise<never>(() => undefined)]) {
      const { asked, listen } = rigOf(answer);
      const cancelling = new AbortController();
      const hearing = listen(cancelling.signal);
      await new Promise(setImmediate);
      cancelling.abort(new Error("cancelled"));
      await assert.rejects(hearing, /cancelled/);
      assert.deepEqual(asked, ["open", "close"]);
    }
  });
});

describe("listening in the panel", () => {
  it("is ended there when the user cancels", async () => {
    const cancelling = new AbortController();
    let stopped = 0;
    const panel = {
      listen: () => Promise.reject(new Error("cancelled")),
      stopListening: () => void stopped++,
    };
    const microphone = {
      from: "device",
      device: "",
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    } as const;
    await assert.rejects(hearInPanel(panel, microphone, cancelling.signal), /cancelled/);
    assert.equal(stopped, 0);
    cancelling.abort();
    await assert.rejects(hearInPanel(panel, microphone, cancelling.signal), /cancelled/);
    assert.equal(stopped, 1);
  });
});
