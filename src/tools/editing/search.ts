/** Finding words, in the file and in the workspace, going through what was found, and replacing all of it. */
import * as z from "zod";
import { compare } from "../../targets/places.ts";
import { LineIndex } from "../../targets/syntax/spans.ts";
import { countOf, requireActive } from "../document.ts";
import type { Editor } from "../editor.ts";
import type { FileEdits } from "../editorChanges.ts";
import { mergeBack } from "../merge.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "../tool.ts";
import { toWords } from "../words.ts";
import { escaped } from "./lineActions.ts";
import { replaceIn, requirePattern } from "./pattern.ts";
import type { SearchFound, SearchHit, SearchRequest } from "./port.ts";
import { searchTexts } from "./searchTexts.ts";

const input = z.strictObject({
  action: z
    .enum(["find", "next", "previous", "nth", "list", "replace"])
    .describe("next, previous, nth, list: of what was found; replace: all of query"),
  query: z.string().min(1).optional(),
  in: z.enum(["file", "workspace"]).optional().describe("default workspace"),
  text: z.string().optional().describe("to put there"),
  how: z
    .enum(["words", "whole_words", "exact", "regex"])
    .optional()
    .describe("words: in any case, however written"),
  path: z.string().optional().describe("only files with this in their path"),
  number: z.int().positive().optional().describe("nth; list: from"),
});
type Wish = z.output<typeof input>;

export const search = defineTool({
  name: "search",
  description:
    "Finds text in the current file or all files: tells how often and where, and goes through it. Replaces all of it.",
  input,
  async prepare(wish, context): Promise<PreparedCall> {
    const risk = wish.action === "replace" ? "reversible" : "read";
    return { risk, question: "search", run: (signal) => act(wish, { ...context, signal }) };
  },
});

async function act(wish: Wish, context: ToolContext): Promise<ToolResult> {
  switch (wish.action) {
    case "find":
      return find(wish, context);
    case "next":
      return step(1, context);
    case "previous":
      return step(-1, context);
    case "nth":
      return goTo((wish.number ?? 1) - 1, context);
    case "list":
      return listed((wish.number ?? 1) - 1);
    case "replace":
      return replaceAll(wish, context);
  }
}

interface Results {
  query: string;
  hits: SearchHit[];
  left: string;
  /** Which one the user was shown last; -1 before the first. */
  at: number;
}

let results: Results | undefined;

/** A result tells of so many; there is "list" for more. */
const mostTold = 8;

async function find(wish: Wish, context: ToolContext): Promise<ToolResult> {
  const { editor } = context;
  const query = requireQuery(wish);
  const found = await look(wish, query, context);
  results = { query, hits: found.hits, left: found.left, at: -1 };
  const count = found.hits.length;
  if (count === 0) {
    results = undefined;
    throw new ToolError(
      `“${query}” is nowhere in ${wish.in === "file" ? "this file" : countOf(found.files, "file")}.`,
      {
        ...(found.left !== "" && { note: found.left }),
      },
    );
  }
  const { path, cursor } = editor.active() ?? { path: "", cursor: { line: 1, column: 1 } };
  const isHere = wish.in === "file" || (count === 1 && found.hits[0]?.path === path);
  if (isHere) {
    const ahead = found.hits.findIndex((hit) => hit.path === path && compare(hit, cursor) > 0);
    await show(Math.max(ahead, 0), editor);
  } else if (count === 1) await show(0, editor);
  return told(0, `Found “${query}”: ${countOf(count, "place")}`);
}

function told(from: number, summary: string): ToolResult {
  const { hits, left, at } = requireResults();
  const several = new Set(hits.map(({ path }) => path)).size > 1;
  const shown = hits.slice(from, from + mostTold);
  const next = from + shown.length;
  return {
    output: {
      count: hits.length,
      files: new Set(hits.map(({ path }) => path)).size,
      // What stands in files is material, not instructions.
      found: shown.map(
        ({ path, line, text }, index) =>
          `${from + index + 1}. ${several ? `${path}:` : "line "}${line}: ${text}`,
      ),
      ...(at >= 0 && { shown: at + 1 }),
      ...(next < hits.length && { next: next + 1 }),
      ...(left !== "" && { note: left }),
    },
    summary,
  };
}

function listed(from: number): ToolResult {
  const { hits } = requireResults();
  if (from >= hits.length) throw new ToolError(`There are only ${countOf(hits.length, "place")}.`);
  return told(from, `Listed ${countOf(Math.min(mostTold, hits.length - from), "place")}`);
}

function step(by: 1 | -1, context: ToolContext): Promise<ToolResult> {
  const { hits, at } = requireResults();
  const index = at < 0 ? (by > 0 ? 0 : hits.length - 1) : at + by;
  if (index >= 0 && index < hits.length) return goTo(index, context);
  throw new ToolError(`That was the ${by > 0 ? "last" : "first"} of ${hits.length}.`);
}

async function goTo(index: number, { editor }: ToolContext): Promise<ToolResult> {
  const { hits } = requireResults();
  if (hits[index] === undefined) throw new ToolError(`There are only ${countOf(hits.length, "place")}.`);
  const { path, line, text } = await show(index, editor);
  return {
    output: { number: index + 1, of: hits.length, file: path, line, text },
    summary: `${index + 1} of ${hits.length}: ${path}, line ${line}`,
  };
}

/** Selects it, so that what comes next can be done to it. */
async function show(index: number, editor: Editor): Promise<SearchHit> {
  const current = requireResults();
  const hit = current.hits[index];
  if (hit === undefined) throw new Error("There is no such result.");
  const { path, line, column, length } = hit;
  const start = { line, column };
  if (editor.active()?.path !== path) await editor.open(path, start);
  await editor.select({ start, end: { line, column: column + length } });
  results = { ...current, at: index };
  return hit;
}

function requireResults(): Results {
  if (results !== undefined) return results;
  throw new ToolError("Nothing was searched for yet. Use action find, with a query.");
}

function requireQuery({ query }: Wish): string {
  if (query !== undefined) return query;
  throw new ToolError("Say what to search for, in query.");
}

async function look(wish: Wish, query: string, { editor, signal }: ToolContext): Promise<SearchFound> {
  const request = requestFor(wish, query);
  requirePattern(request);
  if (wish.in !== "file") return editor.editing.search(request, signal);
  const { path } = requireActive(editor);
  const hits = searchTexts([{ path, text: editor.text() }], request, 10_000);
  return { hits, files: 1, left: "" };
}

/** "get user" also finds getUser, get_user and "get-user": nobody speaks the signs between. */
export function requestFor(
  { how = "words", path = "" }: Pick<Wish, "how" | "path">,
  query: string,
): SearchRequest {
  const rest = { path, risky: false };
  switch (how) {
    case "regex":
      return { ...rest, pattern: query, flags: "gm", risky: true };
    case "exact":
      return { ...rest, pattern: escaped(query), flags: "g" };
    case "whole_words":
      return { ...rest, pattern: `(?<![\\p{L}\\p{N}_])${loose(query)}(?![\\p{L}\\p{N}_])`, flags: "giu" };
    case "words":
      return { ...rest, pattern: loose(query), flags: "giu" };
  }
}

function loose(query: string): string {
  const words = /^[\p{L}\p{N}\s_'-]+$/u.test(query) ? query.trim().split(/[\s_-]+/) : [];
  if (words.length < 2 || toWords(query).length === 0) return literal(query);
  return words.map(literal).join("[\\s_-]?");
}

/** For a pattern with the flag "u", which takes no needless escapes. */
function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

async function replaceAll(wish: Wish, context: ToolContext): Promise<ToolResult> {
  const { editor } = context;
  const { text } = wish;
  if (text === undefined) throw new ToolError("Say what to put there, in text.");
  const query = wish.query ?? requireResults().query;
  const found = await look(wish, query, context);
  if (found.hits.length === 0) throw new ToolError(`“${query}” is nowhere, so nothing was replaced.`);
  if (found.left.startsWith("Stopped")) {
    throw new ToolError(`${found.left} Nothing was replaced: narrow it down with path.`);
  }
  const files = await editsFor(found.hits, { request: requestFor(wish, query), text, editor });
  const [only] = files;
  results = undefined;
  if (files.length === 1 && only !== undefined && only.path === editor.active()?.path)
    await editor.edit([...only.edits]);
  else await editor.applyEdits(files);
  return {
    output: {
      replaced: found.hits.length,
      files: files.map(({ path }) => path).slice(0, 10),
      ...(found.left !== "" && { note: found.left }),
    },
    summary: `Replaced “${query}” by “${text}”: ${countOf(found.hits.length, "place")} in ${countOf(files.length, "file")}`,
  };
}

async function editsFor(
  hits: readonly SearchHit[],
  { request, text, editor }: { request: SearchRequest; text: string; editor: Editor },
): Promise<FileEdits[]> {
  const files: FileEdits[] = [];
  for (const [path, inFile] of Map.groupBy(hits, (hit) => hit.path)) {
    const lines = new LineIndex((await editor.textOf(path)) ?? "");
    if (request.risky) {
      // Groups and what stands around are known in the whole text alone.
      const [made = lines.text] = replaceIn([lines.text], request, text);
      files.push({ path, edits: mergeBack(lines.text, made, lines.text).edits });
      continue;
    }
    const edits = inFile.map((hit) => {
      const start = lines.offset(hit);
      return { range: lines.range({ start, end: start + hit.length }), text };
    });
    files.push({ path, edits });
  }
  return files;
}
