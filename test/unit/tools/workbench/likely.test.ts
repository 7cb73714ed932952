import assert from "node:assert/strict";
import { chooseOne } from "../../../../src/tools/choose.ts";
import { chooseFile, fileCandidate } from "../../../../src/tools/workbench/spokenPath.ts";

const words = "cart price order stock user invoice payment session token router parser theme".split(" ");
const many = Array.from({ length: 4000 }, (_, index) => {
  const [first, second, third] = [1, 12, 144].map((by) => words[Math.floor(index / by) % words.length] ?? "");
  return `src/${third}/${first}-${second}${index}.ts`;
});
const wanted = [
  "src/kangarooPouch.ts",
  "lib/getUserById.go",
  "docs/README.md",
  "app/tsconfig.json",
  "app/in-voice/OutOfStockError.java",
];
const all = [...many, ...wanted];

describe("files by name among thousands", () => {
  for (const [spoken, expected] of [
    ["kangaroo pouch", wanted[0]],
    ["kangaru pouch dot t s", wanted[0]],
    ["get user buy id", wanted[1]],
    ["read me", wanted[2]],
    ["the red me file", wanted[2]],
    ["T S config", wanted[3]],
    ["out of stalk error", wanted[4]],
    ["in voice out of stock error", wanted[4]],
    ["app/tsconfig.json", wanted[3]],
  ] as const) {
    it(`finds ${expected} by "${spoken}"`, () => {
      assert.equal(chooseFile(spoken, all), expected);
      // Without the short cut.
      const candidates = all.map(fileCandidate);
      assert.equal(chooseOne({ spoken, candidates, kind: "files", label: (path) => path }), expected);
    });
  }

  it("finds nothing where there is nothing", () => {
    assert.throws(() => chooseFile("spaghetti monster", all), /None of the files/);
  });
});
