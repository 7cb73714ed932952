import assert from "node:assert/strict";
import { commandsIn } from "../../../../dev/realtime/mind/commands.ts";

/** What is said, and what the stand-in model makes of it. */
const sentences: [string, string, Record<string, unknown>][] = [
  ["show references", "navigate", { to: "references" }],
  ["go to the next reference", "navigate", { to: "references", which: "next" }],
  ["previous change", "navigate", { to: "change", which: "previous" }],
  ["next breakpoint", "navigate", { to: "breakpoint", which: "next" }],
  ["go to the implementation", "navigate", { to: "implementation" }],
  ["go forward", "navigate", { to: "forward" }],
  ["mark this place as the parser", "navigate", { to: "mark", set: true, name: "the parser" }],
  ["go back to mark the parser", "navigate", { to: "mark", name: "the parser" }],
  ["scroll down", "change_view", { action: "scroll_down" }],
  ["centre this line", "change_view", { action: "center" }],
  ["fold all", "change_view", { action: "fold_all" }],
  ["create a new file src/new.ts", "manage_file", { action: "create", name: "src/new.ts" }],
  ["rename this file to basket", "manage_file", { action: "rename", to: "basket" }],
  ["save all", "manage_file", { action: "save_all" }],
  ["next tab", "arrange", { action: "next_tab" }],
  ["tab three", "arrange", { action: "tab", nth: 3 }],
  ["close this tab", "arrange", { action: "close" }],
  ["split right", "arrange", { action: "split_right" }],
  ["hide the side bar", "arrange", { action: "hide_side_bar" }],
  ["read me the outline", "read", { what: "outline" }],
  ["what is the git status", "git", { action: "status" }],
  ["who calls this", "read", { what: "callers" }],
  ["next cell", "notebook", { action: "next" }],
  ["run this cell", "notebook", { action: "run" }],
  ["turn off the minimap", "change_setting", { name: "minimap", value: false }],
  ["font size sixteen", "change_setting", { name: "font size", value: 16 }],
];

describe("sentences about moving, files, layout, reading, notebooks and settings", () => {
  for (const [words, name, args] of sentences) {
    it(`"${words}" is ${name}`, () => assert.deepEqual(commandsIn(words), [{ name, arguments: args }]));
  }
});
