import assert from "node:assert/strict";
import type { Cell } from "../../../src/tools/workbench/workbench.ts";
import { memoryEditing } from "./memoryEditing.ts";
import { memoryWorkbench } from "./memoryWorkbench.ts";
import { createSafetyRig, never } from "./safetyRig.ts";

const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

describe("an edit that is large, of other kinds", () => {
  it("may come from a snippet", async () => {
    const inserted: string[] = [];
    const editing = {
      ...memoryEditing(
        () => "",
        () => "plaintext",
      ),
      snippets: async () =>
        ["short", "long"].map((name) => ({
          name,
          prefixes: [],
          description: "",
          body: many(name === "long" ? 70 : 2),
        })),
      insertSnippet: async (body: string) => void inserted.push(body),
    };
    const rig = createSafetyRig({ editor: () => ({ editing }) });
    const short = await rig.call("edit_text", { action: "snippet", text: "short" });
    assert.equal(short.status, "done", short.output);
    const { status, question } = await rig.call("edit_text", { action: "snippet", text: "long" });
    assert.deepEqual([status, question], ["asking", "Change 70 lines of a.txt?"]);
    assert.deepEqual(inserted, [many(2)]);
    assert.equal((await rig.router.confirm("call_2", true, never))?.status, "done");
    assert.deepEqual(inserted, [many(2), many(70)]);
  });

  it("may be one of a notebook's cells", async () => {
    const cells: Cell[] = [{ kind: "code", language: "python", text: "one", outputs: [] }];
    const notebooks = {
      ...memoryWorkbench().notebooks,
      state: () => ({ path: "n.ipynb", cells, current: 1, runnable: true }),
      select: () => undefined,
      write: async (number: number, text: string) => {
        cells[number - 1] = { ...cells[number - 1]!, text };
      },
      replace: async (at: number, count: number, made: Pick<Cell, "kind" | "language" | "text">[]) =>
        void cells.splice(at - 1, count, ...made.map((cell) => ({ ...cell, outputs: [] }))),
    };
    const rig = createSafetyRig({ editor: () => ({ workbench: memoryWorkbench({ notebooks }) }) });
    assert.equal((await rig.call("notebook", { action: "edit", text: "two" })).status, "done");
    for (const [action, call] of [
      ["edit", "call_2"],
      ["insert", "call_3"],
    ] as const) {
      const asked = await rig.call("notebook", { action, text: many(70) });
      assert.deepEqual([asked.status, asked.question], ["asking", "Change 70 lines of n.ipynb?"], action);
      assert.equal(cells.length, 1);
      assert.equal(cells[0]?.text, action === "edit" ? "two" : many(70));
      assert.equal((await rig.router.confirm(call, true, never))?.status, "done");
    }
    assert.deepEqual(
      cells.map(({ text }) => text),
      [many(70), many(70)],
    );
  });

  it("does nothing in a cell that was changed since the question", async () => {
    const cells: Cell[] = [{ kind: "code", language: "python", text: "one", outputs: [] }];
    const written: string[] = [];
    const notebooks = {
      ...memoryWorkbench().notebooks,
      state: () => ({ path: "n.ipynb", cells, current: 1, runnable: true }),
      write: async (_: number, text: string) => void written.push(text),
    };
    const rig = createSafetyRig({ editor: () => ({ workbench: memoryWorkbench({ notebooks }) }) });
    await rig.call("notebook", { action: "edit", text: many(70) });
    cells[0] = { ...cells[0]!, text: "by hand" };
    const outcome = await rig.router.confirm("call_1", true, never);
    assert.match(outcome?.summary ?? "", /changed since the question, so nothing was done/);
    assert.deepEqual(written, []);
  });
});
