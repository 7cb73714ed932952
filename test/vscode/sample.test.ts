import assert from "node:assert/strict";
import * as vscode from "vscode";

/** Resolves with the diagnostics of a file as soon as they are as wanted: some, or none. */
async function problemsOf(uri: vscode.Uri, wanted: "some" | "none"): Promise<vscode.Diagnostic[]> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = vscode.languages.getDiagnostics(uri);
      if (found.length > 0 !== (wanted === "some")) return;
      subscription.dispose();
      resolve(found);
    };
    const subscription = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

describe("the sample workspace, in VS Code", () => {
  const folder = vscode.workspace.workspaceFolders?.[0];

  it("is open, and trusted", () => {
    assert.equal(folder?.name, "shop");
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it("has one problem in order.ts, for going to, while it is open", async () => {
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, "src/order.ts");
    // Not showTextDocument, which keeps the document open for minutes after its editor was closed.
    await vscode.commands.executeCommand("vscode.open", uri);
    const problems = await problemsOf(uri, "some");
    assert.deepEqual(
      problems.map(({ range, message }) => [range.start.line + 1, message]),
      [[26, "Type 'string' is not assignable to type 'number'."]],
    );
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await problemsOf(uri, "none");
  });
});
