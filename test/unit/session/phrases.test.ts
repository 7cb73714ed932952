import assert from "node:assert/strict";
import { isBackchannel } from "../../../src/session/backchannel.ts";
import { hasPhrase, phraseIn, type PhraseKind } from "../../../src/session/phrases.ts";
import { triggerIn, triggeredResponse } from "../../../src/session/triggers.ts";
import { defaults } from "./defaults.ts";

const { phrases, triggers } = defaults;
const said = (text: string, ...kinds: PhraseKind[]) => phraseIn(text, phrases, kinds);

describe("phrases", () => {
  it("are found whatever their case and punctuation", () => {
    assert.deepEqual(said("Send it!", "send"), { kind: "send", alone: true });
    assert.deepEqual(said("  NEVER   mind… ", "cancel"), { kind: "cancel", alone: true });
  });

  it("that end a sentence are told from those that are the whole of it", () => {
    assert.deepEqual(said("Rename it to total. Send it.", "send"), { kind: "send", alone: false });
    assert.deepEqual(said("No no, stop everything", "stopEverything"), {
      kind: "stopEverything",
      alone: false,
    });
  });

  it("are part of a sentence where they stand elsewhere", () => {
    assert.equal(said("Send it to the printer", "send"), undefined);
    assert.equal(said("Make it go to sleep", "sleep"), undefined);
    assert.equal(said("Where does it stop?", "interrupt"), undefined);
    assert.equal(said("Resend it", "send"), undefined);
  });

  it("wake up wherever they are said", () => {
    assert.equal(said("Hey, wake up, please", "wake")?.kind, "wake");
    assert.equal(said("Wakeup call", "wake"), undefined);
  });

  it("count only while they mean something, the first kind first", () => {
    assert.equal(said("send it", "cancel", "sleep"), undefined);
    assert.equal(phraseIn("stop", { ...phrases, sleep: ["stop"] }, ["sleep", "interrupt"])?.kind, "sleep");
  });

  it("may be words of any language, and are nothing when empty", () => {
    assert.equal(hasPhrase("Ça va, envoie ça.", "envoie ça"), true);
    assert.equal(hasPhrase("anything", " "), false);
    assert.equal(hasPhrase("Don’t", "don't"), true);
  });
});

describe("a backchannel", () => {
  it("is a sound of listening", () => {
    for (const sound of ["Uh-huh.", "Mm-hmm", "hm", "Oh, uh-huh", "", "…"]) {
      assert.equal(isBackchannel(sound, true), true, sound);
    }
  });

  it("is a word of assent, but not where something was asked", () => {
    for (const word of ["Okay.", "Yeah, right", "I see", "uh okay"]) {
      assert.equal(isBackchannel(word, false), true, word);
      assert.equal(isBackchannel(word, true), false, word);
    }
  });

  it("is nothing that asks for something else", () => {
    for (const words of ["No", "Wait", "Okay now save", "Stop", "Undo that"]) {
      assert.equal(isBackchannel(words, false), false, words);
    }
  });
});

describe("a trigger", () => {
  it("is found in a sentence by one of its phrases", () => {
    assert.equal(triggerIn("Could I have a quick hint, please?", triggers)?.name, "Quick hint");
    assert.equal(triggerIn("That was quick. Hint at it", [{ ...triggers[0]!, phrases: [] }]), undefined);
  });

  it("asks for an answer of its length, on what it is given, spoken or not", () => {
    const response = triggeredResponse(triggers[0]!, {
      instructions: "Be brief.",
      editor: "In cart.ts, line 3.",
      lines: [{ type: "message", role: "user", content: [{ type: "input_text", text: "And this?" }] }],
      spoken: false,
    });
    assert.match(JSON.stringify(response.input), /system.*In cart\.ts.*user.*And this/);
    assert.deepEqual(response.output_modalities, ["text"]);
    assert.equal(response.max_output_tokens, 600);
    assert.match(response.instructions!, /^Be brief\.\n\n.*Quick hint.*One hint.*10 seconds/s);
  });
});
