/**
 * Cases for targets: a document for each language, and what calls do in it. One file of text for each, read by the
 * tests in plain Node and by those in VS Code.
 *
 *     file: shop.ts
 *     ---
 *     the document
 *     ---
 *     === name of the case
 *     a part of the document with the cursor ▮ or the selection ⟦ ⟧ put in, ⏎ for the end of a line
 *     go_to {"what":"argument","nth":2}
 *     + the lines with the cursor or selection afterwards
 *     - lines that are gone, where the text has changed
 *     ! what a call that failed has said, and the choices that it gave
 */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface CaseCall {
  name: string;
  arguments: string;
}

export interface TargetCase {
  name: string;
  before: string;
  calls: CaseCall[];
  /** As it is in the file, so that it can be compared and written anew. */
  result: string[];
}

export interface CaseFile {
  path: string;
  /** The name of the document; its extension tells the language. */
  file: string;
  document: string[];
  cases: TargetCase[];
}

export interface Selected {
  /** Offsets; the same where it is a cursor. */
  start: number;
  end: number;
}

export function readCases(folder: string): CaseFile[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => readCaseFile(join(folder, name)));
}

function readCaseFile(path: string): CaseFile {
  const [head = "", document = "", ...rest] = readFileSync(path, "utf8").split(/^---\n/m);
  const cases = rest
    .join("---\n")
    .split(/^(?==== )/m)
    .filter((text) => text.trim() !== "");
  return {
    path,
    file: /^file: (.+)$/m.exec(head)?.[1] ?? "",
    document: document.replace(/\n$/, "").split("\n"),
    cases: cases.map(readCase),
  };
}

function readCase(text: string): TargetCase {
  const [name = "", before = "", ...lines] = text.replace(/\n+$/, "").split("\n");
  const calls = lines
    .filter((line) => /^\w+ \{.*\}$/.test(line))
    .map((line) => {
      const [, name = "", args = ""] = /^(\w+) (.*)$/.exec(line) ?? [];
      return { name, arguments: args };
    });
  return { name: name.slice(4), before, calls, result: lines.filter((line) => !/^\w+ \{.*\}$/.test(line)) };
}

export function writeCases({ path, file, document, cases }: CaseFile): void {
  const written = cases.map(({ name, before, calls, result }) =>
    [`=== ${name}`, before, ...calls.map((call) => `${call.name} ${call.arguments}`), ...result, ""].join(
      "\n",
    ),
  );
  writeFileSync(path, `file: ${file}\n---\n${document.join("\n")}\n---\n${written.join("\n")}`);
}

/** Where the cursor or the selection is at the beginning. @throws {Error} where the document has no such place. */
export function selectionIn({ document }: CaseFile, { before, name }: TargetCase): Selected {
  const text = document.join("\n");
  const marked = before.replaceAll("⏎", "\n");
  const plain = marked.replaceAll(/[▮⟦⟧]/g, "");
  const at = text.indexOf(plain);
  if (at < 0 || text.includes(plain, at + 1))
    throw new Error(`"${before}" is not once in the document of "${name}".`);
  const cursor = marked.indexOf("▮");
  if (cursor >= 0) return { start: at + cursor, end: at + cursor };
  return { start: at + marked.indexOf("⟦"), end: at + marked.indexOf("⟧") - 1 };
}

/** What a case comes to, as it is written in the file. */
export function describeResult(
  before: string,
  after: string,
  selections: Selected[],
  failures: string[],
): string[] {
  const marked = withMarks(after, selections).split("\n");
  const plain = after.split("\n");
  const old = before.split("\n");
  if (before === after) {
    const shown = marked.filter((line) => /[▮⟦⟧]/.test(line));
    return [...failures.map((text) => `! ${text}`), ...shown.map((line) => `+ ${line}`)];
  }
  let start = 0;
  while (start < plain.length && start < old.length && plain[start] === old[start]) start++;
  let end = 0;
  while (end < plain.length - start && end < old.length - start && plain.at(-1 - end) === old.at(-1 - end))
    end++;
  const gone = old.slice(start, old.length - end).map((line) => `- ${line}`);
  const made = marked.flatMap((line, index) => {
    const isNew = index >= start && index < plain.length - end;
    return isNew || /[▮⟦⟧]/.test(line) ? [`+ ${line}`] : [];
  });
  return [...failures.map((text) => `! ${text}`), ...gone, ...made];
}

function withMarks(text: string, selections: Selected[]): string {
  const marks = selections.flatMap(({ start, end }) =>
    start === end
      ? [{ at: start, sign: "▮" }]
      : [
          { at: start, sign: "⟦" },
          { at: end, sign: "⟧" },
        ],
  );
  // Of two marks at one place, the end of the one before comes first.
  const ordered = marks
    .map((mark, index) => ({ ...mark, index }))
    .toSorted((left, right) => right.at - left.at || right.index - left.index);
  let marked = text;
  for (const { at, sign } of ordered) marked = marked.slice(0, at) + sign + marked.slice(at);
  return marked;
}

/** What a call has said that failed. */
export function failureOf(output: string): string[] {
  const {
    ok,
    error = "",
    choices = [],
    nearest = [],
  } = JSON.parse(output) as {
    ok: boolean;
    error?: string;
    choices?: string[];
    nearest?: unknown;
  };
  if (ok) return [];
  const near = JSON.stringify(nearest).length > 2 ? [`nearest: ${JSON.stringify(nearest)}`] : [];
  return [error.replaceAll("\n", " "), ...choices, ...near];
}
