/** Running any command of the editor by its spoken name. */
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { chooseOne } from "./choose.ts";
import type { Command, Editor } from "./editor.ts";
import { worst } from "./commandRisk.ts";
import { readArguments } from "./jsonArguments.ts";
import { knownCommands, saveAllCommand, type KnownCommand } from "./knownCommands.ts";
import { bestMatches, type Candidate } from "./spoken.ts";
import { defineTool, type PreparedCall, type Risk, type ToolResult } from "./tool.ts";
import { wordsMatching } from "./wordSearch.ts";
import { saveAll } from "./workbench/saveAll.ts";

/**
 * In milliseconds. Commands that open a menu or a dialog end only when the user has answered it; the model
 * need not wait for that.
 */
const patience = 1500;

/** The user's own yes, and what they allow for good: no call of the model's gives these. */
const usersOwn = new Set(["vivaVoce.confirm", "vivaVoce.deny", "vivaVoce.allowedActions"]);

interface Runnable extends Command {
  risk: Risk;
}

export const runCommand = defineTool({
  name: "run_command",
  description:
    "Runs a command of the editor, for what no other tool does: views, layout, folding, formatting, tabs, " +
    'anything in the command palette. Name it as the palette does, such as "Toggle Terminal". ' +
    "With list, tells which there are about it.",
  input: z.strictObject({
    command: z.string().min(1),
    arguments: z
      .string()
      .optional()
      .describe("JSON: a list of all, or the only one; ask the user for what it needs"),
    list: z.boolean().optional(),
    from: z.int().min(1).optional(),
  }),
  async prepare({ command, arguments: text, list, from }, { editor }): Promise<PreparedCall> {
    if (list === true) {
      return { risk: "read", question: "run_command", run: () => listCommands(command, from, editor) };
    }
    const found = (await findKnown(command, editor)) ?? (await findAny(command, editor));
    return text === undefined || text.trim() === ""
      ? prepareCommand(found, editor)
      : prepareWithArguments(found, readArguments(text), editor);
  },
});

function prepareCommand(found: Runnable, editor: Editor): PreparedCall {
  return {
    risk: found.risk,
    question: `Run the command “${found.title}” (${found.id})?`,
    subject: `command:${found.id}`,
    run: () => run(found, editor),
  };
}

/** What a command does with arguments is not known of any. */
function prepareWithArguments(found: Runnable, value: unknown, editor: Editor): PreparedCall {
  const args: unknown[] = Array.isArray(value) ? value : [value];
  const shown = JSON.stringify(args);
  const told = shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
  return {
    risk: worst([found.risk, "external"]),
    question: `Run the command “${found.title}” (${found.id}) with ${told}?`,
    preview: { kind: "command", text: `${found.id} ${JSON.stringify(args, null, 2)}` },
    subject: `command:${found.id} ${shown}`,
    run: () => run(found, editor, args),
  };
}

/** Commands that are told at once. */
const mostListed = 15;

async function listCommands(about: string, from = 1, editor: Editor): Promise<ToolResult> {
  const found = wordsMatching(
    about,
    await offeredCommands(editor),
    ({ title, also }) => `${title} ${also ?? ""}`,
  );
  const titles = [...new Set(found.map(({ title }) => title))];
  const told = titles.slice(from - 1, from - 1 + mostListed);
  const next = from + told.length;
  return {
    output: {
      count: titles.length,
      commands: told.map((title, index) => `${from + index}. ${title}`),
      ...(next <= titles.length && { next }),
    },
    summary: `${titles.length} commands`,
  };
}

/** A command whose risk we know goes before all others, where it is clearly the one that is meant. */
async function findKnown(spoken: string, editor: Editor): Promise<Runnable | undefined> {
  const { best } = bestMatches(
    spoken,
    knownCommands.flatMap(({ also, ...command }) => named(command, also)),
  );
  const [first, ...others] = best;
  if (first === undefined || first.score < 0.9) return undefined;
  if (others.some(({ value }) => value.id !== first.value.id)) return undefined;
  const registered = await editor.commands();
  return registered.some(({ id }) => id === first.value.id) ? first.value : undefined;
}

/** All that the model may run. */
async function offeredCommands(editor: Editor): Promise<KnownCommand[]> {
  const known = new Map(knownCommands.map((command) => [command.id, command]));
  const offered = (await editor.commands()).filter(({ id }) => !usersOwn.has(id));
  return offered.map((command) => known.get(command.id) ?? { ...command, risk: "external" });
}

async function findAny(spoken: string, editor: Editor): Promise<Runnable> {
  const candidates = (await offeredCommands(editor)).flatMap(({ also, ...runnable }) =>
    named(runnable, also),
  );
  const exact = candidates.find(({ value }) => value.id === spoken);
  if (exact !== undefined) return exact.value;
  return chooseOne({ spoken, candidates, kind: "commands", label: ({ title }) => title });
}

/** The category before the colon need not be said. */
function named(command: Runnable, also?: string): Candidate<Runnable>[] {
  const [, category, title = ""] = /^(?:([^:]+): )?(.*)$/.exec(command.title) ?? [];
  const names = [title, ...(also?.split("|") ?? [])];
  return names.map((name) => ({
    value: command,
    name,
    ...(category !== undefined && { context: category }),
  }));
}

async function run(
  { id, title }: Command,
  editor: Editor,
  args: readonly unknown[] = [],
): Promise<ToolResult> {
  if (id === saveAllCommand) return saveAll(editor);
  const ended = new AbortController();
  try {
    const finished = await Promise.race([
      editor.runCommand(id, args).then(() => true),
      delay(patience, false, { signal: ended.signal }),
    ]);
    const open = finished ? {} : { note: "It is not finished: it may wait for the user in the editor." };
    return { output: { command: title, ...open }, summary: title };
  } finally {
    ended.abort();
  }
}
