import assert from "node:assert/strict";
import { commandsIn } from "../../../dev/realtime/mind/commands.ts";
import { tools } from "../../../src/tools/registry.ts";

const sentences: [words: string, name: string, args: object][] = [
  ["run in the terminal npm test", "terminal", { action: "run", text: "npm test" }],
  ["read the last ten lines of the terminal", "terminal", { action: "read", lines: 10 }],
  ["open a new terminal called server", "terminal", { action: "new", name: "server" }],
  ["go to the terminal two", "terminal", { action: "show", name: "two" }],
  ["press enter", "terminal", { action: "answer", text: "" }],
  ["interrupt the program", "terminal", { action: "interrupt" }],
  ["close the terminal", "terminal", { action: "close" }],
  ["run the build task", "run_task", { group: "build" }],
  ["run the say hello task", "run_task", { name: "say hello" }],
  ["run all the tests", "run_tests", { what: "all" }],
  ["do the tests pass?", "run_tests", { what: "script" }],
  ["next failure", "run_tests", { action: "next_failure" }],
  ["start debugging the shop", "debug", { action: "start", name: "the shop" }],
  ["step over", "debug", { action: "step_over" }],
  ["set a breakpoint at line twelve", "debug", { action: "add_breakpoint", line: 12 }],
  ["evaluate order.items", "debug", { action: "evaluate", expression: "order.items" }],
  ["what have I changed?", "git", { action: "status" }],
  ["stage everything", "git", { action: "stage", what: "all" }],
  ["stage the cart", "git", { action: "stage", file: "cart" }],
  ["discard the changes", "git", { action: "discard" }],
  ["commit with message fix the cart", "git", { action: "commit", message: "fix the cart" }],
  ["switch to the branch fix login", "git", { action: "checkout", name: "fix login" }],
  ["push", "git", { action: "push" }],
  ["take theirs", "git", { action: "resolve", side: "theirs" }],
];

describe("sentences about running things", () => {
  for (const [words, name, args] of sentences) {
    it(`has "${words}" for ${name}`, () => {
      assert.deepEqual(commandsIn(words), [{ name, arguments: args }]);
      const fields = tools.find((tool) => tool.name === name)?.parameters()["properties"] as Record<
        string,
        unknown
      >;
      for (const field of Object.keys(args)) assert.ok(field in fields, field);
    });
  }
});
