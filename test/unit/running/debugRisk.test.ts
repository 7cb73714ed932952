import assert from "node:assert/strict";
import { debug } from "../../../src/tools/debug/debug.ts";
import type { Debugging, DebugState } from "../../../src/tools/debug/debugging.ts";
import type { PreparedCall } from "../../../src/tools/tool.ts";
import { createRig } from "../tools/workbench/rig.ts";

const none: DebugState = { session: undefined, type: undefined, others: [], stopped: false };
const stopped: DebugState = { session: "Run the shop", type: "node", others: [], stopped: true };

/** Only looked at: what a debugger does is tested in VS Code. */
function prepare(state: DebugState, args: Record<string, unknown>): Promise<PreparedCall> {
  const debugging: Partial<Debugging> = { state: () => state, breakpoints: () => [] };
  return createRig({ "a.js": "1\n2\n3" }, {}, { debug: debugging as Debugging }).prepare(debug, args);
}

describe("what the debugger is asked to do", () => {
  it("asks before it starts the program again, with whatever is written by now", async () => {
    const { risk, question, subject } = await prepare(stopped, { action: "restart" });
    assert.deepEqual(
      [risk, question, subject],
      ["external", "Restart “Run the shop”, with the code as it is now?", "debug:Run the shop"],
    );
    assert.equal((await prepare(stopped, { action: "continue" })).risk, "reversible");
    await assert.rejects(prepare(none, { action: "restart" }), /Nothing is being debugged/);
  });

  it("looks at names without a question, where the debugger is known", async () => {
    const evaluate = { action: "evaluate", expression: "order.total" };
    assert.equal((await prepare(stopped, evaluate)).risk, "read");
    assert.equal((await prepare({ ...stopped, type: "brainfuck" }, evaluate)).risk, "external");
    assert.equal((await prepare({ ...stopped, type: undefined }, evaluate)).risk, "external");
    assert.equal((await prepare(stopped, { ...evaluate, expression: '"${f()}"' })).risk, "external");
  });

  it("asks before it sets a condition while nothing is debugged: nobody knows in which language", async () => {
    const at = { action: "add_breakpoint", line: 2 };
    assert.equal((await prepare(none, at)).risk, "reversible");
    for (const more of [{ condition: "total > 2" }, { log: "total is {total}" }]) {
      assert.equal((await prepare(none, { ...at, ...more })).risk, "external");
      assert.equal((await prepare(stopped, { ...at, ...more })).risk, "reversible");
    }
    assert.equal((await prepare(none, { ...at, hits: ">= 3" })).risk, "reversible");
    assert.equal((await prepare(none, { ...at, hits: "f()" })).risk, "external");
  });

  it("holds all of a breakpoint against the rules: what is allowed of it brings nothing else along", async () => {
    const at = { action: "add_breakpoint", line: 2, condition: "f()" };
    assert.equal((await prepare(stopped, at)).subject, "evaluate:f()");
    assert.equal((await prepare(stopped, { ...at, log: "{save()}" })).subject, "evaluate:f() {save()}");
  });
});
