import assert from "node:assert/strict";
import { historyItems, itemsOf, type Remembered } from "../../../src/session/history.ts";
import type { Entry } from "../../../src/shared/state.ts";

const user = (text: string): Remembered =>
  remembered({ ...base(text), kind: "user", status: "final", typed: false });
const assistant = (text: string): Remembered =>
  remembered({ ...base(text), kind: "assistant", status: "final" });
const tool = (name: string, result: string): Remembered =>
  remembered({ kind: "tool", id: name, at: 0, name, arguments: "{}", status: "done", result }, '{"ok":true}');

const base = (text: string) => ({ id: text, at: 0, text });

function remembered(entry: Entry, output?: string): Remembered {
  return { entry, items: itemsOf(entry, output) };
}

const conversation = [
  user("open the cart"),
  tool("open_file", "src/cart.ts"),
  assistant("Done."),
  user("what does it do"),
  assistant("It adds up the prices of all that is in it."),
  user("go to line three"),
  tool("go_to_line", "Line 3"),
];

describe("the history that a new session is given", () => {
  it("is the conversation, where that is short", () => {
    const items = historyItems(conversation, { turns: 20, tokens: 4_000 });
    assert.deepEqual(
      items.map(({ type }) => type),
      [
        "message",
        "function_call",
        "function_call_output",
        "message",
        "message",
        "message",
        "message",
        "function_call",
        "function_call_output",
      ],
    );
  });

  it("is the last turns, and what came before in a few lines", () => {
    const items = historyItems(conversation, { turns: 1, tokens: 4_000 });
    assert.equal(items.length, 4);
    const [earlier] = items;
    assert.ok(earlier?.type === "message" && earlier.role === "system");
    assert.equal(
      earlier.content[0]?.text,
      "Earlier in this conversation, shortened:\nuser: open the cart\nopen_file: src/cart.ts\nassistant: Done.\n" +
        "user: what does it do\nassistant: It adds up the prices of all that is in it.",
    );
  });

  it("keeps within its tokens, newest first, and never parts a call from its output", () => {
    const long = Array.from({ length: 500 }, (_, turn) => [
      user(`sentence number ${turn} ${"and more ".repeat(20)}`),
      tool(`tool_${turn}`, "x".repeat(400)),
    ]).flat();
    for (const tokens of [100, 500, 2_000]) {
      const items = historyItems(long, { turns: 1_000, tokens });
      assert.ok(JSON.stringify(items).length / 4 <= tokens * 1.1, `${tokens}`);
      const calls = items.filter(({ type }) => type === "function_call").length;
      assert.equal(calls, items.filter(({ type }) => type === "function_call_output").length);
    }
    assert.match(JSON.stringify(historyItems(long, { turns: 1_000, tokens: 500 })), /tool_499/);
  });

  it("is nothing where nothing is wanted", () => {
    assert.deepEqual(historyItems(conversation, { turns: 0, tokens: 0 }), []);
  });
});
