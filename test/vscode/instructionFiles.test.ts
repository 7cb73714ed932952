import assert from "node:assert/strict";
import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { InstructionFiles, type InstructionFilesOptions } from "../../src/host/instructionFiles.ts";
import { until, workspaceFolder } from "./tools/workbench.ts";

const warnings: string[] = [];
const opened: InstructionFiles[] = [];
const made: string[] = [];

function newFiles(options: Partial<InstructionFilesOptions> = {}): InstructionFiles {
  const log = {
    debug: () => undefined,
    warn: (line: string) => void warnings.push(line),
    error: (line: string) => assert.fail(line),
  };
  const files = new InstructionFiles({ trusted: () => vscode.workspace.isTrusted, log, ...options });
  opened.push(files);
  return files;
}

/** Where a file of the workspace is; it is removed after the test. */
function at(path: string): string {
  const whole = join(workspaceFolder().fsPath, path);
  made.push(whole);
  return whole;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true });
  await writeFile(at(path), text);
}

const setPaths = (paths: unknown): Thenable<void> =>
  vscode.workspace
    .getConfiguration("vivaVoce")
    .update("instructionFiles", paths, vscode.ConfigurationTarget.Workspace);

async function text(files: InstructionFiles, holds: RegExp): Promise<void> {
  await until(`text with ${holds.source}`, () => holds.test(files.text()) || undefined);
}

async function cleanUp(): Promise<void> {
  for (const files of opened.splice(0)) files.dispose();
  for (const path of made.splice(0)) await rm(path, { force: true });
  await setPaths(undefined);
  warnings.splice(0);
}

describe("a project's instruction files, on the disk", () => {
  afterEach(cleanUp);

  it("are none in a project that has none", async () => {
    const files = newFiles();
    await files.ready();
    assert.equal(files.text(), "");
    assert.deepEqual(warnings, []);
  });

  it("are there when the session starts, and not read before", async () => {
    await write(".github/copilot-instructions.md", "Use tabs.");
    await write("AGENTS.md", "Run the tests.");
    await write(".vivavoce.md", "Call me captain.");
    const files = newFiles();
    assert.equal(files.text(), "");
    await files.ready();
    const [, ...sections] = files.text().split("\n\n");
    assert.deepEqual(sections, [
      "From .github/copilot-instructions.md:\nUse tabs.",
      "From AGENTS.md:\nRun the tests.",
      "From .vivavoce.md:\nCall me captain.",
    ]);
  });

  it("are followed as they come, change and go", async () => {
    const files = newFiles();
    const heard: string[] = [];
    files.onDidChange(() => heard.push(files.text().split("\n").at(-1) ?? ""));
    await files.ready();
    await write("AGENTS.md", "First.");
    await text(files, /First\.$/);
    await write("AGENTS.md", "Second.");
    await text(files, /Second\.$/);
    await write(".github/copilot-instructions.md", "Third.");
    await text(files, /Third\.\n/);
    await rm(at(".github/copilot-instructions.md"));
    await rm(at("AGENTS.md"));
    await text(files, /^$/);
    assert.deepEqual([heard[0], heard.at(-1)], ["First.", ""]);
    assert.ok(heard.includes("Second."));
  });

  it("are not followed any more when nobody needs them", async () => {
    const files = newFiles();
    const other = newFiles();
    await files.ready();
    await other.ready();
    files.dispose();
    await write("AGENTS.md", "First.");
    await text(other, /First\.$/);
    assert.equal(files.text(), "");
  });

  it("are cut where they are long, and the log says which", async () => {
    await write("AGENTS.md", "A line of text.\n".repeat(1000));
    const files = newFiles();
    await files.ready();
    assert.match(files.text(), /A line of text\.\n\(shortened\)$/);
    assert.ok(files.text().length < 4200);
    assert.deepEqual(warnings, [
      "The instruction file AGENTS.md is too long: the model is told a part, or nothing.",
    ]);
  });

  it("are those of the setting, as it is now", async () => {
    await write("AGENTS.md", "For agents.");
    await write("docs.voice.md", "For the voice.");
    const files = newFiles();
    await files.ready();
    assert.match(files.text(), /For agents\.$/);
    await setPaths(["docs.voice.md"]);
    await text(files, /From docs\.voice\.md:\nFor the voice\.$/);
    assert.doesNotMatch(files.text(), /For agents/);
    await setPaths([]);
    await text(files, /^$/);
  });

  it("are refused where they lead out of the workspace, by path or by link", async () => {
    const outside = join(tmpdir(), `viva-voce-outside-${process.pid}.md`);
    made.push(outside);
    await writeFile(outside, "Outside.");
    await symlink(outside, at("link.md"));
    await symlink(tmpdir(), at("folder"));
    await write("inside.md", "Inside.");
    await symlink("inside.md", at("own.md"));
    await setPaths([
      outside,
      "../shop/inside.md",
      "link.md",
      `folder/viva-voce-outside-${process.pid}.md`,
      "own.md",
    ]);
    const files = newFiles();
    await files.ready();
    assert.match(files.text(), /From own\.md:\nInside\.$/);
    assert.doesNotMatch(files.text(), /Outside/);
    const why = "it is a link that leads out of the workspace folder.";
    assert.deepEqual(warnings.toSorted(), [
      'The instruction file "../shop/inside.md" is not read: it leads out of the workspace folder.',
      `The instruction file "${outside}" is not read: it is not relative to the workspace folder.`,
      `The instruction file folder/viva-voce-outside-${process.pid}.md is not read: ${why}`,
      `The instruction file link.md is not read: ${why}`,
    ]);
  });

  it("are refused where they are no files, or far too large", async () => {
    await write("large.md", "x".repeat(1_000_001));
    await setPaths(["src", "large.md"]);
    const files = newFiles();
    await files.ready();
    assert.equal(files.text(), "");
    assert.deepEqual(warnings, [
      "The instruction file src is not read: it is no file.",
      "The instruction file large.md is not read: it is larger than 1 MB.",
    ]);
  });
});

/** A file system that is no disk, with one file in each of its folders. */
class Elsewhere implements vscode.FileSystemProvider {
  readonly reads: string[] = [];
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  type = vscode.FileType.File;
  content = "From elsewhere.";
  /** What a read waits for. */
  answers: Promise<void> = Promise.resolve();

  change(content: string): void {
    this.content = content;
    const uri = vscode.Uri.parse("elsewhere:/one/AGENTS.md");
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }
  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  stat(uri: vscode.Uri): vscode.FileStat {
    if (!uri.path.endsWith("AGENTS.md")) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: this.type, ctime: 0, mtime: 0, size: this.content.length };
  }
  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    this.reads.push(uri.path);
    await this.answers;
    return new TextEncoder().encode(`${this.content}${uri.path.includes("two") ? " Two." : ""}`);
  }
  readDirectory = (): [string, vscode.FileType][] => [];
  createDirectory = unchangeable;
  writeFile = unchangeable;
  delete = unchangeable;
  rename = unchangeable;
}

function unchangeable(): never {
  throw vscode.FileSystemError.NoPermissions();
}

describe("a project's instruction files, in a virtual workspace", () => {
  let elsewhere: Elsewhere;
  let registration: vscode.Disposable;
  const folder = (name: string, index: number): vscode.WorkspaceFolder => ({
    uri: vscode.Uri.parse(`elsewhere:/${name}`),
    name,
    index,
  });
  const folders = (): vscode.WorkspaceFolder[] => [folder("one", 0)];

  beforeEach(() => {
    elsewhere = new Elsewhere();
    registration = vscode.workspace.registerFileSystemProvider("elsewhere", elsewhere);
  });
  afterEach(async () => {
    await cleanUp();
    registration.dispose();
  });

  it("are read, those of several folders under the folders' names", async () => {
    const files = newFiles({ folders: () => [folder("one", 0), folder("two", 1)] });
    await files.ready();
    assert.match(
      files.text(),
      /\n\nFrom one\/AGENTS\.md:\nFrom elsewhere\.\n\nFrom two\/AGENTS\.md:\nFrom elsewhere\. Two\.$/,
    );
    assert.deepEqual(warnings, []);
  });

  it("are followed", async () => {
    const files = newFiles({ folders });
    await files.ready();
    elsewhere.change("Changed.");
    await text(files, /Changed\.$/);
  });

  it("are not read before the first session", async () => {
    const files = newFiles({ folders });
    const other = newFiles({ folders });
    await other.ready();
    assert.equal(elsewhere.reads.length, 1);
    assert.equal(files.text(), "");
    await files.ready();
    assert.equal(elsewhere.reads.length, 2);
  });

  it("are not read in a workspace that is not trusted", async () => {
    const files = newFiles({ folders, trusted: () => false });
    await files.ready();
    assert.deepEqual([files.text(), elsewhere.reads], ["", []]);
  });

  it("are not read through a link, of which nobody knows where it leads", async () => {
    elsewhere.type = vscode.FileType.File | vscode.FileType.SymbolicLink;
    const files = newFiles({ folders });
    await files.ready();
    assert.equal(files.text(), "");
    assert.match(warnings.join(), /^The instruction file AGENTS\.md is not read: it is a link/);
  });

  it("do not keep a session from starting that has waited for them", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    elsewhere.answers = promise;
    const files = newFiles({ folders, longestWait: 20 });
    await files.ready();
    assert.equal(files.text(), "");
    assert.match(warnings.join(), /take long to read/);
    resolve();
    await text(files, /From elsewhere\.$/);
  });
});
