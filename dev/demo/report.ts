/** What the demo prints: for people, or a JSON object a line. */
import { basename } from "node:path";
import type { Stretch, UtteranceResult } from "./utterance.ts";

export interface Summary {
  type: "summary";
  utterances: number;
  /** Utterances that led to at least one call that did what it should. */
  succeeded: number;
  /** Over all utterances, in ms. */
  median: Partial<Record<Stretch, number>>;
}

export interface Report {
  utterance(result: UtteranceResult): void;
  summary(summary: Summary): void;
}

export function summarise(results: readonly UtteranceResult[]): Summary {
  const names = [...new Set(results.flatMap(({ ms }) => Object.keys(ms) as Stretch[]))];
  const median = names.map((name) => [name, middle(results.flatMap(({ ms }) => ms[name] ?? []))]);
  return {
    type: "summary",
    utterances: results.length,
    succeeded: results.filter(succeeded).length,
    median: Object.fromEntries(median),
  };
}

export function succeeded({ calls }: UtteranceResult): boolean {
  return calls.some(({ ok }) => ok);
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Of a change, for people. */
const mostLines = 5;

export const jsonReport: Report = {
  utterance: (result) => console.log(JSON.stringify({ type: "utterance", ...result })),
  summary: (summary) => console.log(JSON.stringify(summary)),
};

export const plainReport: Report = {
  utterance(result) {
    const { file, heard, said, calls, editor, change, ms } = result;
    console.log(`\n${succeeded(result) ? "✓" : "✗"} ${basename(file)}`);
    line("heard", heard === "" ? "nothing that is a command" : `“${heard}”`);
    for (const { name, arguments: args, ok } of calls) {
      line("called", `${name} ${JSON.stringify(args)}${ok ? "" : "  (did not succeed)"}`);
    }
    if (editor !== null) {
      const lines = editor.selection.split("\n").length;
      const selected = editor.selection === "" ? "" : `, ${lines} ${lines === 1 ? "line" : "lines"} selected`;
      line("editor", `${editor.file}, line ${editor.line}, column ${editor.column}${selected}`);
    }
    if (change !== null) {
      for (const text of change.removed.slice(0, mostLines)) line("", `- ${text}`);
      for (const text of change.added.slice(0, mostLines)) line("", `+ ${text}`);
    }
    if (said !== "") line("answered", `“${said}”`);
    line("time", times(ms));
  },
  summary({ utterances, succeeded: done, median }) {
    console.log(`\n${done} of ${utterances} did what was said. Median: ${times(median)}`);
  },
};

function line(what: string, text: string): void {
  console.log(`  ${what.padEnd(9)}${text}`);
}

const labels: Record<Stretch, string> = {
  speechEndToTurnEnd: "end of speech → end of turn",
  speechEndToCall: "end of speech → call",
  callToDone: "call → done",
  doneToAnswer: "done → answer",
  speechEndToAnswer: "end of speech → answer",
};

function times(ms: Partial<Record<Stretch, number>>): string {
  const parts = Object.entries(ms).map(([name, value]) => `${labels[name as Stretch]} ${value} ms`);
  return parts.length === 0 ? "nothing to measure" : parts.join(", ");
}
