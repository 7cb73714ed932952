import assert from "node:assert/strict";
import { lastLines, plainOutput } from "../../../src/tools/terminal/plainOutput.ts";

describe("what a program printed", () => {
  for (const [name, raw, plain] of [
    ["is as it is", "one\ntwo\n", "one\ntwo\n"],
    ["has no colours", "\u001b[31mred\u001b[0m", "red"],
    [
      "has no titles and marks of the shell",
      "\u001b]0;title\u0007a\u001b]633;C\u0007b\u001b]8;;http://x\u001b\\c",
      "abc",
    ],
    ["has no movements", "a\u001b[2K\u001b[1Gb\u001b[?25l", "ab"],
    ["has no short escapes", "\u001b(Bplain\u001b=\u001b7", "plain"],
    ["ends its lines in one way", "a\r\nb\r\r\nc", "a\nb\nc"],
    ["shows the last state of a progress bar", "10 %\r50 %\r100 %\ndone", "100 %\ndone"],
    ["keeps what a shorter line leaves", "hello\rJ", "Jello"],
    ["takes back what is taken back", "abx\bc", "abc"],
    ["has no bells", "ding\u0007dong\u0000", "dingdong"],
    ["keeps tabs and other languages", "\tgrün 茶", "\tgrün 茶"],
  ] as const) {
    it(name, () => assert.equal(plainOutput(raw), plain));
  }

  it("is told from its end", () => {
    const text = Array.from({ length: 100 }, (_, index) => String(index + 1)).join("\n");
    assert.deepEqual(lastLines(`${text}\n`, 3), { text: "98\n99\n100", earlier: 97 });
    assert.deepEqual(lastLines(text, 2, 3), { text: "96\n97", earlier: 95, later: 3 });
    assert.deepEqual(lastLines("one", 5), { text: "one" });
    assert.deepEqual(lastLines("", 5), { text: "" });
    assert.deepEqual(lastLines(text, 5, 500), { text: "", later: 100 });
  });

  it("is cut where its lines are long", () => {
    const { text, earlier } = lastLines(Array.from({ length: 90 }, () => "x".repeat(1000)).join("\n"), 90);
    assert.ok(text.length < 7000, String(text.length));
    assert.ok((earlier ?? 0) > 50);
    assert.ok(text.endsWith("…"));
  });
});
