import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import {
  closeEverything,
  editor,
  newRouter,
  removeFromWorkspace,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const signal = new AbortController().signal;

describe("edit_text, search, refactor and dictate, in VS Code", () => {
  let folder: string;
  let router: ToolRunner;
  let count = 0;
  let calls = 0;

  beforeEach(async () => {
    await closeEverything();
    folder = `editing${++count}`;
    router = newRouter();
  });
  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(folder);
  });

  async function write(name: string, ...lines: string[]): Promise<void> {
    const uri = vscode.Uri.joinPath(workspaceFolder(), folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join("\n")));
  }
  const textOf = async (name: string): Promise<string | undefined> => editor.textOf(`${folder}/${name}`);
  const onDisk = (name: string): string =>
    readFileSync(vscode.Uri.joinPath(workspaceFolder(), folder, name).fsPath, "utf8");

  /** With a yes to what asks. */
  async function call(
    name: string,
    args: Record<string, unknown> = {},
  ): Promise<ToolOutcome & { asked: boolean; result: Record<string, unknown> }> {
    const callId = `call_${++calls}`;
    const first = await router.run({ callId, name, arguments: JSON.stringify(args) }, signal);
    const asked = first.status === "asking";
    const outcome = asked ? ((await router.confirm(callId, true, signal)) ?? first) : first;
    await editor.settled();
    const output = outcome.output.replaceAll(`${folder}/`, "");
    return { ...outcome, asked, result: JSON.parse(output) as Record<string, unknown> };
  }
  const selectText = (shown: vscode.TextEditor, text: string): void => {
    const at = shown.document.getText().indexOf(text);
    assert.ok(at >= 0, text);
    shown.selection = new vscode.Selection(
      shown.document.positionAt(at),
      shown.document.positionAt(at + text.length),
    );
  };

  describe("search", () => {
    beforeEach(async () => {
      await write("a.txt", "one zebra", "two", "Zebra three");
      await write("b.txt", "a ZEBRA", "getZebraCrossing");
      await write("c.bin", "zebra\0\0");
    });

    it("finds in all files, tells how often, and lists them", async () => {
      const { result } = await call("search", { action: "find", query: "zebra", path: folder });
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
      await call("search", { action: "find", query: "zebra", path: folder });
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
        (await call("search", { action: "find", query, path: folder, how })).result["count"];
      assert.equal(await of("whole_words"), 3);
      assert.equal(await of("exact"), 1);
      assert.equal(await of("words", "zebra crossing"), 1);
      assert.equal(await of("regex", "^\\w+ [zZ]\\w+$"), 1);
    });

    it("finds what is not saved yet", async () => {
      const shown = await show(`${folder}/a.txt`);
      await shown.edit((builder) => builder.insert(new vscode.Position(1, 0), "zebra "));
      const { result } = await call("search", { action: "find", query: "zebra", path: `${folder}/a` });
      assert.equal(result["count"], 3);
    });

    it("counts in the file, and goes to the next from the cursor", async () => {
      const shown = await show(`${folder}/a.txt`);
      shown.selection = new vscode.Selection(1, 0, 1, 0);
      const { result } = await call("search", { action: "find", query: "zebra", in: "file" });
      assert.partialDeepStrictEqual(result, { count: 2, shown: 2 });
      assert.equal(shown.selection.start.line, 2);
    });

    it("tells where nothing is, and stops a pattern that takes for ever", async () => {
      assert.match(
        String((await call("search", { action: "find", query: "giraffe", path: folder })).result["error"]),
        /nowhere in 2 files/,
      );
      await write("d.txt", `${"a".repeat(40)}!`);
      const { result } = await call("search", {
        action: "find",
        query: "(a+)+$",
        how: "regex",
        path: folder,
      });
      assert.match(String(result["error"]), /took too long/);
    });

    it("replaces in all files after a yes, and takes it back", async () => {
      const { asked, result } = await call("search", {
        action: "replace",
        query: "zebra",
        how: "whole_words",
        text: "horse",
        path: folder,
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
      await show(`${folder}/a.txt`);
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

  describe("refactoring", () => {
    const ready = (): Promise<unknown> =>
      until("symbols", async () => (await editor.documentSymbols(signal))[0]);

    it("renames over files after a yes, and takes it back", async () => {
      await write("lib.ts", "export function addUp(a: number): number {", "  return a;", "}", "");
      await write("main.ts", 'import { addUp } from "./lib";', "", "addUp(addUp(1));", "");
      await show(`${folder}/main.ts`);
      await ready();
      const { result, asked } = await call("refactor", {
        action: "rename",
        what: "text",
        name: "add up",
        line: 3,
        new_name: "sum",
      });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.ok(asked);
      assert.equal(await textOf("main.ts"), 'import { sum } from "./lib";\n\nsum(sum(1));\n');
      assert.match(onDisk("lib.ts"), /function sum\(/);
      await call("undo");
      assert.match(onDisk("lib.ts"), /function addUp\(/);
    });

    it("says that there is nothing to rename", async () => {
      await write("one.ts", "const a = 1;", "");
      await show(`${folder}/one.ts`);
      await ready();
      const { status } = await call("refactor", { action: "rename", line: 2, new_name: "x" });
      assert.equal(status, "failed");
    });

    it("extracts a constant under the name that was said", async () => {
      await write("one.ts", "export function price(): number {", "  return 3 * 7;", "}", "");
      const shown = await show(`${folder}/one.ts`);
      await ready();
      selectText(shown, "3 * 7");
      const { result } = await call("refactor", {
        action: "extract",
        title: "constant in enclosing scope",
        new_name: "total",
      });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.match(shown.document.getText(), /const total = 3 \* 7;\n\s+return total;/);
    });

    it("lists what can be done, and does it by its number", async () => {
      await write("one.ts", "export function price(): number {", "  return 3 * 7;", "}", "");
      const shown = await show(`${folder}/one.ts`);
      await ready();
      selectText(shown, "3 * 7");
      const { result } = await call("refactor", { action: "list" });
      const offered = result["offered"] as string[];
      const number = 1 + offered.findIndex((title) => /constant in enclosing/.test(title));
      assert.ok(number > 0, offered.join());
      await call("refactor", { action: "apply", number });
      assert.match(shown.document.getText(), /const newLocal = 3 \* 7;/);
    });

    it("asks which of several", async () => {
      await write("one.ts", "export function price(): number {", "  return 3 * 7;", "}", "");
      const shown = await show(`${folder}/one.ts`);
      await ready();
      selectText(shown, "3 * 7");
      const { result } = await call("refactor", { action: "extract" });
      assert.match(String(result["error"]), /Several/);
      assert.ok((result["choices"] as string[]).length > 1);
    });

    it("organises imports", async () => {
      await write("lib.ts", "export const a = 1;", "export const b = 2;", "");
      await write("one.ts", 'import { b, a } from "./lib";', "console.log(a);", "");
      const shown = await show(`${folder}/one.ts`);
      await ready();
      const { result } = await call("refactor", { action: "organize_imports" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.equal(shown.document.getText(), 'import { a } from "./lib";\nconsole.log(a);\n');
    });

    it("fixes the problem on the line", async () => {
      await write("lib.ts", "export const apple = 1;", "");
      await write("one.ts", "export const pear = apple;", "");
      const shown = await show(`${folder}/one.ts`);
      await until("problem", () => editor.problems().find(({ path }) => path === `${folder}/one.ts`));
      const { result } = await call("refactor", { action: "fix", title: "import" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.match(shown.document.getText(), /^import \{ apple \} from/);
    });

    it("formats the file, and a part of it", async () => {
      await write("one.ts", "const a   = 1;", "const b   = 2;", "");
      const shown = await show(`${folder}/one.ts`);
      await ready();
      await call("refactor", { action: "format", line: 2 });
      assert.equal(shown.document.getText(), "const a   = 1;\nconst b = 2;\n");
      await call("refactor", { action: "format" });
      assert.equal(shown.document.getText(), "const a = 1;\nconst b = 2;\n");
    });

    it("tells that a language has no formatter", async () => {
      await write("a.txt", "one");
      await show(`${folder}/a.txt`);
      const { result } = await call("refactor", { action: "format" });
      assert.match(String(result["error"]), /No formatter/);
    });
  });

  describe("snippets and comments", () => {
    it("inserts a snippet by its name, with its tab stops", async () => {
      await write("one.ts", "");
      const shown = await show(`${folder}/one.ts`);
      const { result } = await call("edit_text", { action: "snippet", text: "for each loop" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.match(shown.document.getText(), /\.forEach\(/);
      assert.equal(shown.document.getText(shown.selection), "array");
    });

    it("tells the nearest where there is no such snippet", async () => {
      await write("one.ts", "");
      await show(`${folder}/one.ts`);
      const { status, result } = await call("edit_text", { action: "snippet", text: "spaceship" });
      assert.equal(status, "failed");
      assert.ok(Array.isArray(result["nearest"]));
    });

    it("writes comments as each language does", async () => {
      for (const [name, text, made] of [
        ["a.ts", "a", "// a"],
        ["a.py", "a", "# a"],
        ["a.html", "a", "<!-- a -->"],
        ["a.css", "a", "/* a */"],
        ["a.lua", "a", "-- a"],
        ["a.sql", "a", "-- a"],
        ["a.sh", "a", "# a"],
      ] as const) {
        await write(name, text);
        const shown = await show(`${folder}/${name}`);
        await call("edit_text", { action: "comment" });
        assert.equal(shown.document.getText(), made, name);
        await call("edit_text", { action: "uncomment" });
        assert.equal(shown.document.getText(), text, name);
      }
    });
  });

  describe("dictation", () => {
    it("writes with spoken signs in code, and takes it back by a step", async () => {
      await write("one.ts", "  ");
      const shown = await show(`${folder}/one.ts`);
      shown.selection = new vscode.Selection(0, 2, 0, 2);
      await call("dictate", { action: "write", text: "const camel case first name equals five semicolon" });
      assert.equal(shown.document.getText(), "  const firstName = 5;");
      await call("dictate", { action: "write", text: "New line. return no space semicolon" });
      assert.equal(shown.document.getText(), "  const firstName = 5;\n  return;");
      await call("undo");
      assert.equal(shown.document.getText(), "  const firstName = 5;");
    });

    it("writes sentences in a comment", async () => {
      await write("one.ts", "// ");
      const shown = await show(`${folder}/one.ts`);
      shown.selection = new vscode.Selection(0, 3, 0, 3);
      await call("dictate", { action: "write", text: "this is it period and more" });
      assert.equal(shown.document.getText(), "// This is it. And more");
    });
  });
});
