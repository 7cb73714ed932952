import assert from "node:assert/strict";
import { commandsIn } from "../../../dev/realtime/mind/commands.ts";
import { tools } from "../../../src/tools/registry.ts";

const said: [string, string, Record<string, unknown>][] = [
  ["duplicate this line", "edit_text", { action: "duplicate" }],
  ["comment out lines 3 to 5", "edit_text", { action: "comment", line: 3, to_line: 5 }],
  ["sort lines 2 through 9", "edit_text", { action: "sort", line: 2, to_line: 9 }],
  ["sort the selection descending", "edit_text", { action: "sort", style: "descending" }],
  ["move the line down two lines", "edit_text", { action: "move", side: "down", count: 2 }],
  ["swap the argument with the next", "edit_text", { action: "swap", what: "argument" }],
  ["surround this with quotes", "edit_text", { action: "surround", text: "quotes" }],
  ["wrap line 4 in an if ready", "edit_text", { action: "wrap", style: "if", text: "ready", line: 4 }],
  ["unwrap this block", "edit_text", { action: "unwrap", what: "block" }],
  ["make it snake case", "edit_text", { action: "case", style: "snake" }],
  ["insert the snippet for loop", "edit_text", { action: "snippet", text: "for loop" }],
  ["rename add item to put", "refactor", { action: "rename", name: "add item", new_name: "put" }],
  ["rename this to total", "refactor", { action: "rename", new_name: "total" }],
  ["organize imports", "refactor", { action: "organize_imports" }],
  ["fix the problem", "refactor", { action: "fix" }],
  [
    "extract it into a constant called total",
    "refactor",
    { action: "extract", title: "constant", new_name: "total" },
  ],
  ["search for cart in all files", "search", { action: "find", query: "cart" }],
  ["find total", "search", { action: "find", query: "total", in: "file" }],
  ["next result", "search", { action: "next" }],
  ["replace cart with basket everywhere", "search", { action: "replace", query: "cart", text: "basket" }],
  ["start dictation", "dictate", { action: "start" }],
  ["dictate hello comma world", "dictate", { action: "write", text: "hello comma world" }],
];

describe("sentences about the text, as the stand-in model understands them", () => {
  for (const [sentence, name, args] of said) {
    it(sentence, () => {
      assert.deepEqual(commandsIn(sentence), [{ name, arguments: args }]);
      assert.ok(tools.some((tool) => tool.name === name));
    });
  }
});
