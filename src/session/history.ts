/** Entries of the transcript as items that a new session can be given. */
import type { Entry } from "../shared/state.ts";
import type { Item } from "./clientEvents.ts";

export interface HistoryLimits {
  /** The user's last turns, with what was answered and done. */
  turns: number;
  /** Of all items together, as counted here. */
  tokens: number;
}

/** An entry, and what the model knows it as. */
export interface Remembered {
  entry: Entry;
  items: Item[];
}

/** The rule of thumb for English text and code. */
export const charactersPerToken = 4;

/** Of the limit, what the shortened earlier part may take. */
const digestShare = 0.25;

/** Characters of a line in the shortened part. */
const digestLine = 120;

/**
 * The latest turns as they were, within the limits; what came before them in a few lines. Those are made here and
 * not by a model: they cost nothing, and are there when the network is not.
 */
export function historyItems(remembered: readonly Remembered[], { turns, tokens }: HistoryLimits): Item[] {
  const whole = tokens * (1 - digestShare);
  let used = 0;
  let turnsTaken = 0;
  let first = remembered.length;
  for (let at = remembered.length - 1; at >= 0; at--) {
    const { entry, items } = remembered[at]!;
    used += tokensOf(items);
    if (used > whole || turnsTaken >= turns) break;
    if (entry.kind === "user") turnsTaken++;
    first = at;
  }
  const kept = remembered.slice(first).flatMap(({ items }) => items);
  const earlier = digest(remembered.slice(0, first), tokens * digestShare);
  return earlier === undefined ? kept : [earlier, ...kept];
}

function digest(earlier: readonly Remembered[], tokens: number): Item | undefined {
  const lines: string[] = [];
  let left = tokens * charactersPerToken;
  for (const { entry } of earlier.toReversed()) {
    const line = lineOf(entry);
    left -= line.length;
    if (left < 0) break;
    lines.unshift(line);
  }
  if (lines.length === 0) return undefined;
  const text = `Earlier in this conversation, shortened:\n${lines.join("\n")}`;
  return { type: "message", role: "system", content: [{ type: "input_text", text }] };
}

/** What the shortened part says of an entry. */
export function lineOf(entry: Entry): string {
  if (entry.kind === "tool") return `${entry.name}: ${shortened(entry.result || entry.status)}`;
  return `${entry.kind}: ${shortened(entry.text)}`;
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > digestLine ? `${line.slice(0, digestLine)}…` : line;
}

function tokensOf(items: readonly Item[]): number {
  return JSON.stringify(items).length / charactersPerToken;
}

/** @param output what the model was told of a call; a call without one is not part of the history. */
export function itemsOf(entry: Entry, output: string | undefined): Item[] {
  if (entry.kind === "tool") {
    if (output === undefined) return [];
    return [
      // The API's names hold no other signs: a tool of an MCP server stands here as one of ours.
      {
        type: "function_call",
        call_id: entry.id,
        name: entry.name.replaceAll(/[^\w-]/g, "_").slice(0, 64),
        arguments: entry.arguments,
      },
      { type: "function_call_output", call_id: entry.id, output },
    ];
  }
  if (entry.kind === "notice" || entry.text === "") return [];
  if (entry.kind === "user") {
    // By its name a later "never mind" takes it back.
    return [
      { type: "message", id: entry.id, role: "user", content: [{ type: "input_text", text: entry.text }] },
    ];
  }
  return [{ type: "message", role: "assistant", content: [{ type: "output_text", text: entry.text }] }];
}
