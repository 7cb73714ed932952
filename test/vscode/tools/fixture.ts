/** Fixtures: an editor before a call, the call, and the editor and the answer after it. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** Lines of text, with ▮ where the cursor is, or ⟦ and ⟧ around the selection. */
type MarkedLines = string[];

export interface Fixture {
  name: string;
  before: {
    /** In a folder of its own, whose name is left out here and in `output`. */
    file: string;
    text: MarkedLines;
    /** Between the lines; "\n" unless told. */
    eol?: string;
    problems?: { line: number; column: number; severity: "error" | "warning" | "hint"; message: string }[];
  };
  /** Calls that must succeed before the one that is tested. */
  first?: Call[];
  call: Call;
  /** What is not told must be as it was before. */
  after?: { file?: string; text?: MarkedLines; saved?: boolean };
  /** What the answer holds, among other things. */
  output: Record<string, unknown>;
}

export interface FixtureFile {
  name: string;
  fixtures: Fixture[];
}

/** One file for each tool. */
export function readFixtures(): FixtureFile[] {
  // As seen from the bundle, in out/test/vscode/tools.
  const folder = join(__dirname, "../../../../test/fixtures/tools");
  return readdirSync(folder)
    .filter((file) => file !== "catalogue.json")
    .map((file) => ({
      name: file.replace(".json", ""),
      fixtures: JSON.parse(readFileSync(join(folder, file), "utf8")) as Fixture[],
    }));
}

/** Takes the marks out of marked lines. */
export function readMarks(lines: MarkedLines): { lines: string[]; selection: vscode.Selection } {
  const places = new Map<string, vscode.Position>();
  const plain = lines.map((text, line) => {
    let left = text;
    for (let at = left.search(/[▮⟦⟧]/); at >= 0; at = left.search(/[▮⟦⟧]/)) {
      places.set(left.charAt(at), new vscode.Position(line, at));
      left = left.slice(0, at) + left.slice(at + 1);
    }
    return left;
  });
  const start = new vscode.Position(0, 0);
  const cursor = places.get("▮") ?? start;
  return {
    lines: plain,
    selection: new vscode.Selection(places.get("⟦") ?? cursor, places.get("⟧") ?? cursor),
  };
}

/** The lines of a document with its marks put in. */
export function writeMarks({ document, selection }: vscode.TextEditor): MarkedLines {
  const lines = document.getText().split(/\r?\n/);
  const mark = ({ line, character }: vscode.Position, sign: string): void => {
    const text = lines[line] ?? "";
    lines[line] = text.slice(0, character) + sign + text.slice(character);
  };
  if (selection.isEmpty) mark(selection.active, "▮");
  else {
    mark(selection.end, "⟧");
    mark(selection.start, "⟦");
  }
  return lines;
}
