import assert from "node:assert/strict";
import { microphoneCheck, type MicrophoneFacts } from "../../../../src/host/diagnose/microphoneCheck.ts";
import type { Finding } from "../../../../src/host/diagnose/check.ts";
import type { Heard } from "../../../../src/host/listening.ts";
import type { ShownSession } from "../../../../src/shared/state.ts";
import { inShort, run, words } from "./plainWords.ts";

interface Situation extends Partial<MicrophoneFacts> {
  session?: ShownSession;
  heard?: Heard;
}

describe("the check of the microphone", () => {
  function find({ session = { status: "idle" }, heard, ...facts }: Situation): Promise<Finding> {
    const usual: MicrophoneFacts = { source: "panel", why: "Because.", browserFollows: false, chosen: "" };
    const check = microphoneCheck({
      session: () => session,
      facts: () => ({ ...usual, ...facts }),
      listen: () => (heard === undefined ? assert.fail("it was opened") : Promise.resolve(heard)),
      words,
    });
    return run(check);
  }
  const found = async (situation: Situation): Promise<string> => inShort(await find(situation));
  const headset = { granted: true, device: "Headset" };

  it("says how it is heard", async () => {
    const sentences: [Heard["verdict"], string][] = [
      ["heard", "ok: Headset is heard well."],
      ["quiet", "warning: Headset is open, but nothing as loud as speech came from it. [testMicrophone]"],
      ["loud", "warning: Headset is so loud that its peaks are cut off. [testMicrophone]"],
      ["silent", "failed: Headset is open, but not the faintest sound comes from it. [testMicrophone]"],
      [undefined, "warning: Headset is open, but its sound could not be read. [testMicrophone]"],
    ];
    for (const [verdict, sentence] of sentences) {
      assert.equal(await found({ heard: { answer: headset, verdict } }), sentence);
    }
    assert.equal(
      await found({ heard: { answer: { granted: true }, verdict: "heard" } }),
      "ok: the microphone is heard well.",
    );
  });

  it("says that another one than the chosen was opened", async () => {
    const heard: Heard = { answer: headset, verdict: "heard" };
    assert.equal(await found({ chosen: "Headset", heard }), "ok: Headset is heard well.");
    assert.equal(
      await found({ chosen: "USB", heard }),
      "warning: The chosen microphone, USB, is not there; Headset was opened in its place. [openSettings]",
    );
  });

  it("says above all that it is silent, where it also is another one", async () => {
    const heard: Heard = { answer: headset, verdict: "silent" };
    assert.match(await found({ chosen: "USB", heard }), /^failed: .* not the faintest sound/);
  });

  it("tells refusals apart", async () => {
    const sentences: [Heard["answer"]["reason"], string][] = [
      ["blocked", "failed: This editor does not let its panels use the microphone. [openSettings]"],
      ["denied", "failed: The microphone was refused. [testMicrophone]"],
      ["missing", "failed: No microphone was found. [testMicrophone]"],
      ["failed", "failed: The microphone could not be opened. [testMicrophone]"],
    ];
    for (const [reason, sentence] of sentences) {
      const answer = { granted: false, detail: "its own words", ...(reason && { reason }) };
      const finding = await find({ heard: { answer } });
      assert.equal(inShort(finding), sentence);
      assert.equal(finding.detail, "its own words");
    }
  });

  it("does not call it a failure where sessions have another way", async () => {
    const answer = { granted: false, reason: "missing" } as const;
    const finding = await find({ source: "native", browserFollows: true, heard: { answer } });
    assert.equal(inShort(finding), "warning: No microphone was found. [testMicrophone]");
    assert.match(finding.advice ?? "", /Until then, sessions use a page in your browser\.$/);
  });

  it("opens none where the page in the browser has it", async () => {
    assert.equal(
      await found({ source: "browser" }),
      "skipped: Not checked here: a page in your browser carries it. Because.",
    );
  });

  it("opens no second one beside a session's, and says how that stands", async () => {
    const states = ["open", "held", "gated", "resting", "muted", "unavailable"] as const;
    const sentences = await Promise.all(
      states.map((microphone) => found({ session: { status: "live", phase: "listening", microphone } })),
    );
    assert.deepEqual(sentences, [
      "ok: The session has it open, and hears you.",
      "ok: The session has it open, and hears you.",
      "ok: The session has it open, and hears you while you hold the talk key.",
      "ok: The session has it open; it rests while the assistant speaks.",
      "ok: You have muted it, so that it is released.",
      "failed: The session has no microphone. [showLog]",
    ]);
  });
});
