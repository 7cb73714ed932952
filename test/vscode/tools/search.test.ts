import assert from "node:assert/strict";
import * as vscode from "vscode";
import { filesForEach } from "./filesRig.ts";
import { editor, show } from "./workbench.ts";

describe("edit_text: search, in VS Code", () => {
  const { folder, write, textOf, onDisk, call } = filesForEach();
  describe("search", () => {
    beforeEach(async () => {
      await write("a.txt", "one zebra", "two", "Zebra three");
      await write("b.txt", "a ZEBRA", "getZebraCrossing");
      await write("c.bin", "zebra\0\0");
    });

    it("finds in all files, tells how often, and lists them", async () => {
      const { result } = await call("search", { action: "find", query: "zebra", path: folder() });
      assert.deepEqual(result, {
        ok: true,
        count: 4,
        files: 2,
        found: [
          "1. a.txt:1: one zebra",
          "2. a.txt:3: Zebra three",
          "3. b.txt:1: a ZEBRA",
          "4. b.txt:2: getZebraCrossing",
        ],
      });
    });

    it("goes through what was found", async () => {
      await call("search", { action: "find", query: "zebra", path: folder() });
      for (const [action, file, line] of [
        ["next", "a.txt", 1],
        ["next", "a.txt", 3],
        ["next", "b.txt", 1],
        ["previous", "a.txt", 3],
      ] as const) {
        const { result } = await call("search", { action });
        assert.partialDeepStrictEqual(result, { file, line, of: 4 });
      }
      assert.partialDeepStrictEqual((await call("search", { action: "nth", number: 4 })).result, { line: 2 });
      assert.equal(editor.active()?.selectedText, "Zebra");
      assert.match(String((await call("search", { action: "next" })).result["error"]), /the last of 4/);
    });

    it("finds whole words, and exactly what was said", async () => {
      const of = async (how: string, query = "zebra"): Promise<unknown> =>
        (await call("search", { action: "find", query, path: folder(), how })).result["count"];
      assert.equal(await of("whole_words"), 3);
      assert.equal(await of("exact"), 1);
      assert.equal(await of("words", "zebra crossing"), 1);
      assert.equal(await of("regex", "^\\w+ [zZ]\\w+$"), 2);
    });

    it("finds what is not saved yet", async () => {
      const shown = await show(`${folder()}/a.txt`);
      await shown.edit((builder) => builder.insert(new vscode.Position(1, 0), "zebra "));
      const { result } = await call("search", { action: "find", query: "zebra", path: `${folder()}/a` });
      assert.equal(result["count"], 3);
    });

    it("counts in the file, and goes to the next from the cursor", async () => {
      const shown = await show(`${folder()}/a.txt`);
      shown.selection = new vscode.Selection(1, 0, 1, 0);
      const { result } = await call("search", { action: "find", query: "zebra", in: "file" });
      assert.partialDeepStrictEqual(result, { count: 2, shown: 2 });
      assert.equal(shown.selection.start.line, 2);
    });

    it("tells where nothing is, and stops a pattern that takes for ever", async () => {
      assert.match(
        String((await call("search", { action: "find", query: "giraffe", path: folder() })).result["error"]),
        /nowhere in 2 files/,
      );
      await write("d.txt", `${"a".repeat(40)}!`);
      const { result } = await call("search", {
        action: "find",
        query: "(a+)+$",
        how: "regex",
        path: folder(),
      });
      assert.match(String(result["error"]), /took too long/);
    });

    it("replaces in all files after a yes, and takes it back", async () => {
      const { asked, result } = await call("search", {
        action: "replace",
        query: "zebra",
        how: "whole_words",
        text: "horse",
        path: folder(),
      });
      assert.ok(asked);
      assert.partialDeepStrictEqual(result, { replaced: 3 });
      assert.equal(onDisk("a.txt"), "one horse\ntwo\nhorse three");
      assert.equal(onDisk("b.txt"), "a horse\ngetZebraCrossing");
      assert.equal((await call("undo")).status, "done");
      assert.equal(onDisk("a.txt"), "one zebra\ntwo\nZebra three");
      assert.equal(await textOf("b.txt"), "a ZEBRA\ngetZebraCrossing");
    });

    it("replaces by a pattern with groups, in one file without asking", async () => {
      await show(`${folder()}/a.txt`);
      const { asked } = await call("search", {
        action: "replace",
        query: "^(\\w+) (\\w+)$",
        how: "regex",
        text: "$2 $1",
        in: "file",
      });
      assert.equal(asked, false);
      assert.equal(await textOf("a.txt"), "zebra one\ntwo\nthree Zebra");
    });
  });
});
