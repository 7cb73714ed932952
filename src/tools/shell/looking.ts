/** Command lines that only look: told by a list of all that they may be made of. What is not on it asks. */
import { plainCommands, type Shell } from "./plain.ts";
import { secretPath, tellers } from "./programs.ts";

/** What is read of a file goes to the model, so it is a file of the folder; what is listed are names. */
type Operands = "files" | "names" | "pattern, files" | "words" | "none";

interface Looker {
  /** Each option, whole. */
  options: RegExp;
  operands: Operands;
  /** At most so many. */
  most?: number;
}

const looker = (operands: Operands, options = /^$/, most?: number): Looker => ({
  options,
  operands,
  ...(most !== undefined && { most }),
});

const search =
  /^-(?:[inwvclHhoEFxsqS]+|[ABCm]\d*)$|^--(?:ignore-case|line-number|word-regexp|count|fixed-strings)$/;

const lookers: ReadonlyMap<string, Looker> = new Map([
  ["ls", looker("names", /^-[aAlhtrSR1dFp]+$/)],
  ["dir", looker("names")],
  ["tree", looker("names", /^-[adfhsDtL]+$/)],
  ["du", looker("names", /^-(?:[shac]+|d\d*)$/)],
  ["df", looker("names", /^-[hTi]+$/)],
  ["stat", looker("names", /^-L$/)],
  ["file", looker("names", /^-[bi]+$/)],
  ["basename", looker("names")],
  ["dirname", looker("names")],
  ["realpath", looker("names")],
  // Not "..": what is read next would be of another folder.
  ["cd", looker("files", /^$/, 1)],
  ["pwd", looker("none")],
  ["cat", looker("files", /^-[nb]+$/)],
  ["head", looker("files", /^-(?:\d+|[nc]\d*|q|v)$/)],
  ["tail", looker("files", /^-(?:\d+|[nc]\d*|q|v)$/)],
  ["wc", looker("files", /^-[lwcm]+$/)],
  ["sort", looker("files", /^-(?:[nrufbdhV]+|k\d*(?:,\d+)?)$/)],
  // A second name is what it writes.
  ["uniq", looker("files", /^-[cdui]+$/, 1)],
  ["cut", looker("files", /^-[dfcb][\w,:-]*$/)],
  ["diff", looker("files", /^-(?:[uqbwiy]+|U\d+)$|^--brief$/)],
  ["cmp", looker("files", /^-s$/, 2)],
  // Not recursively: that reads the hidden files, too, with what is secret in them.
  ["grep", looker("pattern, files", search)],
  ["egrep", looker("pattern, files", search)],
  ["fgrep", looker("pattern, files", search)],
  [
    "rg",
    looker(
      "pattern, files",
      new RegExp(`${search.source}|^-[gtTl]+$|^--(?:files|glob|type|smart-case|files-with-matches)$`),
    ),
  ],
  ["which", looker("words", /^-a$/)],
  ["where", looker("words")],
  ["whereis", looker("words")],
  ["type", looker("files")],
  ["whoami", looker("none")],
  ["id", looker("none", /^-[ungG]+$/)],
  ["uname", looker("none", /^-[asrmo]+$/)],
  ["uptime", looker("none")],
  ["nproc", looker("none")],
  ["date", looker("none", /^-u$/)],
  ["echo", looker("words", /^-n$/)],
  ["true", looker("none")],
  ["false", looker("none")],
]);

/** Tests and actions of "find" that only choose and print. */
const findWords =
  /^-(?:name|iname|path|ipath|type|maxdepth|mindepth|newer|size|mtime|mmin|empty|not|o|a|print|prune)$/;

/** Whether it changes nothing and leaves nothing, whichever of the user's shells reads it. */
export function onlyLooks(line: string, shell: Shell = "posix"): boolean {
  const commands = plainCommands(line, shell);
  return commands !== undefined && commands.every(looks);
}

function looks([program = "", ...rest]: string[]): boolean {
  if (rest.some((each) => secretPath.test(each) || /^(?:\/\/|\/dev\/(?!null$))/.test(each))) return false;
  if (rest.length === 1 && tells(program, rest[0] ?? "")) return true;
  if (program === "ps") return rest.every((each) => /^(?:aux|-ef|-e|-A)$/.test(each));
  if (program === "command")
    return rest.length === 2 && /^-[vV]$/.test(rest[0] ?? "") && isName(rest[1] ?? "");
  if (program === "find") return rest.every((each) => !each.startsWith("-") || findWords.test(each));
  if (program === "sed") return looksWithSed(rest);
  const known = lookers.get(program);
  return known !== undefined && fits(rest, known);
}

function fits(rest: readonly string[], { options, operands, most = Infinity }: Looker): boolean {
  const others = rest.filter((each) => !each.startsWith("-"));
  if (others.length > most || rest.some((each) => each.startsWith("-") && !options.test(each))) return false;
  switch (operands) {
    case "none":
      return others.length === 0;
    case "names":
    case "words":
      return true;
    case "files":
      return others.every(isInFolder);
    case "pattern, files":
      return others.slice(1).every(isInFolder);
  }
}

/** Printing lines by their numbers. Its other commands can write, and run programs. */
function looksWithSed([option, script = "", ...files]: readonly string[]): boolean {
  return option === "-n" && /^\d+(?:,\d+)?p$/.test(script) && files.every(isInFolder);
}

/** Who a program is. A word without signs could be a script of that name. */
function tells(program: string, word: string): boolean {
  if (/^(?:go|docker|kubectl)$/.test(program) && word === "version") return true;
  return tellers.has(program) && word === "--version";
}

function isInFolder(path: string): boolean {
  const isElsewhere = /^(?:\/|[a-z]:)/i.test(path) && path !== "/dev/null";
  return !path.startsWith("-") && !isElsewhere && !path.split("/").includes("..");
}

function isName(word: string): boolean {
  return /^[\w.+-]+$/.test(word);
}
