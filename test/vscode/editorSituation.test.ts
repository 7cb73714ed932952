import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { EditorSituation } from "../../src/host/editorSituation.ts";
import { closeEverything, editor, noProblems, show, until, workspaceFolder } from "./tools/workbench.ts";

const setting = vscode.workspace.getConfiguration("vivaVoce");
const setContext = (detail: string | undefined): Thenable<void> =>
  setting.update("context", detail, vscode.ConfigurationTarget.Workspace);

/** A tab of its own, which the next one does not take the place of. */
async function openTab(path: string): Promise<void> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), path);
  await vscode.commands.executeCommand("vscode.open", uri, { preview: false });
}

function git(...args: string[]): void {
  execFileSync("git", args, { cwd: workspaceFolder().fsPath, stdio: "pipe" });
}

describe("what the model is told of a real editor", () => {
  const errors: string[] = [];
  let situation: EditorSituation;

  /** What comes after the heading. */
  function told(): Record<string, unknown> {
    const text = situation.text();
    return JSON.parse(text.slice(text.indexOf("{"))) as Record<string, unknown>;
  }

  before(() => until("branch", () => editor.branch()));
  beforeEach(async () => {
    await closeEverything();
    await noProblems();
    errors.splice(0);
    const log = {
      debug: () => undefined,
      warn: () => undefined,
      error: (line: string) => void errors.push(line),
    };
    situation = new EditorSituation({ editor, log });
  });
  afterEach(async () => {
    situation.dispose();
    await setContext(undefined);
    await closeEverything();
    assert.deepEqual(errors, []);
  });

  it("is the file, the code around the cursor, the error there and the branch", async () => {
    const { selection } = await show("src/order.ts");
    assert.ok(selection.isEmpty);
    await until("problem", () => editor.problems()[0]);
    await editor.select({ start: { line: 26, column: 10 }, end: { line: 26, column: 10 } });
    const context = await until("error in view", () => ("error" in told() ? told() : undefined));
    assert.match(String(context["view"]), /^\d+-3\d$/);
    assert.deepEqual(
      { ...context, view: "" },
      {
        file: "src/order.ts",
        language: "typescript",
        lines: 34,
        cursor: "26:10",
        view: "",
        code: [
          "23:   for (const item of cart.items) reserveStock(item.name, item.quantity);",
          "24:   lastNumber += 1;",
          "25:   const total = applyDiscount(calculateTotal(cart.items), discount);",
          "26:   return { number: lastNumber, items: cart.items, total: formatPrice(total) };",
          "27: }",
          "28:",
          "29: /** Sums an order up in one line, for the receipt. */",
        ].join("\n"),
        problems: "1 error",
        error: "26:51 Type 'string' is not assignable to type 'number'.",
        branch: "main",
      },
    );
    assert.equal(situation.text(), situation.text());
  });

  it("has no code where only the place is wanted, and is nothing where nothing is", async () => {
    await show("src/price.ts");
    await editor.select({ start: { line: 1, column: 1 }, end: { line: 3, column: 1 } });
    assert.equal(typeof told()["selected"], "string");
    await setContext("place");
    assert.deepEqual(
      Object.keys(told()).filter((key) => ["code", "selected"].includes(key)),
      [],
    );
    assert.equal(told()["selection"], "1-2");
    await setContext("none");
    assert.equal(situation.text(), "");
  });

  it("names the other editors, those first where the user was last", async () => {
    for (const path of ["src/order.ts", "src/price.ts", "src/cart.ts", "README.md"]) await openTab(path);
    assert.deepEqual(told()["open"], ["cart.ts", "price.ts", "order.ts"]);
    await openTab("src/order.ts");
    assert.deepEqual(told()["open"], ["README.md", "cart.ts", "price.ts"]);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await until("the next editor", () => told()["file"] !== "src/order.ts" || undefined);
    assert.ok(!(told()["open"] as string[]).includes("order.ts"));
  });

  it("knows another branch as soon as Git does", async () => {
    await show("README.md");
    assert.equal(told()["branch"], "main");
    git("checkout", "--quiet", "-b", "discounts");
    try {
      await until("the branch discounts", () => told()["branch"] === "discounts" || undefined);
    } finally {
      git("checkout", "--quiet", "main");
      git("branch", "--quiet", "-D", "discounts");
      await until("the branch main", () => told()["branch"] === "main" || undefined);
    }
  });

  it("says that no file is open", () => {
    assert.deepEqual(told(), { file: null, branch: "main" });
  });
});
