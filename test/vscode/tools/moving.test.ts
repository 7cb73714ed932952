import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  call,
  closeEverything,
  editor,
  noProblems,
  removeFromWorkspace,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const file = "moving/code.ts";
const code = [
  "interface Shape {",
  "  area(): number;",
  "}",
  "",
  "class Square implements Shape {",
  "  area(): number {",
  "    return twice(2);",
  "  }",
  "}",
  "",
  "/** Doubles a number. */",
  "export function twice(value: number): number {",
  "  return value * 2;",
  "}",
  "",
  "export const square: Shape = new Square();",
  "export const four = twice(2);",
  ...Array.from({ length: 80 }, (_, index) => `// ${index}`),
].join("\n");

const go = (args: Record<string, unknown>): ReturnType<typeof call> =>
  call({ name: "navigate", arguments: args });
const line = (): number | undefined => editor.active()?.cursor.line;

function put(text: string, from = 0): void {
  const shown = vscode.window.activeTextEditor ?? assert.fail("no editor");
  const at = shown.document.positionAt(shown.document.getText().indexOf(text, from));
  shown.selection = new vscode.Selection(at, at);
}

describe("moving by voice, in VS Code", () => {
  before(async () => {
    await closeEverything();
    await noProblems();
    const uri = vscode.Uri.joinPath(workspaceFolder(), file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(code));
    await show(file);
    put("twice(2)");
    await until("references", async () => {
      const at = editor.active()?.cursor ?? assert.fail("no editor");
      const found = await editor.workbench.related("references", at, new AbortController().signal);
      return found.length >= 3 || undefined;
    });
  });

  beforeEach(() => show(file));

  after(async () => {
    await closeEverything();
    await removeFromWorkspace("moving");
  });

  for (const [from, args, expected] of [
    ["twice(2)", { to: "definition" }, 12],
    ["interface", { to: "definition", name: "twice", line: 17 }, 12],
    ["square: Shape", { to: "type" }, 1],
    ["area(): number;", { to: "implementation" }, 6],
    ["twice(2)", { to: "references", which: "next" }, 12],
    ["twice(2)", { to: "references", which: "previous" }, 17],
    ["twice(2)", { to: "references", nth: 3 }, 17],
    ["twice(2)", { to: "references", which: "last" }, 17],
    ["return twice", { to: "parent" }, 6],
    ["area(): number {", { to: "parent" }, 5],
    ["{\n  return value", { to: "bracket" }, 14],
  ] as const) {
    it(`goes from "${from}" by ${JSON.stringify(args)} to line ${expected}`, async () => {
      put(from);
      const { status, output } = await go(args);
      assert.equal(status, "done", output);
      assert.equal(line(), expected);
    });
  }

  it("lists the references without moving", async () => {
    put("twice(2)");
    const { result } = await go({ to: "references" });
    assert.equal(result["of"], 3);
    assert.deepEqual((result["references"] as string[])[0], `1. ${file}:7: return twice(2);`);
    assert.equal(line(), 7);
  });

  it("marks a place and comes back to it, though lines came above", async () => {
    put("export const four");
    await go({ to: "mark", set: true, name: "the four" });
    put("interface");
    const shown = vscode.window.activeTextEditor ?? assert.fail("no editor");
    await shown.edit((builder) => builder.insert(new vscode.Position(2, 0), "\n\n"));
    const { result } = await go({ to: "mark", name: "for" });
    assert.equal(result["mark"], "the four");
    assert.equal(line(), 19);
    await vscode.commands.executeCommand("undo");
  });

  it("goes to breakpoints", async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), file);
    const points = [12, 6].map(
      (at) => new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(at, 0))),
    );
    vscode.debug.addBreakpoints(points);
    try {
      await until("breakpoints", () => editor.workbench.breakpoints().length === 2 || undefined);
      await go({ to: "breakpoint", which: "next" });
      assert.equal(line(), 7);
      const { result } = await go({ to: "breakpoint", which: "next" });
      assert.equal(line(), 13);
      assert.deepEqual([result["number"], result["of"]], [2, 2]);
    } finally {
      vscode.debug.removeBreakpoints(points);
    }
    assert.match(String((await go({ to: "breakpoint" })).result["error"]), /There are no breakpoints/);
  });

  for (const [action, args] of [
    ["top", { name: "export const four" }],
    ["center", { line: 50 }],
    ["bottom", { line: 90 }],
    ["scroll_down", { count: 10 }],
    ["page_down", {}],
    ["half_down", {}],
    ["page_up", {}],
    ["fold", { name: "twice", line: 12 }],
    ["unfold_all", {}],
    ["fold_all", {}],
    ["fold_level", { count: 2 }],
    ["fold_comments", {}],
    ["fold_others", {}],
    ["fold_deep", {}],
    ["unfold", {}],
    ["unfold_deep", {}],
    ["show_in_explorer", {}],
  ] as const) {
    it(`changes the view: ${action}`, async () => {
      const { status, output } = await call({ name: "change_view", arguments: { action, ...args } });
      assert.equal(status, "done", output);
      await vscode.commands.executeCommand("editor.unfoldAll");
    });
  }

  it("scrolls to where it was told", async () => {
    await call({ name: "change_view", arguments: { action: "top", line: 40 } });
    await until("line 40 on top", () => (editor.active()?.visible.from ?? 1) >= 35 || undefined);
    await call({ name: "change_view", arguments: { action: "page_up", count: 5 } });
    await until("the first line", () => editor.active()?.visible.from === 1 || undefined);
  });

  it("folds what is not in view any more", async () => {
    await call({ name: "change_view", arguments: { action: "fold_all" } });
    await until(
      "folded lines",
      () => (vscode.window.activeTextEditor?.visibleRanges.length ?? 0) > 1 || undefined,
    );
    await call({ name: "change_view", arguments: { action: "unfold_all" } });
    await until("all lines", () => vscode.window.activeTextEditor?.visibleRanges.length === 1 || undefined);
  });

  it("reads the outline, documentation, callers, facts and types", async () => {
    const read = async (args: Record<string, unknown>): Promise<Record<string, unknown>> =>
      (await call({ name: "read", arguments: args })).result;
    const { outline } = await read({ what: "outline" });
    assert.ok((outline as string[]).includes("12: function twice"), JSON.stringify(outline));
    assert.match(
      String((await read({ what: "documentation", name: "twice", line: 17 }))["text"]),
      /Doubles a number/,
    );
    put("twice(value");
    assert.match(JSON.stringify((await read({ what: "callers" }))["callers"]), /area, moving\/code\.ts:6/);
    const facts = await read({ what: "file" });
    assert.deepEqual([facts["file"], facts["line_ends"], facts["language"]], [file, "LF", "typescript"]);
    assert.equal((await read({ what: "selection" }))["error"], "Nothing is selected.");
    assert.match(JSON.stringify(await read({ what: "tabs" })), /moving\/code\.ts, active/);
  });

  it("reads a problem with its fixes", async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), "moving/wrong.ts");
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode(
        "const a: number = 1;\nconsole.log(a);\nexport const b = twise(1);\nfunction twice(x: number) { return x }\n",
      ),
    );
    await show("moving/wrong.ts");
    await until("problem", () => editor.problems()[0]);
    const { result } = await call({ name: "read", arguments: { what: "problem", line: 3 } });
    assert.match(JSON.stringify(result["problems"]), /twise/);
    assert.match(JSON.stringify(result["fixes"]), /Change spelling to 'twice'/);
    const gone = await go({ to: "problem", name: "cannot find name" });
    assert.equal(gone.result["line"], 3);
  });

  it("reads the diff, and goes to changes", async () => {
    const shown = await show("src/price.ts");
    await until("branch", () => editor.branch());
    await shown.edit((builder) => builder.insert(new vscode.Position(4, 0), "// new\n"));
    const diff = await call({ name: "read", arguments: { what: "diff" } });
    assert.match(String(diff.result["diff"]), /\+\/\/ new/);
    assert.equal(diff.result["added"], 1);
    await go({ to: "change", which: "next" });
    assert.equal(line(), 5);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
