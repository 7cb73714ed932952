/** What a terminal's command line risks. What is not known to be harmless leaves the editor. */
import { parseCommandLine, unknownPart, type Redirection, type SimpleCommand } from "./shell/parse.ts";
import {
  checkedLookers,
  destroyers,
  gentle,
  gitDangers,
  gitDestroyers,
  gitLookers,
  interpreters,
  lineRunners,
  lookers,
  otherDestroyers,
  secretPath,
  tellers,
  thinWrappers,
  wrappers,
} from "./shell/programs.ts";
import type { Risk } from "./tool.ts";

/** Which rules of quoting hold. Of another shell than a POSIX one, only plain words are understood. */
export type Shell = "posix" | "powershell" | "cmd";

const order: readonly Risk[] = ["read", "reversible", "external", "destructive"];

/** Substitutions in substitutions; nobody says more. */
const deepest = 8;

/** What a shell that is no POSIX one may take for more than a word. */
const plainLine = /^[\w\s./\\:=,@+~-]*$/;

export function worst(risks: Iterable<Risk>): Risk {
  let found: Risk = "read";
  for (const risk of risks) if (order.indexOf(risk) > order.indexOf(found)) found = risk;
  return found;
}

/**
 * Never less than it is, as far as programs are what they are called: `external` for whatever is not understood. Of
 * several commands the worst counts.
 */
export function commandRisk(commandLine: string, shell: Shell = "posix"): Risk {
  if (shell === "posix") return riskOf(commandLine, 0);
  // There it parts folders and escapes nothing.
  const risk = riskOf(commandLine.replaceAll("\\", "/"), 0);
  return plainLine.test(commandLine) ? risk : worst([risk, "external"]);
}

function riskOf(text: string, depth: number): Risk {
  if (depth > deepest) return "destructive";
  const { commands, inner, understood } = parseCommandLine(text);
  return worst([
    commands.length + inner.length > 0 && understood ? "read" : "external",
    ...commands.map((command) => riskOfCommand(command, depth)),
    ...inner.map((line) => riskOf(line, depth + 1)),
  ]);
}

function riskOfCommand({ words, redirections, piped }: SimpleCommand, depth: number): Risk {
  return worst([...redirections.map(riskOfRedirection), riskOfWords(words, { piped, depth })]);
}

function riskOfRedirection({ operator, target }: Redirection): Risk {
  if (/^[<>]&$/.test(operator) && /^(?:\d+|-)$/.test(target)) return "read";
  if (operator === "<") return secretPath.test(target) ? "external" : "read";
  if (operator === "<<<") return "read";
  if (operator.startsWith("<<")) return "external";
  if (/^(?:\/dev\/null|nul)$/i.test(target)) return "read";
  return operator.includes(">>") ? "external" : "destructive";
}

interface Surroundings {
  piped: boolean;
  depth: number;
}

function riskOfWords(words: readonly string[], surroundings: Surroundings): Risk {
  const [first, ...rest] = words;
  if (first === undefined) return "read";
  // The shell's own variables change what comes after: PATH, LD_PRELOAD, PAGER.
  if (/^\w+\+?=/.test(first)) return worst(["external", riskOfWords(rest, surroundings)]);
  const program = baseName(first);
  if (destroyers.has(program.toLowerCase()) || /^mkfs\b/i.test(program)) return "destructive";
  if (wrappers.has(program.toLowerCase()) || interpreters.has(program.toLowerCase())) {
    return riskOfWrapper(program, rest, surroundings);
  }
  if (destroys(program.toLowerCase(), rest)) return "destructive";
  if (program === "find") return riskOfFind(rest, surroundings);
  // A program of that name elsewhere is another one.
  if (first !== program && !/^\/(?:usr\/(?:local\/)?)?bin\/[\w-]+$/.test(first)) return "external";
  if (rest.some((word) => secretPath.test(word))) return "external";
  if (gentle.has(program)) return "reversible";
  return looks(program, rest) ? "read" : "external";
}

/** Without its folders, and without what Windows adds. */
function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, "").replace(/\.(?:exe|cmd|bat|com|ps1)$/i, "");
}

/** They run something else; whatever of the words can be a command is taken for it. */
function riskOfWrapper(program: string, rest: readonly string[], { piped, depth }: Surroundings): Risk {
  const name = program.toLowerCase();
  if (name === "command" && /^-[vV]$/.test(rest[0] ?? "")) return "read";
  if (tellers.has(name) && isTelling(rest)) return "read";
  if (depth > deepest) return "destructive";
  const [next] = rest;
  if (thinWrappers.has(name) && next !== undefined && /^\w[\w-]*$/.test(next)) {
    return riskOfWords(rest, { piped: false, depth: depth + 1 });
  }
  // Whoever wrote what is piped into it decides what it does.
  if (piped && isReader([name, ...rest])) return "destructive";
  const joined = /^(?:eval|iex|invoke-expression)$/.test(name) ? [riskOf(rest.join(" "), depth + 1)] : [];
  return worst([riskOfNested([name, ...rest], depth), ...joined]);
}

/** An interpreter that is told no program of its own. */
function isReader(words: readonly string[]): boolean {
  const at = words.findIndex((word) => interpreters.has(baseName(word).toLowerCase()));
  return at >= 0 && words.slice(at + 1).every((word) => word.startsWith("-"));
}

/** Words of which some are a command; any of them is taken for its beginning. */
function riskOfNested(words: readonly string[], depth: number): Risk {
  const names = words.map((word) => baseName(word).toLowerCase());
  const destroyed = names.some(
    (name, index) => destroyers.has(name) || destroys(name, words.slice(index + 1)) || name === "-delete",
  );
  if (destroyed || depth > deepest) return "destructive";
  const asLines = names.some((name) => interpreters.has(name) || lineRunners.has(name));
  const lines = asLines ? words.filter((word) => /[\s;|&]/.test(word)) : [];
  return worst(["external", ...lines.map((line) => riskOf(line, depth + 1))]);
}

function destroys(program: string, rest: readonly string[]): boolean {
  if (program === "git") {
    const { command, words } = gitWords(rest);
    return gitDestroyers.some(
      ([name, pattern]) =>
        name === command && (pattern.source === "^" || words.some((word) => pattern.test(word))),
    );
  }
  if (program === "tee") return !rest.some((word) => /^(?:-\w*a|--append)/.test(word));
  const pattern = otherDestroyers.get(program);
  return pattern !== undefined && rest.some((word) => pattern.test(word));
}

function looks(program: string, rest: readonly string[]): boolean {
  if (tellers.has(program) && isTelling(rest)) return true;
  if (lookers.has(program)) return true;
  if (program === "sed") return isPlainSed(rest);
  const dangers = program === "git" ? gitDangers : checkedLookers.get(program);
  if (dangers === undefined || !rest.every(isPlainOrPath) || rest.some((word) => dangers.test(word)))
    return false;
  return program !== "git" || gitLooks(rest);
}

function isTelling(rest: readonly string[]): boolean {
  return rest.length === 1 && /^(?:--?version|-v|-V|--help|version)$/.test(rest[0] ?? "");
}

/** Printing lines by their numbers. Its other commands can write, and run programs. */
function isPlainSed(rest: readonly string[]): boolean {
  const [option, script, ...files] = rest;
  return (
    option === "-n" &&
    /^[\d,$]+p$/.test(script ?? "") &&
    files.every((word) => isPlainOrPath(word) && !word.startsWith("-"))
  );
}

/** What the shell puts in may be an option, where it stands at the beginning of a word. */
function isPlainOrPath(word: string): boolean {
  const at = word.indexOf(unknownPart);
  return at < 0 || (at > 0 && !word.startsWith("-"));
}

function gitLooks(rest: readonly string[]): boolean {
  const { command, words, strange } = gitWords(rest);
  if (strange || command === undefined || !gitLookers.has(command))
    return command === undefined && rest.length === 0;
  const pattern = gitLookers.get(command);
  if (pattern === undefined) return true;
  // A second name would be a value to set.
  if (command === "config" && words.filter((word) => !word.startsWith("-")).length > 1) return false;
  if (/^(?:stash|worktree|submodule|bisect)$/.test(command) && words.length === 0) return false;
  return words.every((word) => pattern.test(word));
}

/** @returns `strange`: it has options of Git's own that can make it run anything. */
function gitWords(rest: readonly string[]): {
  command: string | undefined;
  words: string[];
  strange: boolean;
} {
  let at = 0;
  let strange = false;
  for (; rest[at]?.startsWith("-") === true; at++) {
    if (rest[at] === "-C") at++;
    else if (
      rest[at] === "-c" ||
      /^--(?:git-dir|work-tree|exec-path|namespace|config-env)$/.test(rest[at] ?? "")
    ) {
      strange = true;
      at++;
    } else if (!/^(?:--no-pager|-P|--version|--help)$/.test(rest[at] ?? "")) strange = true;
  }
  return { command: rest[at], words: rest.slice(at + 1), strange };
}

function riskOfFind(rest: readonly string[], { depth }: Surroundings): Risk {
  if (rest.includes("-delete")) return "destructive";
  const run = rest.findIndex((word) => /^-(?:exec|ok)/.test(word));
  if (run >= 0) return riskOfNested(rest.slice(run + 1), depth);
  if (rest.some((word) => /^-f(?:print|ls)/.test(word))) return "destructive";
  return rest.every(isPlainOrPath) ? "read" : "external";
}
