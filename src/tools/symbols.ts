/** Going to a function, class or other symbol by its spoken name. */
import * as z from "zod";
import { chooseOne } from "./choose.ts";
import { describeCursor, emptyRange } from "./document.ts";
import type { CodeSymbol, Editor } from "./editor.ts";
import { bestMatches, type Candidate } from "./spoken.ts";
import { defineTool } from "./tool.ts";
import { toWords } from "./words.ts";

/** A match as good as this ends the search. */
const clear = 0.85;

export const goToSymbol = defineTool({
  name: "go_to_symbol",
  description:
    "Goes to a function, class, method or other symbol, in this file or the workspace. Say the name as heard.",
  input: z.strictObject({ name: z.string().min(1) }),
  risk: "read",
  async run({ name }, { editor, signal }) {
    const symbol = chooseOne({
      spoken: name,
      candidates: await findCandidates(name, editor, signal),
      kind: "symbols",
      label: ({ name, container, path }) => `${name} in ${container === "" ? "" : `${container}, `}${path}`,
    });
    await editor.open(symbol.path, symbol.range.start);
    await goToName(symbol, editor);
    const { name: found, kind } = symbol;
    const cursor = describeCursor(editor);
    return {
      output: { ...cursor, name: found, kind },
      summary: `${found}: ${cursor.file}, line ${cursor.line}`,
    };
  },
});

/** A workspace symbol's range may begin with words before the name, such as "export function". */
async function goToName({ name, range: { start } }: CodeSymbol, editor: Editor): Promise<void> {
  const text = editor.lines(start.line, start.line)[0] ?? "";
  const column = text.indexOf(name, start.column - 1) + 1;
  if (column > start.column) await editor.select(emptyRange(start.line, column));
}

/** The current file's symbols; more and more of the workspace's, until one is clearly meant. */
async function findCandidates(
  name: string,
  editor: Editor,
  signal: AbortSignal,
): Promise<Candidate<CodeSymbol>[]> {
  const candidates = new Map<string, Candidate<CodeSymbol>>();
  const add = (symbols: CodeSymbol[]): boolean => {
    for (const symbol of symbols) {
      const { name, container, kind, path } = symbol;
      const key = JSON.stringify([name, container, path]);
      if (!candidates.has(key))
        candidates.set(key, { value: symbol, name, context: `${container} ${kind} ${path}` });
    }
    return (bestMatches(name, candidates.values()).best[0]?.score ?? 0) >= clear;
  };
  if (editor.active() !== undefined && add(await editor.documentSymbols(signal)))
    return [...candidates.values()];
  for (const query of queriesFor(name)) {
    if (add(await editor.workspaceSymbols(query, signal))) break;
  }
  return [...candidates.values()];
}

/**
 * What to search the workspace for: language servers find parts of names, letter by letter, so a misheard
 * name is found by its words, and a misheard word by how it begins.
 */
function queriesFor(name: string): string[] {
  const words = toWords(name).filter((word) => word.length > 2);
  return [...new Set([words.join(""), ...words, ...words.map((word) => word.slice(0, 2))])]
    .filter((query) => query !== "")
    .slice(0, 8);
}
