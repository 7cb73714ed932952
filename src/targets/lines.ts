/** Lines: by their number, counted from the cursor, or in a region. */
import { requireLine } from "../tools/document.ts";
import type { Range } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { isEmpty, type Place } from "./places.ts";
import { wholeLine, type Part, type Search } from "./search.ts";

export function findLines(part: Part, search: Search, region: Range | undefined): Place[] {
  const { line, offset, which, nth, in: within } = part;
  const { active, here } = search;
  if (line !== undefined) return [at(line, search)];
  const last = here.end.column === 1 && here.end.line > here.start.line ? here.end.line - 1 : here.end.line;
  if (offset !== undefined) return [at((offset < 0 ? here.start.line : last) + offset, search)];
  if (which === "next") return [at(last + (nth ?? 1), search)];
  if (which === "previous") return [at(here.start.line - (nth ?? 1), search)];
  const { start, end } = region ?? {
    start: { line: 1, column: 1 },
    end: { line: active.lineCount, column: 1 },
  };
  if (which === "every") {
    const all = Array.from({ length: end.line - start.line + 1 }, (_, index) => start.line + index);
    return all.map((number) => at(number, search));
  }
  if (which === "last") return [inRegion(end.line - (nth ?? 1) + 1, { start, end }, search)];
  if (which === "first" || nth !== undefined) {
    const number = (nth ?? 1) < 0 ? end.line + 1 + (nth ?? 0) : start.line + (nth ?? 1) - 1;
    return [inRegion(number, { start, end }, search)];
  }
  if (within !== undefined && within !== "line") return [lines(start.line, end.line, search)];
  return [isEmpty(here) ? at(active.cursor.line, search) : lines(here.start.line, last, search)];
}

function at(line: number, search: Search): Place {
  requireLine(search.active, line);
  if (line < 1)
    throw new ToolError(`There is no line so far up: the cursor is on line ${search.active.cursor.line}.`);
  return lines(line, line, search);
}

function inRegion(line: number, { start, end }: Range, search: Search): Place {
  if (line >= start.line && line <= end.line) return at(line, search);
  throw new ToolError(`There are only lines ${start.line} to ${end.line} there.`);
}

function lines(from: number, to: number, search: Search): Place {
  const range = { start: wholeLine(search, from).start, end: wholeLine(search, to).end };
  return { range, inside: withoutMargins(range, search) };
}

/** From the first to the last character that is not white space. */
function withoutMargins({ start, end }: Range, { editor }: Search): Range {
  const first = editor.lines(start.line, start.line)[0] ?? "";
  const last = editor.lines(end.line, end.line)[0] ?? "";
  return {
    start: { line: start.line, column: (/\S/.exec(first)?.index ?? first.length) + 1 },
    end: {
      line: end.line,
      column: Math.max(
        last.trimEnd().length + 1,
        start.line === end.line ? (/\S/.exec(first)?.index ?? first.length) + 1 : 1,
      ),
    },
  };
}
