import assert from "node:assert/strict";
import { diffLines } from "../../../src/tools/lineDiff.ts";
import { applyTo, mergeBack } from "../../../src/tools/merge.ts";
import { linesTouched, previewOf, questionFor } from "../../../src/tools/preview.ts";

/** The same numbers in each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function randomLines(random: (below: number) => number, most: number): string[] {
  return Array.from({ length: random(most) + 1 }, () => "abcd".charAt(random(4)));
}

function patched(before: readonly string[], after: readonly string[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const hunk of diffLines(before, after)) {
    result.push(...before.slice(at, hunk.before.from));
    result.push(...after.slice(hunk.after.from, hunk.after.from + hunk.after.count));
    at = hunk.before.from + hunk.before.count;
  }
  return [...result, ...before.slice(at)];
}

const takeBack = (wrong: string, right: string, now: string): string =>
  applyTo(now, mergeBack(wrong, right, now).edits);

describe("lines that differ", () => {
  it("make the one text of the other, whatever they are", () => {
    const random = randomNumbers(7);
    for (let round = 0; round < 2_000; round++) {
      const [before, after] = [randomLines(random, 12), randomLines(random, 12)];
      assert.deepEqual(patched(before, after), after, JSON.stringify([before, after]));
    }
  });

  it("are as few as can be", () => {
    const hunks = diffLines("abcabba".split(""), "cbabac".split(""));
    const changed = hunks.reduce((sum, { before, after }) => sum + before.count + after.count, 0);
    assert.equal(changed, 5);
  });

  it("are told in time where nothing is the same", () => {
    const [before, after] = ["a", "b"].map((side) =>
      Array.from({ length: 20_000 }, (_, index) => `${side}${index}`),
    );
    assert.deepEqual(diffLines(before!, after!), [
      { before: { from: 0, count: 20_000 }, after: { from: 0, count: 20_000 } },
    ]);
  });
});

describe("taking a change back", () => {
  it("gives the text of before, where nothing was done since", () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 2_000; round++) {
      const [before, after] = [randomLines(random, 10).join("\n"), randomLines(random, 10).join("\n")];
      assert.equal(takeBack(after, before, after), before, JSON.stringify([before, after]));
    }
  });

  it("changes nothing where it was taken back by hand", () => {
    const random = randomNumbers(13);
    for (let round = 0; round < 500; round++) {
      const [before, after] = [randomLines(random, 10).join("\n"), randomLines(random, 10).join("\n")];
      assert.equal(takeBack(after, before, before), before, JSON.stringify([before, after]));
      assert.deepEqual(mergeBack(after, before, before).conflicts, []);
    }
  });

  const cases = [
    { what: "above", now: "by hand\n1\nOURS\n3\n4\n5", result: "by hand\n1\n2\n3\n4\n5" },
    { what: "below", now: "1\nOURS\n3\n4\n5 by hand", result: "1\n2\n3\n4\n5 by hand" },
    { what: "on the next line", now: "1\nOURS\n3 by hand\n4\n5", result: "1\n2\n3 by hand\n4\n5" },
    { what: "far lines deleted", now: "1\nOURS\n3", result: "1\n2\n3" },
  ];
  for (const { what, now, result } of cases) {
    it(`keeps what was done by hand ${what}`, () => {
      assert.equal(takeBack("1\nOURS\n3\n4\n5", "1\n2\n3\n4\n5", now), result);
    });
  }

  it("leaves a line alone that was changed since, and says which", () => {
    const wrong = "1\nOURS\n3\n4\nOURS\n6";
    const merge = mergeBack(wrong, "1\n2\n3\n4\n5\n6", "new\n1\nOURS by hand\n3\n4\nOURS\n6");
    assert.deepEqual(merge.conflicts, [3]);
    assert.equal(
      applyTo("new\n1\nOURS by hand\n3\n4\nOURS\n6", merge.edits),
      "new\n1\nOURS by hand\n3\n4\n5\n6",
    );
  });

  it("does not put lines back where others were put in", () => {
    assert.deepEqual(mergeBack("1\n3", "1\n2\n3", "1\nby hand\n3").conflicts, [2]);
  });
});

describe("the preview of an edit", () => {
  const numbered = (count: number): string =>
    Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

  it("shows what goes and what comes, with the lines around it", () => {
    const before = numbered(20);
    const after = before
      .replace("line 4\n", "")
      .replace("line 6", "six")
      .replace("line 17", "seventeen\nmore");
    const preview = previewOf([{ path: "a.ts", before, after }]);
    assert.deepEqual(preview.files, [
      {
        path: "a.ts",
        removed: 3,
        added: 3,
        cut: false,
        hunks: [
          {
            line: 2,
            lines: [" line 2", " line 3", "-line 4", " line 5", "-line 6", "+six", " line 7", " line 8"],
          },
          {
            line: 15,
            lines: [" line 15", " line 16", "-line 17", "+seventeen", "+more", " line 18", " line 19"],
          },
        ],
      },
    ]);
    assert.equal(questionFor(preview), "Change 3 lines of a.ts?");
    assert.equal(linesTouched({ path: "a.ts", before, after }), 4);
  });

  it("is cut where it is long, and says so", () => {
    const preview = previewOf([
      { path: "a", before: numbered(900), after: "" },
      { path: "b", before: "x", after: "y" },
    ]);
    const [first, second] = preview.files;
    assert.equal(first?.hunks[0]?.lines.length, 400);
    assert.deepEqual([first?.cut, first?.removed, second?.cut, second?.hunks], [true, 900, true, []]);
    assert.equal(questionFor(preview), "Change 901 lines of 2 files?");
  });
});
