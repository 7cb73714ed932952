/** A conversation as text that outlives its window, and what the next window makes of it. */
import * as z from "zod";
import { answers, entry, shownEntries, turns, type Entry } from "../shared/state.ts";
import type { KeptEntry } from "./conversation.ts";
import type { TalkingHabits } from "./dialogueOptions.ts";
import { charactersPerToken, itemsOf, lineOf, type HistoryLimits } from "./history.ts";

/** Of the form of the text. A text of another one is not read. */
const version = 1;

/** Characters of all entries together, in JSON: far more than people say, and small enough to be written often. */
const mostCharacters = 2_000_000;

const habits = z.object({
  turns,
  openTurns: z.enum(["handsFree", "untilSent", "onTrigger"]),
  muted: z.boolean(),
  asleep: z.boolean(),
  answers: z.optional(answers),
});

const keptEntry = z.object({
  entry,
  output: z.optional(z.string()),
  forgotten: z.optional(z.boolean()),
  uncommitted: z.optional(z.boolean()),
});

const keptConversation = z.object({ version: z.literal(version), habits, entries: z.array(keptEntry) });

/** A conversation, and how the user talked in it. */
export interface KeptConversation {
  habits: TalkingHabits;
  entries: readonly KeptEntry[];
}

export interface KeepingLimits {
  history: HistoryLimits;
  /** Takes credentials out of a text. */
  clean(text: string): string;
}

/** In words for the user, what became of a call. */
export interface InterruptedTexts {
  /** Nobody knows whether it was done. */
  unknown: string;
  /** It waited for a yes, and was not done. */
  unanswered: string;
}

/** For the model, of a call that ran at the end of its window. */
const unknownOutcome = JSON.stringify({
  ok: false,
  error:
    "The editor's window was reloaded or closed while this call ran. It is not known whether it was done. Look first; call again only if it was not done and is still wanted.",
});

const unanswered = JSON.stringify({
  ok: false,
  error:
    "Not done: the editor's window was reloaded or closed before the user answered. Ask again only if it is still wanted.",
});

/** As much of it as the panel shows and a new session is told, one entry a line. */
export function keptText({ habits, entries }: KeptConversation, { history, clean }: KeepingLimits): string {
  const lines = keptLines(entries, history, (value) => JSON.stringify(value, cleaned));
  return `{"version":${version},"habits":${JSON.stringify(habits)},"entries":[\n${lines.join(",\n")}]}\n`;

  function cleaned(_: string, value: unknown): unknown {
    return typeof value === "string" ? clean(value) : value;
  }
}

/** The last entries as text. */
function keptLines(
  entries: readonly KeptEntry[],
  history: HistoryLimits,
  lineFor: (kept: KeptEntry) => string,
): string[] {
  const lines: string[] = [];
  let characters = 0;
  /** Of what the history counts, at least. */
  let told = 0;
  for (const kept of entries.toReversed()) {
    if (lines.length >= shownEntries && told >= history.tokens * charactersPerToken) break;
    const line = lineFor(kept);
    characters += line.length;
    if (characters > mostCharacters && lines.length > 0) break;
    if (kept.forgotten !== true && itemsOf(kept.entry, kept.output).length > 0) {
      told += lineOf(kept.entry).length;
    }
    lines.unshift(line);
  }
  return lines;
}

/**
 * What a conversation has become by the end of its window: nothing in it is open any more.
 * @throws where the text is not whole, or of another version.
 */
export function restoredConversation(text: string, texts: InterruptedTexts): KeptConversation {
  const { habits, entries } = keptConversation.parse(JSON.parse(text));
  // The call that asks may be what the one that runs has begun to do: the yes to it is a call as well.
  const someRun = entries.some(({ entry }) => entry.kind === "tool" && entry.status === "running");
  return { habits, entries: entries.flatMap((kept) => closed(kept, someRun, texts)) };
}

function closed(kept: KeptEntry, someRun: boolean, texts: InterruptedTexts): KeptEntry[] {
  const { entry, uncommitted, ...rest } = kept;
  switch (entry.kind) {
    case "user":
      return closedUser(entry, uncommitted === true).map((closedEntry) => ({ ...rest, entry: closedEntry }));
    case "assistant":
      return [{ ...rest, entry: entry.status === "streaming" ? { ...entry, status: "cut" } : entry }];
    case "tool":
      return [{ ...rest, ...closedCall(entry, someRun, texts) }];
    case "notice":
      return [{ ...rest, entry }];
  }
}

type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

/** Words that were heard count, so that the user need not repeat them. */
function closedUser(entry: EntryOf<"user">, uncommitted: boolean): Entry[] {
  if (entry.status !== "pending") return [entry];
  if (entry.text.trim() !== "") return [{ ...entry, status: "final" }];
  return uncommitted ? [] : [{ ...entry, status: "failed" }];
}

/** It is never run again. The model is told what is known of it. */
function closedCall(
  entry: EntryOf<"tool">,
  someRun: boolean,
  texts: InterruptedTexts,
): Partial<KeptEntry> & { entry: Entry } {
  const { question: _, ...call } = entry;
  if (call.status === "running" || (call.status === "asking" && someRun)) {
    return { entry: { ...call, status: "failed", result: texts.unknown }, output: unknownOutcome };
  }
  if (call.status !== "asking") return { entry };
  return { entry: { ...call, status: "cancelled", result: texts.unanswered }, output: unanswered };
}
