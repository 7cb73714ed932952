import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import {
  describeResult,
  failureOf,
  readCases,
  selectionIn,
  type CaseFile,
  type Selected,
  type TargetCase,
} from "../../targets/cases.ts";
import {
  closeEverything,
  editor,
  newRouter,
  removeFromWorkspace,
  show,
  workspaceFolder,
} from "./workbench.ts";

const never = new AbortController().signal;

/** As seen from the bundle, in out/test/vscode/tools. */
const files = ["targets", "edits"].flatMap((name) =>
  readCases(join(__dirname, "../../../../test/fixtures", name)),
);

async function resultOf(file: CaseFile, test: TargetCase, shown: vscode.TextEditor): Promise<string[]> {
  const { document } = shown;
  const { start, end } = selectionIn(file, test);
  shown.selection = new vscode.Selection(document.positionAt(start), document.positionAt(end));
  const router = newRouter();
  const failures: string[] = [];
  for (const [index, call] of test.calls.entries()) {
    const { output } = await router.run({ callId: `call_${index}`, ...call }, never);
    await editor.settled();
    failures.push(...failureOf(output.replaceAll("targets/", "")));
  }
  const selections = (vscode.window.activeTextEditor ?? shown).selections.map((selection): Selected => ({
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  }));
  return describeResult(file.document.join("\n"), document.getText(), selections, failures);
}

/** What the cases of a file are about is the text: each finds it as the file has it. */
async function restore(shown: vscode.TextEditor, text: string): Promise<void> {
  editor.hideChoices();
  if (shown.document.getText() === text) return;
  const last = shown.document.lineAt(shown.document.lineCount - 1).range.end;
  await shown.edit((builder) => builder.replace(new vscode.Range(new vscode.Position(0, 0), last), text));
}

describe("targets and edits, in VS Code as in memory", () => {
  after(async () => {
    await closeEverything();
    await removeFromWorkspace("targets");
  });

  for (const file of files) {
    describe(file.file, () => {
      let shown: vscode.TextEditor;

      before(async () => {
        await closeEverything();
        const path = `targets/${file.file}`;
        const uri = vscode.Uri.joinPath(workspaceFolder(), path);
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(file.document.join("\n")));
        shown = await show(path);
      });

      afterEach(() => restore(shown, file.document.join("\n")));

      for (const test of file.cases) {
        it(test.name, async () => assert.deepEqual(await resultOf(file, test, shown), test.result));
      }
    });
  }
});
