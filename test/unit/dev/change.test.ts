import assert from "node:assert/strict";
import { changeOf } from "../../../dev/demo/change.ts";

describe("the change of a text", () => {
  it("is nothing for the same text", () => assert.equal(changeOf("a\nb", "a\nb"), undefined));
  it("is a line taken out", () => {
    assert.deepEqual(changeOf("a\nb\nc", "a\nc"), { line: 2, removed: ["b"], added: [] });
  });
  it("is a line put in among the same", () => {
    assert.deepEqual(changeOf("a\na", "a\na\na"), { line: 3, removed: [], added: ["a"] });
  });
  it("is a line that became another", () => {
    assert.deepEqual(changeOf("a\nb\nc", "a\nx\nc"), { line: 2, removed: ["b"], added: ["x"] });
  });
});
