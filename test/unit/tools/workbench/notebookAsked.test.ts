import assert from "node:assert/strict";
import { notebook } from "../../../../src/tools/workbench/notebook.ts";
import type { Cell, NotebookState } from "../../../../src/tools/workbench/workbench.ts";
import { createRig, signal, type Rig } from "./rig.ts";

const code = (text: string): Cell => ({ kind: "code", language: "python", text, outputs: [] });

interface Opened {
  rig: Rig;
  state: NotebookState;
  /** What was run, deleted and cleared. */
  done: unknown[];
}

/** A notebook in memory, whose own calls change it as VS Code does. */
function open(): Opened {
  const cells = [
    code("a = 1"),
    code("b = 2"),
    { ...code("# text"), kind: "markdown" as const },
    code("c = 3"),
  ];
  const state: NotebookState = { path: "shop.ipynb", cells, current: 1, runnable: true };
  const done: unknown[] = [];
  const rig = createRig(
    {},
    {
      run: async (id) => void done.push(id),
      notebooks: {
        state: () => ({ ...state, cells: state.cells.map((cell) => ({ ...cell })) }),
        select: () => undefined,
        async replace(at, count, made) {
          state.cells.splice(at - 1, count, ...made.map((cell) => ({ ...cell, outputs: [] })));
          done.push(["replace", at, count]);
        },
        async write(cell, text) {
          state.cells[cell - 1]!.text = text;
        },
        run: async (numbers) =>
          void done.push(["run", numbers.map((number) => state.cells[number - 1]?.text)]),
      },
    },
  );
  return { rig, state, done };
}

const waiting = [
  { action: "run", cell: 2 },
  { action: "run_above", cell: 4 },
  { action: "run_all" },
  { action: "delete", cell: 2 },
  { action: "clear", cell: 2 },
];

describe("a yes to what a notebook is to do", () => {
  for (const args of waiting) {
    it(`does what was shown: ${args.action}`, async () => {
      const { rig, done } = open();
      const call = await rig.prepare(notebook, args);
      await rig.run(notebook, { action: "edit", cell: 3, text: "Text runs nowhere." });
      assert.deepEqual(done, []);
      await call.run(signal);
      assert.equal(done.length, 1);
    });

    const changes: [string, (opened: Opened) => unknown][] = [
      [
        "edited",
        ({ rig }) => rig.run(notebook, { action: "edit", cell: 2, text: "import os; os.remove('x')" }),
      ],
      ["another cell", ({ rig }) => rig.run(notebook, { action: "insert", to: 2, text: "import os" })],
      ["moved", ({ rig }) => rig.run(notebook, { action: "move", cell: 1, to: 2 })],
      [
        "of another language",
        ({ rig }) => rig.run(notebook, { action: "language", cell: 2, language: "bash" }),
      ],
    ];
    for (const [what, change] of changes) {
      it(`does nothing where a cell is ${what} since the question: ${args.action}`, async () => {
        const opened = open();
        const call = await opened.rig.prepare(notebook, args);
        await change(opened);
        const before = JSON.stringify(opened.state.cells);
        opened.done.length = 0;
        await assert.rejects(call.run(signal), /were changed since the question, so nothing was done/);
        assert.deepEqual([opened.done, JSON.stringify(opened.state.cells)], [[], before]);
      });
    }
  }

  for (const args of [...waiting, { action: "clear_all" }]) {
    it(`does nothing in another notebook: ${args.action}`, async () => {
      const { rig, state, done } = open();
      const call = await rig.prepare(notebook, args);
      state.path = "other.ipynb";
      await assert.rejects(call.run(signal), /about shop\.ipynb, and other\.ipynb is in front now/);
      assert.deepEqual(done, []);
    });
  }
});
