import assert from "node:assert/strict";
import * as vscode from "vscode";
import { filesForEach, signal } from "./filesRig.ts";
import { editor, show, until } from "./workbench.ts";

describe("edit_text: refactoring, in VS Code", () => {
  const { folder, write, textOf, call } = filesForEach();
  const selectText = (shown: vscode.TextEditor, text: string): void => {
    const at = shown.document.getText().indexOf(text);
    assert.ok(at >= 0, text);
    shown.selection = new vscode.Selection(
      shown.document.positionAt(at),
      shown.document.positionAt(at + text.length),
    );
  };

  describe("refactoring", () => {
    const ready = (): Promise<unknown> =>
      until("symbols", async () => (await editor.documentSymbols(signal))[0]);

    it("renames over files after a yes, and takes it back", async () => {
      await write("lib.ts", "export function addUp(a: number): number {", "  return a;", "}", "");
      await write("main.ts", 'import { addUp } from "./lib";', "", "addUp(addUp(1));", "");
      // The server knows a new file once it was open.
      await show(`${folder()}/main.ts`);
      const { document } = await show(`${folder()}/lib.ts`);
      await until("uses in the other file", async () => {
        const at = document.positionAt(document.getText().indexOf("addUp"));
        const found = await vscode.commands.executeCommand<vscode.Location[]>(
          "vscode.executeReferenceProvider",
          document.uri,
          at,
        );
        return found.length >= 4 || undefined;
      });
      const { result, asked } = await call("refactor", { action: "rename", name: "add up", new_name: "sum" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.ok(asked);
      assert.match((await textOf("lib.ts")) ?? "", /function sum\(/);
      assert.match((await textOf("main.ts")) ?? "", /import \{ sum/);
      await call("undo");
      assert.match((await textOf("lib.ts")) ?? "", /function addUp\(/);
      assert.match((await textOf("main.ts")) ?? "", /import \{ addUp/);
    });

    it("says that there is nothing to rename", async () => {
      await write("one.ts", "const a = 1;", "");
      await show(`${folder()}/one.ts`);
      await ready();
      const { status } = await call("refactor", { action: "rename", line: 2, new_name: "x" });
      assert.equal(status, "failed");
    });

    it("extracts a constant under the name that was said", async () => {
      await write("one.ts", "export function price(): number {", "  return 3 * 7;", "}", "");
      const shown = await show(`${folder()}/one.ts`);
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
      const shown = await show(`${folder()}/one.ts`);
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
      const shown = await show(`${folder()}/one.ts`);
      await ready();
      selectText(shown, "3 * 7");
      const { result } = await call("refactor", { action: "extract", title: "function" });
      assert.match(String(result["error"]), /Several/);
      assert.ok((result["choices"] as string[]).length > 1);
    });

    it("organises imports", async () => {
      await write("lib.ts", "export const a = 1;", "export const b = 2;", "");
      await write("one.ts", 'import { b, a } from "./lib";', "console.log(a);", "");
      await show(`${folder()}/lib.ts`);
      await ready();
      const shown = await show(`${folder()}/one.ts`);
      const { result } = await call("refactor", { action: "organize_imports" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.equal(shown.document.getText(), 'import { a } from "./lib";\nconsole.log(a);\n');
    });

    it("fixes the problem on the line", async () => {
      await write("lib.ts", "export const apple = 1;", "");
      await write("one.ts", "export const pear = apple;", "");
      await show(`${folder()}/lib.ts`);
      await ready();
      const shown = await show(`${folder()}/one.ts`);
      await until("problem", () => editor.problems().find(({ path }) => path === `${folder()}/one.ts`));
      const { result } = await call("refactor", { action: "fix", title: "import" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.match(shown.document.getText(), /^import \{ apple \} from/);
    });

    it("formats the file, and a part of it", async () => {
      await write("one.ts", "const a   = 1;", "const b   = 2;", "");
      const shown = await show(`${folder()}/one.ts`);
      await ready();
      await call("refactor", { action: "format", line: 2 });
      assert.equal(shown.document.getText(), "const a   = 1;\nconst b = 2;\n");
      await call("refactor", { action: "format" });
      assert.equal(shown.document.getText(), "const a = 1;\nconst b = 2;\n");
    });

    it("tells that a language has no formatter", async () => {
      await write("a.txt", "one");
      await show(`${folder()}/a.txt`);
      const { result } = await call("refactor", { action: "format" });
      assert.match(String(result["error"]), /No formatter/);
    });
  });
});
