/** What a terminal's command line risks. What is not known to be harmless leaves the editor. */
import { onlyLooks } from "./shell/looking.ts";
import { parseCommandLine, type Redirection, type SimpleCommand } from "./shell/parse.ts";
import type { Shell } from "./shell/plain.ts";
import {
  destroyers,
  gitDestroyers,
  interpreters,
  lineRunners,
  otherDestroyers,
  wrappers,
} from "./shell/programs.ts";
import type { Risk } from "./tool.ts";

const order: readonly Risk[] = ["read", "reversible", "external", "destructive"];

/** Substitutions in substitutions; nobody says more. */
const deepest = 8;

export function worst(risks: Iterable<Risk>): Risk {
  let found: Risk = "read";
  for (const risk of risks) if (order.indexOf(risk) > order.indexOf(found)) found = risk;
  return found;
}

/**
 * Never less than it is, as far as programs are what they are called: `external` for whatever is not known to look
 * alone, and `destructive` where something in it takes away what no undo brings back. Both ask.
 */
export function commandRisk(commandLine: string, shell: Shell = "posix"): Risk {
  if (onlyLooks(commandLine, shell)) return "read";
  // Elsewhere it parts folders and escapes nothing.
  const line = shell === "posix" ? commandLine : commandLine.replaceAll("\\", "/");
  return destroysAny(line, 0) ? "destructive" : "external";
}

function destroysAny(text: string, depth: number): boolean {
  if (depth > deepest) return true;
  const { commands, inner } = parseCommandLine(text);
  return (
    commands.some((command) => destroysBy(command, depth)) ||
    inner.some((line) => destroysAny(line, depth + 1))
  );
}

function destroysBy({ words, redirections, piped }: SimpleCommand, depth: number): boolean {
  return redirections.some(overwrites) || destroysWith(words, { piped, depth });
}

function overwrites({ operator, target }: Redirection): boolean {
  if (/^[<>]&$/.test(operator) && /^(?:\d+|-)$/.test(target)) return false;
  return !operator.startsWith("<") && !operator.includes(">>") && !/^(?:\/dev\/null|nul)$/i.test(target);
}

interface Surroundings {
  piped: boolean;
  depth: number;
}

function destroysWith(words: readonly string[], surroundings: Surroundings): boolean {
  const [first, ...rest] = words;
  if (first === undefined) return false;
  if (/^\w+\+?=/.test(first)) return destroysWith(rest, surroundings);
  const program = baseName(first).toLowerCase();
  if (destroyers.has(program) || /^mkfs\b/.test(program) || destroys(program, rest)) return true;
  if (wrappers.has(program) || interpreters.has(program)) return destroysWrapped(program, rest, surroundings);
  return program === "find" && findDestroys(rest, surroundings);
}

/** Without its folders, and without what Windows adds. */
function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, "").replace(/\.(?:exe|cmd|bat|com|ps1)$/i, "");
}

/** They run something else; whatever of the words can be a command is taken for it. */
function destroysWrapped(name: string, rest: readonly string[], { piped, depth }: Surroundings): boolean {
  // Whoever wrote what is piped into it decides what it does.
  if (piped && isReader([name, ...rest])) return true;
  const isLine = /^(?:eval|iex|invoke-expression)$/.test(name);
  return destroysNested([name, ...rest], depth) || (isLine && destroysAny(rest.join(" "), depth + 1));
}

/** An interpreter that is told no program of its own. */
function isReader(words: readonly string[]): boolean {
  const at = words.findIndex((word) => interpreters.has(baseName(word).toLowerCase()));
  return at >= 0 && words.slice(at + 1).every((word) => word.startsWith("-"));
}

/** Words of which some are a command; any of them is taken for its beginning. */
function destroysNested(words: readonly string[], depth: number): boolean {
  const names = words.map((word) => baseName(word).toLowerCase());
  const destroyed = names.some(
    (name, index) => destroyers.has(name) || destroys(name, words.slice(index + 1)) || name === "-delete",
  );
  if (destroyed || depth > deepest) return true;
  const asLines = names.some((name) => interpreters.has(name) || lineRunners.has(name));
  const lines = asLines ? words.filter((word) => /[\s;|&]/.test(word)) : [];
  return lines.some((line) => destroysAny(line, depth + 1));
}

function destroys(program: string, rest: readonly string[]): boolean {
  if (program === "git") return gitDestroys(rest);
  if (program === "tee") return !rest.some((word) => /^(?:-\w*a|--append)/.test(word));
  const pattern = otherDestroyers.get(program);
  return pattern !== undefined && rest.some((word) => pattern.test(word));
}

function gitDestroys(rest: readonly string[]): boolean {
  const valued = /^(?:-[Cc]|--(?:git-dir|work-tree|exec-path|namespace|config-env))$/;
  let at = 0;
  while (rest[at]?.startsWith("-") === true) at += valued.test(rest[at] ?? "") ? 2 : 1;
  const words = rest.slice(at + 1);
  return gitDestroyers.some(
    ([name, pattern]) =>
      name === rest[at] && (pattern.source === "^" || words.some((word) => pattern.test(word))),
  );
}

function findDestroys(rest: readonly string[], { depth }: Surroundings): boolean {
  const run = rest.findIndex((word) => /^-(?:exec|ok)/.test(word));
  return (
    rest.some((word) => /^-(?:delete|f(?:print|ls))/.test(word)) ||
    (run >= 0 && destroysNested(rest.slice(run + 1), depth))
  );
}
