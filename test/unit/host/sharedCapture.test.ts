import assert from "node:assert/strict";
import { SharedCapture, type Capture, type CaptureUser } from "../../../src/microphone/sharedCapture.ts";
import type { MicrophoneAnswer } from "../../../src/shared/media.ts";

/** A capture that notes what is asked of it, and answers as it is told. */
function scriptedCapture(
  answer: () => Promise<MicrophoneAnswer> = () => Promise.resolve({ granted: true }),
): {
  capture: Capture;
  asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    capture: {
      open({ device, echo }) {
        asked.push(`open ${device} ${echo}`);
        return answer();
      },
      close: () => void asked.push("close"),
    },
  };
}

function user(heard: string[], name: string): CaptureUser {
  return {
    samples: (samples) => void heard.push(`${name} ${samples.length}`),
    lost: (detail) => void heard.push(`${name} lost ${detail}`),
    changed: (device) => void heard.push(`${name} ${device}`),
  };
}

const wish = (): { device: string; echo: boolean } => ({ device: "Headset", echo: true });

describe("the capture that a session and a test share", () => {
  it("is opened for the first and released after the last", async () => {
    const { capture, asked } = scriptedCapture();
    const shared = new SharedCapture(capture, wish);
    const heard: string[] = [];
    const [session, test] = [user(heard, "session"), user(heard, "test")];
    await shared.open(session);
    await shared.open(test);
    shared.samples(new Uint8Array(2));
    shared.close(session);
    shared.samples(new Uint8Array(4));
    assert.deepEqual(asked, ["open Headset true"]);
    shared.close(test);
    shared.close(test);
    assert.deepEqual(asked, ["open Headset true", "close"]);
    assert.deepEqual(heard, ["session 2", "test 2", "test 4"]);
  });

  it("is asked for again after a refusal", async () => {
    const answers: MicrophoneAnswer[] = [{ granted: false, reason: "missing" }, { granted: true }];
    const { capture, asked } = scriptedCapture(() => Promise.resolve(answers.shift()!));
    const shared = new SharedCapture(capture, wish);
    const session = user([], "session");
    assert.deepEqual(await shared.open(session), { granted: false, reason: "missing" });
    assert.deepEqual(await shared.open(session), { granted: true });
    assert.deepEqual(asked, ["open Headset true", "close", "open Headset true"]);
  });

  it("is released where the last one leaves while it opens", async () => {
    const opening = Promise.withResolvers<MicrophoneAnswer>();
    const { capture, asked } = scriptedCapture(() => opening.promise);
    const shared = new SharedCapture(capture, wish);
    const session = user([], "session");
    const opened = shared.open(session);
    shared.close(session);
    opening.resolve({ granted: false, reason: "failed" });
    await opened;
    assert.deepEqual(asked, ["open Headset true", "close"]);
  });

  it("tells everyone once when it is lost, and is opened anew after that", async () => {
    const { capture, asked } = scriptedCapture();
    const shared = new SharedCapture(capture, wish);
    const heard: string[] = [];
    const session = user(heard, "session");
    await shared.open(session);
    shared.lost("unplugged");
    shared.lost("unplugged");
    await shared.open(session);
    assert.deepEqual(heard, ["session lost unplugged"]);
    assert.equal(asked.filter((what) => what.startsWith("open")).length, 2);
  });

  it("is opened another way where the settings change, but not where nobody listens", async () => {
    const { capture, asked } = scriptedCapture();
    const shared = new SharedCapture(capture, wish);
    await shared.reopen();
    assert.deepEqual(asked, []);
    await shared.open(user([], "session"));
    await shared.reopen();
    assert.deepEqual(asked, ["open Headset true", "open Headset true"]);
  });
});
