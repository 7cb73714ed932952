import assert from "node:assert/strict";
import { Conversation, type KeptEntry } from "../../../src/session/conversation.ts";
import type { TalkingHabits } from "../../../src/session/dialogueOptions.ts";
import type { HistoryLimits } from "../../../src/session/history.ts";
import { keptText, restoredConversation } from "../../../src/session/keptConversation.ts";
import { redact } from "../../../src/session/redact.ts";
import { createChance } from "./random/chance.ts";

const habits: TalkingHabits = {
  turns: "untilSent",
  openTurns: "untilSent",
  muted: true,
  asleep: false,
  answers: "written",
};
const texts = { unknown: "Nobody knows.", unanswered: "Not asked any more." };
const limits = { turns: 20, tokens: 4_000 };

function started(): Conversation {
  return new Conversation(() => undefined);
}

function textOf(
  conversation: Conversation,
  history: HistoryLimits = limits,
  clean = (text: string) => text,
): string {
  return keptText({ habits, entries: conversation.kept() }, { history, clean });
}

/** The conversation in the window after this one. */
function reloaded(conversation: Conversation, history?: HistoryLimits): Conversation {
  const next = started();
  next.restore(restoredConversation(textOf(conversation, history), texts).entries);
  return next;
}

function lineOf(conversation: Conversation, id: string): unknown {
  const entry = conversation.entries().find((one) => one.id === id);
  return entry !== undefined && "status" in entry
    ? [entry.status, entry.kind === "tool" ? entry.result : entry.text]
    : undefined;
}

describe("a conversation that is kept over a reload", () => {
  it("is the same after it, with all that was said and done, and how the user talked", () => {
    const conversation = started();
    conversation.typed("typed_1", 'open "cart"\nand tell me ${why} 🎤');
    conversation.call("call_1", "open_file", '{"name":"cart"}');
    conversation.callChanged("call_1", { status: "done", summary: "src/cart.ts" });
    conversation.callOutput("call_1", '{"ok":true}');
    conversation.call("call_2", "delete_lines", '{"from":1');
    conversation.callChanged("call_2", { status: "refused", summary: "Declined" });
    conversation.callOutput("call_2", '{"declined":true}');
    conversation.assistantText("item_1", "resp_1", "Done.");
    conversation.assistantDelta("item_2", "resp_2", "It adds u");
    conversation.cut("resp_2");
    conversation.notice("The microphone is gone.");
    conversation.committed("item_3");
    conversation.userText("item_3", "go to sleep");
    conversation.forget("item_3");
    conversation.userFailed("item_4");

    const next = reloaded(conversation);
    assert.deepEqual(next.entries(), conversation.entries());
    assert.deepEqual(next.history(limits), conversation.history(limits));
    assert.deepEqual(next.kept(), conversation.kept());
    assert.deepEqual(restoredConversation(textOf(conversation), texts).habits, habits);
    assert.doesNotMatch(JSON.stringify(next.history(limits)), /go to sleep/, "the model is told of it");
  });

  it("stays what it has become, however often its window is reloaded", () => {
    const conversation = started();
    conversation.call("running", "save_file", "{}");
    const once = reloaded(conversation);
    assert.deepEqual(reloaded(once).kept(), once.kept());
  });

  it("holds no call that runs: the model is told that nobody knows what came of it", () => {
    const conversation = started();
    conversation.typed("typed_1", "save it");
    conversation.call("call_1", "save_file", "{}");
    const next = reloaded(conversation);
    assert.deepEqual(lineOf(next, "call_1"), ["failed", texts.unknown]);
    const [, call, output] = next.history(limits);
    assert.deepEqual(call, { type: "function_call", call_id: "call_1", name: "save_file", arguments: "{}" });
    assert.ok(output?.type === "function_call_output" && output.call_id === "call_1");
    assert.match(output.output, /"ok":false.*not known whether it was done.*Look first/);
    assert.ok(next.awaitsAnswer(), "nobody speaks of it");
  });

  it("does not let a slow call, of which the model was told that it runs, run for ever", () => {
    const conversation = started();
    conversation.call("call_1", "run_command", "{}");
    conversation.callOutput("call_1", '{"status":"running"}');
    const [, output] = reloaded(conversation).history(limits);
    assert.match(JSON.stringify(output), /not known whether it was done/);
  });

  it("asks nothing any more, and says so", () => {
    const conversation = started();
    conversation.call("call_1", "run_command", "{}");
    conversation.callChanged("call_1", { status: "asking", summary: "", question: "Run it?" });
    conversation.callOutput("call_1", '{"confirmation_required":{"id":"confirm_1"}}');
    const next = reloaded(conversation);
    assert.deepEqual(lineOf(next, "call_1"), ["cancelled", texts.unanswered]);
    assert.ok(!next.asks());
    const told = JSON.stringify(next.history(limits));
    assert.match(told, /Not done: .* before the user answered/);
    assert.doesNotMatch(told, /confirmation_required/);
    assert.doesNotMatch(textOf(next), /Run it\?/);
  });

  it("does not call undone what a spoken yes may have begun", () => {
    const conversation = started();
    conversation.call("call_1", "run_command", "{}");
    conversation.callChanged("call_1", { status: "asking", summary: "", question: "Run it?" });
    conversation.callOutput("call_1", '{"confirmation_required":{"id":"confirm_1"}}');
    conversation.call("call_2", "confirm_action", '{"id":"confirm_1","accept":true}');
    const next = reloaded(conversation);
    assert.deepEqual(lineOf(next, "call_1"), ["failed", texts.unknown]);
    assert.deepEqual(lineOf(next, "call_2"), ["failed", texts.unknown]);
    assert.doesNotMatch(JSON.stringify(next.history(limits)), /Not done/);
  });

  it("has the words of the user that were heard, and no line without words that was never a turn", () => {
    const conversation = started();
    conversation.userSpeaks("silent");
    conversation.userSpeaks("heard");
    conversation.userDelta("heard", "go to line");
    conversation.committed("unwritten");
    conversation.committed("half");
    conversation.userDelta("half", "open the");
    const next = reloaded(conversation);
    assert.deepEqual(
      ["silent", "heard", "unwritten", "half"].map((id) => lineOf(next, id)),
      [undefined, ["final", "go to line"], ["failed", ""], ["final", "open the"]],
    );
    next.dropUncommitted();
    assert.equal(next.entries().length, 3, "a kept line is dropped with the next session's");
  });

  it("breaks off the answer that was being given", () => {
    const conversation = started();
    conversation.assistantDelta("item_1", "resp_1", "I was ab");
    assert.deepEqual(lineOf(reloaded(conversation), "item_1"), ["cut", "I was ab"]);
  });

  it("is not read where it is broken, or of another version", () => {
    const conversation = started();
    conversation.typed("typed_1", "hello");
    const text = textOf(conversation);
    const other = text.replace('"version":1', '"version":2');
    const strange = text.replace('"kind":"user"', '"kind":"stranger"');
    for (const broken of ["", "{", "null", "[]", text.slice(0, -10), other, strange]) {
      assert.notEqual(broken, text);
      assert.throws(() => restoredConversation(broken, texts), broken.slice(0, 40));
    }
  });

  it("holds no credential, wherever one stood", () => {
    const key = 'quo"ted-key';
    const secret = "sk-abcdefghijklmnop";
    const conversation = started();
    conversation.typed("typed_1", `my key is ${key} and ${secret}`);
    conversation.call("call_1", "insert_text", JSON.stringify({ text: secret }));
    conversation.callChanged("call_1", { status: "asking", summary: secret, question: `Insert ${secret}?` });
    conversation.callOutput("call_1", JSON.stringify({ ok: true, text: secret }));
    conversation.notice(`Incorrect API key: ${key}.`);
    conversation.assistantText("item_1", "resp_1", secret);
    const text = textOf(conversation, limits, (one) => redact(one, [key]));
    assert.doesNotMatch(text, /sk-abc|ted-key/);
    assert.equal(text.split("[redacted]").length - 1, 8);
    assert.doesNotThrow(() => restoredConversation(text, texts));
  });
});

describe("the bounds of a kept conversation", () => {
  function long(count: number, words: (turn: number) => string): Conversation {
    const conversation = started();
    for (let turn = 0; turn < count; turn++) conversation.typed(`typed_${turn}`, words(turn));
    return conversation;
  }

  it("are what the panel shows", () => {
    const conversation = long(2_000, (turn) => `sentence ${turn}`);
    const { entries } = restoredConversation(textOf(conversation, { turns: 20, tokens: 0 }), texts);
    assert.equal(entries.length, 500);
    assert.deepEqual(entries.at(-1), conversation.kept().at(-1));
  });

  it("take nothing from what a new session is told, whatever the user's limits", () => {
    for (let seed = 0; seed < 40; seed++) {
      const chance = createChance(seed);
      const upTo = (most: number): number => Math.floor(chance.next() * most);
      const conversation = started();
      for (let line = 0; line < 3_000; line++) {
        const words = "word ".repeat(1 + upTo(seed % 4 === 0 ? 2 : 40));
        const id = `entry_${line}`;
        if (chance.happens(0.2)) conversation.notice(words);
        else if (chance.happens(0.5)) conversation.typed(id, words);
        else {
          conversation.call(id, "go_to_line", "{}");
          conversation.callChanged(id, { status: "done", summary: words });
          if (chance.happens(0.7)) conversation.callOutput(id, words);
        }
        if (chance.happens(0.1)) conversation.forget(id);
      }
      const history = { turns: upTo(2_000), tokens: upTo(40_000) };
      const next = reloaded(conversation, history);
      assert.deepEqual(next.history(history), conversation.history(history), `seed ${seed}`);
    }
  });

  it("hold for pages of text as well, and leave the last word", () => {
    const page = "x".repeat(47_000);
    const text = textOf(long(500, () => page));
    assert.ok(text.length < 2_100_000 && text.length > 1_800_000, `${text.length}`);
    const huge = restoredConversation(textOf(long(2, () => "y".repeat(3_000_000))), texts);
    assert.deepEqual(
      huge.entries.map(({ entry }: KeptEntry) => entry.id),
      ["typed_1"],
    );
  });
});
