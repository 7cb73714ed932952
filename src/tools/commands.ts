/** Running any command of the editor by its spoken name. */
import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import { chooseOne } from "./choose.ts";
import type { Command, Editor } from "./editor.ts";
import { knownCommands } from "./knownCommands.ts";
import { bestMatches, type Candidate } from "./spoken.ts";
import { defineTool, type PreparedCall, type Risk } from "./tool.ts";

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
    'anything in the command palette. Name it as the palette does, such as "Toggle Terminal".',
  input: z.strictObject({ command: z.string().min(1) }),
  async prepare({ command }, { editor }): Promise<PreparedCall> {
    const found = (await findKnown(command, editor)) ?? (await findAny(command, editor));
    return {
      risk: found.risk,
      question: `Run the command “${found.title}” (${found.id})?`,
      subject: `command:${found.id}`,
      run: () => run(found, editor),
    };
  },
});

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

async function findAny(spoken: string, editor: Editor): Promise<Runnable> {
  const known = new Map(knownCommands.map((command) => [command.id, command]));
  const offered = (await editor.commands()).filter(({ id }) => !usersOwn.has(id));
  const candidates = offered.flatMap((command) => {
    const { also, ...runnable } = known.get(command.id) ?? {
      ...command,
      risk: "external" as const,
      also: undefined,
    };
    return named(runnable, also);
  });
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

async function run({ id, title }: Command, editor: Editor): ReturnType<PreparedCall["run"]> {
  const ended = new AbortController();
  try {
    const finished = await Promise.race([
      editor.runCommand(id).then(() => true),
      delay(patience, false, { signal: ended.signal }),
    ]);
    const open = finished ? {} : { note: "It is not finished: it may wait for the user in the editor." };
    return { output: { command: title, ...open }, summary: title };
  } finally {
    ended.abort();
  }
}
