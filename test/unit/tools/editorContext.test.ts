import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Editor } from "../../../src/tools/editor.ts";
import { editorContext } from "../../../src/tools/editorContext.ts";
import { createMemoryEditor } from "./memoryEditor.ts";
import { problem, showing, told } from "./shownEditor.ts";

const nothingOpen: Editor = {
  ...createMemoryEditor().editor,
  active: () => undefined,
  openEditors: () => [],
  problems: () => [],
};

describe("what the model is told of the editor", () => {
  it("is file, place, code, open editors, problems and branch", () => {
    const editor = showing({
      path: "src/order.ts",
      text: "a\nb\nc\nd\ne\nf\ng\nh\n",
      cursor: [5, 2],
      visible: [2, 8],
      dirty: true,
      open: ["src/order.ts", "src/price.ts", "README.md"],
      problems: [
        problem("src/order.ts", 6, "error", "Type 'string' is not\n  assignable."),
        problem("src/order.ts", 1, "warning"),
        problem("src/price.ts", 9, "error"),
        problem("src/price.ts", 9, "hint"),
      ],
    });
    assert.deepEqual(told(editor, "code", "main"), {
      file: "src/order.ts",
      language: "typescript",
      lines: 9,
      unsaved: true,
      cursor: "5:2",
      view: "2-8",
      code: "2: b\n3: c\n4: d\n5: e\n6: f\n7: g\n8: h",
      open: ["price.ts", "README.md"],
      problems: "1 error, 1 warning",
      allProblems: "2 errors, 1 warning",
      error: "6:3 Type 'string' is not assignable.",
      branch: "main",
    });
  });

  it("leaves out what there is not", () => {
    assert.deepEqual(Object.keys(told(showing({}))), ["file", "language", "lines", "cursor", "view", "code"]);
  });

  it("has no code, selected text or message in it where only the place is wanted", () => {
    const editor = showing({
      text: "const secret = 1",
      selection: [1, 7, 1, 13],
      selectedText: "secret",
      problems: [problem("src/a.ts", 1, "error", "'secret' is never read.")],
    });
    const place = told(editor, "place");
    assert.doesNotMatch(JSON.stringify(place), /secret/);
    assert.equal(place["selection"], "1-1");
    assert.equal(place["error"], "1:3");
  });

  it("is nothing where nothing is wanted, and then nothing is looked at", () => {
    assert.equal(editorContext(createMemoryEditor().editor, "none", "main"), "");
  });

  it("says that no file is open, and that a workspace is not trusted", () => {
    assert.deepEqual(told(nothingOpen), { file: null });
    const elsewhere = { ...nothingOpen, problems: () => [problem("src/a.ts", 1, "error")] };
    assert.deepEqual(told(elsewhere), { file: null, allProblems: "1 error" });
    assert.equal(told(showing({ trusted: false }))["trusted"], false);
  });

  it("is the same text for the same state, and another for another", () => {
    const state = { text: "a\nb", open: ["src/a.ts", "b.ts"], problems: [problem("src/a.ts", 2, "error")] };
    const text = editorContext(showing(state), "code", "main");
    assert.equal(editorContext(showing(structuredClone(state)), "code", "main"), text);
    for (const change of [{ cursor: [2, 1] as [number, number] }, { dirty: true }, { text: "a\nB" }]) {
      assert.notEqual(editorContext(showing({ ...state, ...change }), "code", "main"), text);
    }
    assert.notEqual(editorContext(showing(state), "code", "other"), text);
  });

  it("is the same whatever order problems come in", () => {
    const problems = [
      problem("src/a.ts", 3, "error", "after"),
      problem("src/a.ts", 1, "error", "before"),
      { ...problem("src/a.ts", 1, "error", "first"), column: 1 },
    ];
    const forth = editorContext(showing({ cursor: [2, 1], problems }), "code", "main");
    const back = editorContext(showing({ cursor: [2, 1], problems: problems.toReversed() }), "code", "main");
    assert.equal(back, forth);
    assert.match(forth, /"1:1 first"/);
  });

  it("names the error nearest to the cursor, of those in view or at the cursor", () => {
    const problems = [1, 50, 58, 90].map((line) => problem("src/a.ts", line, "error", `at ${line}`));
    const text = "x\n".repeat(100);
    const errorFor = (line: number, visible: [number, number]): unknown =>
      told(showing({ text, cursor: [line, 1], visible, problems }))["error"];
    assert.equal(errorFor(55, [40, 70]), "58:3 at 58");
    assert.equal(errorFor(53, [40, 70]), "50:3 at 50");
    assert.equal(errorFor(20, [10, 30]), undefined);
    assert.equal(errorFor(90, [10, 30]), "90:3 at 90");
  });

  it("tells the lines of a selection, and its start where it is long", () => {
    const lines = told(showing({ selection: [1, 1, 3, 1], selectedText: "one\r\ntwo\r\n" }));
    assert.deepEqual([lines["selection"], lines["selected"]], ["1-2", "one\ntwo\n"]);
    const part = told(showing({ selection: [1, 2, 3, 2], selectedText: "x".repeat(2000) }));
    assert.equal(part["selection"], "1-3");
    assert.equal(part["selected"], `${"x".repeat(299)}…`);
  });

  it("names other editors by their paths only where their names are not enough, and at most ten", () => {
    const open = ["src/a.ts", "src/b.ts", "test/a.ts", "lib/c.ts", "new/c.ts"];
    assert.deepEqual(told(showing({ path: "src/a.ts", open }))["open"], [
      "b.ts",
      "test/a.ts",
      "lib/c.ts",
      "new/c.ts",
    ]);
    const many = Array.from({ length: 30 }, (_, index) => `src/file${index}.ts`);
    const names = told(showing({ open: many }))["open"] as string[];
    assert.deepEqual([names.length, names[0], names.at(-1)], [11, "file0.ts", "… 20 more"]);
  });

  it("shows of long lines their start, and of the cursor's what is around it", () => {
    const long = Array.from({ length: 4000 }, (_, index) => `${index},`).join("");
    const column = long.indexOf(",2000,") + 2;
    const code = String(told(showing({ text: `${long}\n${long}`, cursor: [2, column] }))["code"]);
    const [other = "", own = ""] = code.split("\n");
    assert.equal(other, `1: ${long.slice(0, 100)}…`);
    assert.match(own, /^2: ….{100}…$/);
    assert.match(own, /,2000,/);
    const atEnd = String(told(showing({ text: long, cursor: [1, long.length + 1] }))["code"]);
    assert.equal(atEnd, `1: …${long.slice(-100)}`);
  });
});

describe("the cost of what the model is told of the editor", () => {
  /** A token is about four characters. */
  const tokens = (text: string): number => Math.round(text.length / 4);
  const read = (path: string): string =>
    readFileSync(join(import.meta.dirname, "../../../dev/sample", path), "utf8");

  it("is at most 200 tokens with code, and 70 without", () => {
    const editor = showing({
      path: "src/order.ts",
      text: read("src/order.ts"),
      cursor: [26, 10],
      visible: [1, 33],
      open: ["src/order.ts", "src/price.ts", "src/cart.ts", "README.md"],
      problems: [problem("src/order.ts", 26, "error", "Type 'string' is not assignable to type 'number'.")],
    });
    assert.ok(tokens(editorContext(editor, "place", "main")) <= 70);
    assert.ok(tokens(editorContext(editor, "code", "main")) <= 200);
  });

  it("is bounded, whatever is in the files", () => {
    const worst = '"\\'.repeat(5000);
    const editor = showing({
      path: worst,
      text: Array.from({ length: 50 }, () => worst).join("\n"),
      cursor: [25, 5000],
      selection: [1, 1, 50, 1],
      selectedText: worst.slice(0, 2000),
      open: Array.from({ length: 100 }, (_, index) => `${worst}${index}`),
      problems: Array.from({ length: 1000 }, (_, index) => problem(worst, index, "error", worst)),
    });
    assert.ok(editorContext(editor, "code", worst).length < 6000);
  });
});
