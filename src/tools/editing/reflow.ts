/** Breaks prose and comments anew, so that no line is longer than wanted. */

/** What stands before the words on each line of a comment, a list or a quotation. */
const prefix = /^(\s*(?:\/\/[/!]?|\*(?!\/)|#+(?!!)|--|;+|%+|>|)\s?)(.*)$/;

/** @param width in characters. Paragraphs stay apart, and lines that are only signs stay as they are. */
export function reflow(lines: readonly string[], width: number): string[] {
  const made: string[] = [];
  let words: string[] = [];
  let before = "";
  let first = "";
  const flush = (): void => {
    if (words.length > 0) made.push(...wrapped(words, { first, before, width }));
    words = [];
  };
  for (const line of lines) {
    const closed = /^(\s*\/\*\*?\s+)(.*?)(\s*\*\/)$/.exec(line);
    if (closed !== null) {
      flush();
      made.push(...wrappedBlock(closed, width));
      continue;
    }
    const [, sign = "", text = ""] = prefix.exec(line) ?? [];
    const item = /^(\s*(?:[-*+]|\d+[.)]|@\w+)\s+)(.*)$/.exec(text);
    const isOnlySign = text.trim() === "" || /^\s*(\/\*|\*\/)/.test(line) || /^[`~]{3}/.test(text);
    if (isOnlySign || sign.trimEnd() !== before.trimEnd() || item !== null) flush();
    if (isOnlySign) {
      made.push(line);
      continue;
    }
    if (words.length === 0) {
      const bullet = item !== null && !(item[1] ?? "").trim().startsWith("@") ? (item[1] ?? "") : "";
      first = sign + bullet;
      before = sign + " ".repeat(bullet.length);
      words.push(...wordsOf(bullet === "" ? text : (item?.[2] ?? "")));
    } else words.push(...wordsOf(text));
  }
  flush();
  return made;
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

function wrapped(
  words: readonly string[],
  { first, before, width }: { first: string; before: string; width: number },
): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = before;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}

/** A comment on one line that is too long for it gets a line for each end. */
function wrappedBlock([whole, open = "", text = "", close = ""]: RegExpExecArray, width: number): string[] {
  if (whole.length <= width) return [whole];
  const margin = /^\s*/.exec(open)?.[0] ?? "";
  const sign = `${margin} * `;
  return [
    open.trimEnd(),
    ...wrapped(wordsOf(text), { first: sign, before: sign, width }),
    `${margin} ${close.trim()}`,
  ];
}
