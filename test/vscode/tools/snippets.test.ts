import assert from "node:assert/strict";
import * as vscode from "vscode";
import { filesForEach } from "./filesRig.ts";
import { show } from "./workbench.ts";

describe("edit_text: snippets, comments and dictation, in VS Code", () => {
  const { folder, write, call } = filesForEach();
  describe("snippets and comments", () => {
    it("inserts a snippet by its name, with its tab stops", async () => {
      await write("one.ts", "");
      const shown = await show(`${folder()}/one.ts`);
      const { result } = await call("edit_text", { action: "snippet", text: "for each loop" });
      assert.equal(result["error"] ?? "", "", JSON.stringify(result));
      assert.match(shown.document.getText(), /\.forEach\(/);
      assert.equal(shown.document.getText(shown.selection), "array");
    });

    it("tells the nearest where there is no such snippet", async () => {
      await write("one.ts", "");
      await show(`${folder()}/one.ts`);
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
        const shown = await show(`${folder()}/${name}`);
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
      const shown = await show(`${folder()}/one.ts`);
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
      const shown = await show(`${folder()}/one.ts`);
      shown.selection = new vscode.Selection(0, 3, 0, 3);
      await call("dictate", { action: "write", text: "this is it period and more" });
      assert.equal(shown.document.getText(), "// This is it. And more");
    });

    it("writes code behind a comment that has ended", async () => {
      await write("one.ts", "/* here */ ");
      const shown = await show(`${folder()}/one.ts`);
      shown.selection = new vscode.Selection(0, 11, 0, 11);
      await call("dictate", { action: "write", text: "return five semicolon" });
      assert.equal(shown.document.getText(), "/* here */ return 5;");
    });
  });
});
