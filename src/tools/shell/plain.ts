/** Command lines in which every shell reads the same: words, parted by "|", "&&" and ";". */

/** Which rules of quoting hold. */
export type Shell = "posix" | "powershell" | "cmd";

/** Signs that mean themselves everywhere. Not among them: "~", "%", "^", "\", and all that shells put something in for. */
const word = String.raw`[\w@+=:,./-]+`;
/** In double quotes a space is no end in any shell, and a star no pattern. */
const quoted = String.raw`"[\w @+=:,./*?#-]*"`;
/** As some shells have them; cmd parts such a word at its spaces. */
const single = String.raw`'[\w@+=:,./*?#-]*'`;
/** Errors go where they disturb nobody. */
const quiet = String.raw`2>(?:/dev/null|&1)`;

const tokens: Record<Shell, RegExp> = {
  posix: new RegExp(String.raw`\s*(${word}|${quoted}|${single}|${quiet}|\||&&|;)(?=\s|\||&|;|$)`, "y"),
  powershell: new RegExp(String.raw`\s*(${word}|${quoted}|\||&&|;)(?=\s|\||&|;|$)`, "y"),
  cmd: new RegExp(String.raw`\s*(${word}|${quoted}|\||&&)(?=\s|\||&|$)`, "y"),
};

/** @returns the words of each command; undefined where anything in the line may be read in more than one way. */
export function plainCommands(line: string, shell: Shell = "posix"): string[][] | undefined {
  // A line end is another command, and other characters of that kind are keys to a terminal.
  if (/[^\P{C} ]/u.test(line)) return undefined;
  const token = tokens[shell];
  const commands: string[][] = [[]];
  const text = line.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[1];
    if (found === undefined) return undefined;
    if (/^(?:\||&&|;)$/.test(found)) commands.push([]);
    else if (!found.startsWith("2>")) commands.at(-1)?.push(found.replaceAll(/^["']|["']$/g, ""));
  }
  return commands.every((words) => words.length > 0) ? commands : undefined;
}
