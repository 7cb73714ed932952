import assert from "node:assert/strict";
import { think } from "../../../dev/realtime/mind/brain.ts";
import { commandsIn } from "../../../dev/realtime/mind/commands.ts";
import { numberFrom } from "../../../dev/realtime/mind/numbers.ts";
import type { Turn } from "../../../dev/realtime/mind/plan.ts";
import type { ConversationItem } from "../../../dev/realtime/protocol.ts";
import { phraseTable } from "../../../src/tools/phraseTable.ts";

const names = "go_to open_file save_file confirm_action get_context run_command insert_text".split(" ");
const tools = names.map((name) => ({ type: "function" as const, name }));

function turn(parts: Partial<Turn>): Turn {
  return { session: { tools, tool_choice: "auto" }, metadata: null, items: [], answered: [], ...parts };
}
const output = (result: unknown): ConversationItem => ({
  type: "function_call_output",
  call_id: "call_1",
  output: JSON.stringify(result),
});
const answered = (result: unknown): Turn["answered"] => [
  { callId: "call_1", name: "save_file", output: JSON.stringify(result) },
];

describe("the stand-in mind", () => {
  const sentences: [words: string, name: string, args: object][] = [
    ["go to line forty two", "go_to", { line: 42 }],
    ["Go to line 7.", "go_to", { line: 7 }],
    ["line nine hundred ninety nine", "go_to", { line: 999 }],
    ["open the cart file", "open_file", { name: "cart" }],
    ["open price dot t s", "open_file", { name: "price.ts" }],
    ["open src/cart.ts", "open_file", { name: "src/cart.ts" }],
    ["go to the function calculate total", "go_to", { name: "calculate total" }],
    ["go to calculateTotal", "go_to", { name: "calculateTotal" }],
    ["go to the definition", "navigate", { to: "definition" }],
    ["go back", "navigate", { to: "back" }],
    ["select lines ten to fourteen", "select", { line: 10, to_line: 14 }],
    ["select this function", "select", { what: "function" }],
    ["delete the previous statement", "delete", { what: "statement", which: "previous" }],
    ["go to the next method", "go_to", { what: "method", which: "next" }],
    ["read every comment", "read_code", { what: "comment", which: "every" }],
    ["number two", "go_to", { choice: 2 }],
    ["delete line three", "delete", { line: 3 }],
    ["insert a comment hello world", "insert_text", { text: "// hello world", where: "above" }],
    ["insert const x = 1", "insert_text", { text: "const x = 1" }],
    ["insert const y = 2; below", "insert_text", { text: "const y = 2;", where: "below" }],
    ["replace price with amount", "replace", { name: "price", text: "amount" }],
    ["replace all a and b with c", "replace", { name: "a and b", text: "c", which: "every" }],
    ["undo that", "undo", {}],
    ["undo three times", "undo", { times: 3 }],
    ["redo twice", "redo", { times: 2 }],
    ["save the file", "save_file", {}],
    ["go to the next problem", "navigate", { to: "problem", which: "next" }],
    ["previous error", "navigate", { to: "problem", which: "previous" }],
    ["where am i", "get_context", {}],
    ["run the command toggle the side bar", "run_command", { command: "toggle side bar" }],
    ["switch to push to talk", "set_session", { turns: "push_to_talk" }],
    ["Hands-free", "set_session", { turns: "hands_free" }],
    ["wait until I say send it", "set_session", { turns: "until_sent" }],
    ["just listen in silence", "set_session", { turns: "on_trigger" }],
    ["mute the microphone", "set_session", { microphone: "muted" }],
    ["unmute", "set_session", { microphone: "open" }],
    ["take a nap", "set_session", { microphone: "asleep" }],
    ["speak faster", "set_session", { speed: "faster" }],
    ["Talk a bit slower.", "set_session", { speed: "slower" }],
    ["use the voice Cedar", "set_session", { voice: "cedar" }],
    ["written answers", "set_session", { answers: "written" }],
    ["new conversation", "set_session", { conversation: "new" }],
    ["reconnect", "set_session", { conversation: "reconnect" }],
    ["Goodbye.", "set_session", { conversation: "end" }],
    ["what did this cost?", "get_session", {}],
    ["how long have we been talking", "get_session", {}],
    ["am I muted?", "get_session", {}],
    ["close the panel", "run_command", { command: "close panel" }],
  ];
  for (const [words, name, args] of sentences) {
    it(`takes "${words}" for ${name}`, () => {
      assert.deepEqual(commandsIn(words), [{ name, arguments: args }]);
    });
  }

  it("takes two commands for two calls, and an 'and' in a text for text", () => {
    assert.deepEqual(
      commandsIn("open inventory and then go to line forty two").map(({ name }) => name),
      ["open_file", "go_to"],
    );
    assert.deepEqual(commandsIn("insert salt and pepper"), [
      { name: "insert_text", arguments: { text: "salt and pepper" } },
    ]);
  });

  it("counts to nine hundred ninety nine", () => {
    const spoken = [
      "zero",
      "twelve",
      "forty two",
      "a hundred",
      "one hundred and seven",
      "three hundred fifteen",
    ];
    assert.deepEqual(spoken.map(numberFrom), [0, 12, 42, 100, 107, 315]);
    assert.equal(numberFrom("many"), undefined);
  });

  it("understands all that the extension says can be said", () => {
    const examples = Object.values(phraseTable).flat();
    const notUnderstood = examples.filter(({ say }) => commandsIn(say).length !== 1);
    assert.deepEqual(notUnderstood, []);
  });

  it("calls only tools that the session has, and none where it must not", () => {
    assert.deepEqual(think(turn({ words: "save the file" })).outputs, [
      { call: "save_file", arguments: "{}" },
    ]);
    const refused = [{ say: "I cannot do that here." }];
    assert.deepEqual(think(turn({ words: "undo that" })).outputs, refused);
    const silent = { session: { tools, tool_choice: "none" as const } };
    assert.deepEqual(think(turn({ words: "save the file", ...silent })).outputs, refused);
  });

  it("says so when it understood nothing", () => {
    for (const words of ["", "what is the weather like today"]) {
      assert.deepEqual(think(turn({ words })).outputs, [{ say: "Sorry, I did not catch that." }]);
    }
  });

  it("says what came of a call in a word, or the gist of what went wrong", () => {
    assert.deepEqual(think(turn({ answered: answered({ ok: true, line: 42 }) })).outputs, [{ say: "Done." }]);
    const failed = { ok: false, error: "There is no file like that. Try its whole name." };
    assert.deepEqual(think(turn({ answered: answered(failed) })).outputs, [
      { say: "There is no file like that." },
    ]);
    assert.deepEqual(think(turn({ answered: [{ callId: "c", name: "n", output: "not JSON" }] })).outputs, [
      { say: "Done." },
    ]);
  });

  it("tells what a change of the session asks it to, and says goodbye", () => {
    const say = (name: string, result: object): unknown =>
      think(turn({ answered: [{ callId: "c", name, output: JSON.stringify({ ok: true, ...result }) }] }))
        .outputs;
    assert.deepEqual(say("set_session", { tell_user: "Muted." }), [{ say: "Muted." }]);
    assert.deepEqual(say("set_session", { speed: 1.25 }), [{ say: "Done." }]);
    assert.deepEqual(say("set_session", { conversation: "end" }), [{ say: "Goodbye." }]);
    const session = { minutes: 3, turns: "push_to_talk", microphone: "muted", conversation: { usd: 0.02 } };
    assert.deepEqual(say("get_session", session), [
      { say: "3 minutes, 0.02 dollars. The mode is push to talk, the microphone muted." },
    ]);
    const actions = [{ what: "Opened inventory.ts" }, { what: "" }, { what: "Deleted line 3" }];
    assert.deepEqual(say("get_history", { actions }), [{ say: "Deleted line 3. Opened inventory.ts." }]);
    assert.deepEqual(say("get_history", { actions: [] }), [{ say: "Nothing yet." }]);
  });

  it("asks for a yes, and passes it on with the id of what asked", () => {
    const asking = { ok: false, confirmation_required: { id: "ask_7", question: "Discard all changes?" } };
    assert.deepEqual(think(turn({ answered: answered(asking) })).outputs, [{ say: "Discard all changes?" }]);
    const items = [output(asking)];
    const yes = { call: "confirm_action", arguments: '{"id":"ask_7","accept":true}' };
    assert.deepEqual(think(turn({ items, words: "yes do it" })).outputs, [yes]);
    const no = { call: "confirm_action", arguments: '{"id":"ask_7","accept":false}' };
    assert.deepEqual(think(turn({ items, words: "no don't" })).outputs, [no]);
    const done: ConversationItem = {
      type: "function_call",
      name: "confirm_action",
      call_id: "c2",
      arguments: "{}",
    };
    assert.deepEqual(think(turn({ items: [...items, done], words: "yes" })).outputs, [
      { say: "There is nothing to confirm." },
    ]);
  });
});
