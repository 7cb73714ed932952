import assert from "node:assert/strict";
import { conflictsIn, hunksOf, patchAt } from "../../../src/tools/git/patch.ts";

const header = "diff --git a/a.txt b/a.txt\nindex 1..2 100644\n--- a/a.txt\n+++ b/a.txt\n";
const changed = "@@ -2 +2,2 @@ one\n-two\n+TWO\n+TOO\n";
const removed = "@@ -7,2 +7,0 @@\n-seven\n-eight\n";
const diff = header + changed + removed;

describe("a patch", () => {
  it("is told apart in its changes", () => {
    assert.deepEqual(hunksOf(diff), {
      header,
      hunks: [
        { line: 2, count: 2, text: changed },
        { line: 7, count: 0, text: removed },
      ],
    });
  });

  for (const [line, found] of [
    [1, undefined],
    [2, changed],
    [3, changed],
    [4, undefined],
    [7, removed],
    [8, removed],
    [9, undefined],
  ] as const) {
    it(`has ${found === undefined ? "no change" : "a change"} at line ${line}`, () => {
      assert.equal(patchAt(diff, line), found === undefined ? undefined : header + found);
    });
  }

  it("is nothing where nothing is changed", () => assert.equal(patchAt("", 1), undefined));
});

describe("the marks of conflicts", () => {
  const find = (text: string): unknown => conflictsIn(text.split("\n"));

  it("have two sides", () => {
    assert.deepEqual(find("a\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\nb"), [
      { from: 2, to: 6, ours: ["mine"], theirs: ["yours"] },
    ]);
  });

  it("may have what both come from, and empty sides", () => {
    assert.deepEqual(find("<<<<<<< HEAD\n||||||| base\nold\n=======\nyours\n>>>>>>> other"), [
      { from: 1, to: 6, ours: [], theirs: ["yours"] },
    ]);
  });

  it("come several times", () => {
    const one = "<<<<<<< a\n1\n=======\n2\n>>>>>>> b";
    assert.equal((find(`${one}\nx\n${one}`) as unknown[]).length, 2);
  });

  for (const [name, text] of [
    ["without an end", "<<<<<<< a\n1\n=======\n2"],
    ["without a beginning", "=======\n2\n>>>>>>> b"],
    ["that are headings", "Title\n=======\ntext\n>>>>>>>> quoted"],
    ["in the wrong order", "<<<<<<< a\n>>>>>>> b\n=======\n"],
  ] as const) {
    it(`are none ${name}`, () => assert.deepEqual(find(text), []));
  }
});
