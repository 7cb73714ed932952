import assert from "node:assert/strict";
import { AssistantVoice } from "../../../src/session/assistantVoice.ts";
import { Conversation } from "../../../src/session/conversation.ts";

describe("the assistant's voice", () => {
  let now: number;
  let voice: AssistantVoice;
  beforeEach(() => {
    now = 1_000;
    voice = new AssistantVoice({ link: () => undefined, now: () => now });
  });

  it("has told as much as it had time for", () => {
    voice.started("r1");
    now += 2_000;
    assert.equal(voice.heard("r1"), 30);
    assert.equal(voice.heard("r2"), undefined);
  });

  it("tells nothing while it is silenced, and goes on when it is let through again", () => {
    voice.started("r1");
    now += 1_000;
    voice.setAudible(false);
    now += 5_000;
    assert.equal(voice.heard("r1"), 15);
    voice.setAudible(true);
    assert.equal(voice.heard("r1"), 90);
  });

  it("is as fast as its last whole answer was", () => {
    voice.started("r1");
    now += 4_000;
    voice.stopped("r1", 20);
    voice.started("r2");
    now += 2_000;
    assert.equal(voice.heard("r2"), 10);
    // Too short to tell the pace.
    voice.stopped("r2", 2_000);
    voice.started("r3");
    now += 1_000;
    voice.stopped("r3", 2_000);
    voice.started("r4");
    now += 100;
    assert.equal(voice.heard("r4"), 100);
  });
});

describe("an answer that is cut off", () => {
  function cut(text: string, heard?: number): string {
    const conversation = new Conversation(() => undefined);
    conversation.assistantText("a1", "r1", text);
    conversation.cut("r1", heard);
    const [entry] = conversation.entries();
    assert.ok(entry?.kind === "assistant" && entry.status === "cut");
    conversation.assistantDelta("a1", "r1", " and more");
    assert.deepEqual(conversation.entries(), [entry], "what comes after the cut was never heard");
    return entry.text;
  }

  it("ends with the last whole word that was heard", () => {
    assert.equal(cut("The cart holds three items.", 12), "The cart …");
    assert.equal(cut("The cart holds three items.", 14), "The cart holds …");
    assert.equal(cut("The cart holds three items.", 0), "…");
    assert.equal(cut("The cart holds three items.", 400), "The cart holds three items.");
    assert.equal(cut("The cart holds three items."), "The cart holds three items.");
  });

  it("ends between two characters where there are no words", () => {
    assert.equal(cut("购物车里有三件商品", 3), "购物车 …");
    assert.equal(cut("👍👍👍", 3), "👍 …");
  });

  it("may consist of several items", () => {
    const conversation = new Conversation(() => undefined);
    conversation.assistantText("a1", "r1", "One moment.");
    conversation.assistantText("a2", "r1", "It holds three items.");
    assert.equal(conversation.lengthOf("r1"), 32);
    conversation.cut("r1", 19);
    conversation.cut("r1", 5);
    const texts = conversation.entries().map((entry) => entry.kind === "assistant" && entry.text);
    assert.deepEqual(texts, ["One moment.", "It holds …"]);
  });
});
