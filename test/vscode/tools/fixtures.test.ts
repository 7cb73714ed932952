import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readFixtures, readMarks, writeMarks, type Fixture } from "./fixture.ts";
import {
  call,
  closeEverything,
  editor,
  forgetCalls,
  noProblems,
  removeFromWorkspace,
  session,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

/** Each fixture has files of its own: VS Code remembers documents for a while after they are closed. */
let count = 0;

async function start({ before }: Fixture, folder: string): Promise<vscode.TextEditor> {
  const { lines, selection } = readMarks(before.text);
  const uri = vscode.Uri.joinPath(workspaceFolder(), folder, before.file);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join(before.eol ?? "\n")));
  const shown = await show(`${folder}/${before.file}`);
  shown.selection = selection;
  return shown;
}

function report(problems: NonNullable<Fixture["before"]["problems"]>, uri: vscode.Uri): vscode.Disposable {
  const severities = {
    error: vscode.DiagnosticSeverity.Error,
    warning: vscode.DiagnosticSeverity.Warning,
    hint: vscode.DiagnosticSeverity.Hint,
  };
  const collection = vscode.languages.createDiagnosticCollection("fixture");
  collection.set(
    uri,
    problems.map(({ line, column, severity, message }) => {
      const at = new vscode.Position(line - 1, column - 1);
      return new vscode.Diagnostic(new vscode.Range(at, at), message, severities[severity]);
    }),
  );
  return collection;
}

async function check(fixture: Fixture, folder: string): Promise<void> {
  const { before, after = {} } = fixture;
  const shown = await start(fixture, folder);
  const problems = report(before.problems ?? [], shown.document.uri);
  try {
    for (const first of fixture.first ?? []) assert.equal((await call(first)).status, "done", first.name);
    const { output, status } = await call(fixture.call);
    const result = JSON.parse(output.replaceAll(`${folder}/`, "")) as { ok: boolean };
    assert.partialDeepStrictEqual(result, fixture.output);
    assert.equal(status, result.ok ? "done" : "failed");

    const active = editor.active();
    assert.equal(active?.path, after.file ?? `${folder}/${before.file}`);
    const now = vscode.window.activeTextEditor;
    assert.ok(now);
    if (after.text !== undefined || after.file === undefined) {
      assert.deepEqual(writeMarks(now), after.text ?? writeMarksOf(before.text));
    }
    if (after.saved !== undefined) assert.equal(!now.document.isDirty, after.saved);
    if (before.eol !== undefined)
      assert.ok(!now.document.getText().replaceAll(before.eol, "").includes("\n"));
  } finally {
    problems.dispose();
  }
}

/** Fixtures may leave out the mark of a cursor at the start. */
function writeMarksOf(lines: string[]): string[] {
  if (lines.some((line) => /[▮⟦]/.test(line))) return lines;
  return lines.map((line, index) => (index === 0 ? `▮${line}` : line));
}

describe("tools, in VS Code", () => {
  let folder = "";

  before(async () => {
    const { document } = await show("src/price.ts");
    await until("symbols", async () => (await editor.documentSymbols(new AbortController().signal))[0]);
    assert.equal(document.languageId, "typescript");
  });

  beforeEach(async () => {
    folder = `fixture${++count}`;
    forgetCalls();
    session.reset();
    await closeEverything();
    await noProblems();
  });

  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(folder);
  });

  for (const { name, fixtures } of readFixtures()) {
    describe(name, () => {
      for (const fixture of fixtures) {
        it(fixture.name, () => check(fixture, folder));
      }
    });
  }
});
