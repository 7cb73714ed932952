/** What a program has printed, as a person would read it on the screen. */

/** Escape sequences: titles and the shell's own marks, colours and movements, and the short ones. */
const escapes =
  // oxlint-disable-next-line no-control-regex
  /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[P_^X][^\u001b]*\u001b\\|\u001b\[[0-?]*[ -/]*[@-~]|\u001b[ -/]*[0-~]|\u009b[0-?]*[ -/]*[@-~]/g;

/** All that is left of the control characters but tab and line feed. */
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

export function plainOutput(raw: string): string {
  const lines = raw.replaceAll(escapes, "").replaceAll(/\r+\n/g, "\n").split("\n");
  return lines.map(overwritten).join("\n").replaceAll(controls, "");
}

/** After a carriage return a line is written over: progress bars show their last state. */
function overwritten(line: string): string {
  if (!line.includes("\r") && !line.includes("\b")) return line;
  const shown: string[] = [];
  let at = 0;
  for (const character of line) {
    if (character === "\r") at = 0;
    else if (character === "\b") at = Math.max(at - 1, 0);
    else shown[at++] = character;
  }
  return shown.join("");
}

export interface Clipped {
  text: string;
  /** Lines before it that are left out. */
  earlier?: number;
  /** Lines after it that are left out. */
  later?: number;
}

/** In characters. */
const mostLine = 240;
const mostText = 6000;

/** The last `lines` of a text, before the last `skip` of them. */
export function lastLines(text: string, lines: number, skip = 0): Clipped {
  const all = text.replace(/\s+$/, "").split("\n");
  const end = Math.max(all.length - skip, 0);
  let start = end;
  let size = 0;
  while (start > 0 && end - start < lines && size <= mostText) {
    start--;
    size += Math.min((all[start] ?? "").length, mostLine) + 1;
  }
  const shown = all.slice(start, end).map(clipLine).join("\n");
  return {
    text: shown,
    ...(start > 0 && { earlier: start }),
    ...(all.length > end && { later: all.length - end }),
  };
}

function clipLine(line: string): string {
  return line.length <= mostLine ? line : `${line.slice(0, mostLine - 1)}…`;
}
