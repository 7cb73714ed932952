import assert from "node:assert/strict";
import { createMemorySession } from "../../../../dev/call/memorySession.ts";
import type { CodeAction } from "../../../../src/tools/editing/port.ts";
import { refactor } from "../../../../src/tools/editing/refactor.ts";
import { createRouter } from "../../../../src/tools/router.ts";
import { createTextEditor } from "../../targets/textEditor.ts";

const signal = new AbortController().signal;

/** A language server that offers this. */
function offering(actions: CodeAction[]) {
  const { editor, text } = createTextEditor("a.ts", "const a = 1;\n", { start: 0, end: 0 });
  const asked: (string | undefined)[] = [];
  const port = {
    ...editor,
    problems: () => [],
    editing: {
      ...editor.editing,
      codeActions: async (_: unknown, kind: string | undefined) => {
        asked.push(kind);
        return actions;
      },
    },
  };
  const router = createRouter({
    tools: [refactor],
    editor: port,
    session: createMemorySession().controls,
    now: () => 0,
  });
  let calls = 0;
  return {
    text,
    asked,
    router,
    async call(args: Record<string, unknown>) {
      const callId = `call_${++calls}`;
      const outcome = await router.run({ callId, name: "refactor", arguments: JSON.stringify(args) }, signal);
      return { ...outcome, callId, result: JSON.parse(outcome.output) as Record<string, unknown> };
    },
  };
}

const action = (title: string, text: string | undefined, more: Partial<CodeAction> = {}): CodeAction => ({
  title,
  kind: "refactor",
  preferred: false,
  edits:
    text === undefined
      ? undefined
      : [
          {
            path: "a.ts",
            edits: [{ range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }, text }],
          },
        ],
  run: () => Promise.reject(new Error("It was run.")),
  ...more,
});

describe("refactor", () => {
  it("gives what is extracted the name that was said", async () => {
    const { call, text, asked } = offering([action("Extract to constant", "const newLocal = 2;\n")]);
    assert.equal((await call({ action: "extract", new_name: "total" })).status, "done");
    assert.equal(text(), "const total = 2;\nconst a = 1;\n");
    assert.deepEqual(asked, ["refactor.extract"]);
  });

  it("takes the preferred fix, and asks where none is", async () => {
    const fixes = [action("Fix A", "a"), action("Fix B", "b", { preferred: true })];
    const one = offering(fixes);
    await one.call({ action: "fix" });
    assert.equal(one.text(), "bconst a = 1;\n");
    const several = offering(fixes.map((fix) => ({ ...fix, preferred: false })));
    const { result } = await several.call({ action: "fix" });
    assert.deepEqual(result["choices"], ["1. Fix A", "2. Fix B"]);
    assert.equal(several.text(), "const a = 1;\n");
    await several.call({ action: "fix", number: 2 });
    assert.equal(several.text(), "bconst a = 1;\n");
  });

  it("does what only doing it tells after a yes", async () => {
    let runs = 0;
    const move = action("Move to a new file", undefined, {
      run: async () => {
        runs++;
      },
    });
    const { call, router } = offering([move]);
    const { status, question, callId } = await call({ action: "apply", title: "move to new file" });
    assert.equal(status, "asking");
    assert.match(question ?? "", /Move to a new file/);
    assert.equal(runs, 0);
    await router.confirm(callId, true, signal);
    assert.equal(runs, 1);
  });

  it("tells why it cannot be done", async () => {
    const { call } = offering([action("Extract", undefined, { disabled: "Select an expression." })]);
    assert.equal((await call({ action: "extract" })).result["error"], "Select an expression.");
  });

  it("knows no number that was not listed", async () => {
    const { call } = offering([action("A", "a")]);
    assert.match(String((await call({ action: "apply", number: 7 })).result["error"]), /not on the list/);
  });
});
