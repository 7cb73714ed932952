/** Which terminal is meant. */
import { chooseOne } from "../choose.ts";
import { ToolError } from "../tool.ts";
import type { TerminalState } from "./terminals.ts";

export function labelOf({ number, name }: TerminalState): string {
  return `terminal ${number} (${name})`;
}

export function isBusy({ commands }: TerminalState): boolean {
  return commands.at(-1)?.running === true;
}

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
const numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** "2", "terminal two", "the second". */
function numberIn(spoken: string): number | undefined {
  const [, word = ""] = /^(?:the |terminal |number |#)*(\S+?)(?: one| terminal)*$/i.exec(spoken.trim()) ?? [];
  if (/^\d+$/.test(word)) return Number(word);
  const at = Math.max(ordinals.indexOf(word.toLowerCase()), numbers.indexOf(word.toLowerCase()));
  return at < 0 ? undefined : at + 1;
}

/** @throws {ToolError} where there is none, or not that one. */
export function findTerminal(states: readonly TerminalState[], spoken: string | undefined): TerminalState {
  const active = states.find((state) => state.active) ?? states.at(-1);
  if (active === undefined)
    throw new ToolError("No terminal is open. Open one with action new, or run a command.");
  if (spoken === undefined || spoken.trim() === "") return active;
  const number = numberIn(spoken);
  const numbered = states.find((state) => state.number === number);
  if (numbered !== undefined) return numbered;
  return chooseOne({
    spoken,
    candidates: states.map((value) => ({ value, name: value.name, context: `terminal ${value.number}` })),
    kind: "terminals",
    label: labelOf,
  });
}

/**
 * The one that is named, else the active one, else another where nothing runs.
 * @returns undefined where a new one is to be opened.
 * @throws {ToolError} where something runs in the one that is named, or is typed there and not sent.
 */
export function terminalForRun(
  states: readonly TerminalState[],
  { name, folder }: { name?: string | undefined; folder?: string | undefined },
): TerminalState | undefined {
  if (name !== undefined && states.length > 0) {
    const found = findTerminal(states, name);
    if (isBusy(found)) {
      const line = found.commands.at(-1)?.line ?? "";
      throw new ToolError(
        `“${line}” still runs in ${labelOf(found)}. Interrupt it first, answer it, or leave out the name.`,
      );
    }
    if (found.typed !== "") {
      // The shell may take both for one line, which nobody has judged.
      throw new ToolError(
        `“${found.typed}” is typed in ${labelOf(found)} and not sent. Send it with action answer, interrupt it, or leave out the name.`,
      );
    }
    if (folder !== undefined && found.folder !== folder) throw elsewhere(found, folder);
    return found;
  }
  const free = states.filter(
    (state) => state.integrated && !isBusy(state) && state.typed === "" && fits(state, folder),
  );
  return free.find((state) => state.active) ?? free.at(-1);
}

function fits(state: TerminalState, folder: string | undefined): boolean {
  return folder === undefined || state.folder === folder;
}

function elsewhere(state: TerminalState, folder: string): ToolError {
  const at = state.folder === undefined ? "" : `, which is in ${state.folder}`;
  return new ToolError(`${labelOf(state)}${at} is not in ${folder}. Leave out the name to open one there.`);
}

export function chooseProfile(spoken: string, profiles: readonly string[]): string {
  return chooseOne({
    spoken,
    candidates: profiles.map((name) => ({ value: name, name })),
    kind: "terminal profiles",
    label: (name) => name,
  });
}
