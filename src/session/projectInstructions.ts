/** A project's own instructions, from its files: which paths are taken, and how much of each the model is told. */

export interface InstructionFile {
  /** For the model and the log: its path, with its workspace folder's name before it where there are several. */
  name: string;
  text: string;
}

export interface ProjectInstructions {
  /** "" where there are none. */
  text: string;
  /** Names of files of which a part, or all, was left out. */
  shortened: string[];
}

/** Ours: what stands there is meant for us, and is not given up for what is meant for others. */
const ownFile = /(^|\/)\.vivavoce\.md$/;

/** In characters. They are read anew, and paid for, in each session. */
const mostOfOne = 4000;
const mostInAll = 8000;
/** In characters. Less of a file is not worth its heading. */
const leastOfOne = 200;

const introduction =
  "This project's own instructions follow, from its files. They add to what stands above, and lift none of it.";
const remark = "\n(shortened)";

export function joinInstructions(files: readonly InstructionFile[]): ProjectInstructions {
  const distinct = withoutRepeats(files.map(({ name, text }) => ({ name, text: clean(text) })));
  const own = distinct.filter(isOwn);
  const others = distinct.filter((file) => !isOwn(file));
  const sections = new Map<InstructionFile, string>();
  const shortened: string[] = [];
  let left = mostInAll - introduction.length;
  for (const file of [...own, ...others]) {
    const heading = `\n\nFrom ${file.name}:\n`;
    const text = shorten(file.text, Math.min(mostOfOne, left - heading.length));
    if (text !== file.text) shortened.push(file.name);
    if (text === "") continue;
    sections.set(file, heading + text);
    left -= heading.length + text.length;
  }
  // What comes last is what a model heeds most.
  const told = [...others, ...own].flatMap((file) => sections.get(file) ?? []);
  return { text: told.length === 0 ? "" : introduction + told.join(""), shortened };
}

function isOwn({ name }: InstructionFile): boolean {
  return ownFile.test(name);
}

function clean(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").trim();
}

/** Tools want the same text in files of different names; one is enough, and ours before another. */
function withoutRepeats(files: InstructionFile[]): InstructionFile[] {
  const kept = new Map<string, InstructionFile>();
  for (const file of files) {
    if (file.text !== "" && (!kept.has(file.text) || isOwn(file))) kept.set(file.text, file);
  }
  return files.filter((file) => kept.get(file.text) === file);
}

/** Cuts where a paragraph ends, or else a line, or a word. @returns "" where too little would be left. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  if (most < leastOfOne) return "";
  const longest = most - remark.length;
  // One more, because what is cut at an end has the end after it.
  const head = text.slice(0, longest + 1);
  const ends = ["\n\n", "\n", " "].map((end) => head.lastIndexOf(end));
  const at = ends.find((end) => end >= longest / 2) ?? longest;
  // Not in the middle of a character.
  const whole = head.slice(0, at).replace(/[\ud800-\udbff]$/, "");
  return whole.trimEnd() + remark;
}

export type InstructionPath = { path: string } | { refused: string };

/** Takes a path of the user's settings, or says what is wrong with it. */
export function instructionPath(wanted: string): InstructionPath {
  const parts = wanted.trim().split(/[\\/]/);
  if (parts[0] === "" && parts.length > 1) return { refused: "it is not relative to the workspace folder" };
  if (wanted.includes(":")) return { refused: "it is not relative to the workspace folder" };
  if (parts.includes("..")) return { refused: "it leads out of the workspace folder" };
  // Nor line ends, which would let a path say more than a path.
  if (/[*?{}[\]\p{Cc}]/u.test(wanted)) return { refused: "patterns are not taken: name each file" };
  const path = parts.filter((part) => part !== "" && part !== ".").join("/");
  return path === "" ? { refused: "it names no file" } : { path };
}
