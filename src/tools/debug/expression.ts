/** Whether looking at an expression can change anything in the program. */

const words = String.raw`(?!(?:new|delete|await|yield|import|throw|del|lambda)\b)[\p{L}_$][\p{L}\p{N}_$]*`;
/** Without the signs that put a value, or what a call returns, into a text in one language or another. */
const quoted = String.raw`"[^"\\\x60$#{}]*"|'[^'\\\x60$#{}]*'`;
/** No minus before a name: to GDB and LLDB through C++'s debugger, that is a command of theirs. */
const operand = String.raw`(?:-?\d[\d_.]*|!?(?:${quoted}|${words}(?:(?:\?\.|\.|->|::)${words}|\[(?:\d+|${words}|${quoted})\])*))`;
const operator = String.raw`(?:===?|!==?|<=|>=|<|>|&&|\|\||[+*/%-]|\b(?:and|or|is|in|not in)\b)`;

const harmless = new RegExp(String.raw`^\s*${operand}(?:\s*${operator}\s*${operand})*\s*$`, "u");

/** Debuggers of languages where a name that stands alone calls nothing. Others, such as Ruby's, call what is named. */
const lookers = new Set([
  "node",
  "node-terminal",
  "chrome",
  "msedge",
  "pwa-node",
  "pwa-chrome",
  "pwa-msedge",
  "pwa-extensionHost",
  "extensionHost",
  "python",
  "debugpy",
  "go",
  "java",
  "php",
  "dart",
  "coreclr",
  "clr",
  "cppdbg",
  "cppvsdbg",
  "lldb",
  "lldb-dap",
  "gdb",
]);

/**
 * Names, members, literals, comparisons and sums: no call, no assignment.
 * @param type of the debugger. Of one that is not known, or of none yet, nothing is harmless.
 */
export function isHarmless(expression: string, type: string | undefined): boolean {
  if (type === undefined || !lookers.has(type) || /\+\+|--/.test(expression)) return false;
  return harmless.test(expression);
}

/** Of a logpoint, whose expressions are in braces. Some debuggers make a text of the language of it. */
export function isHarmlessMessage(message: string, type: string | undefined): boolean {
  const expressions = [...message.matchAll(/\{([^}]*)\}?/g)];
  const rest = message.replaceAll(/\{[^}]*\}?/g, "");
  return !/[\\`$#{}]/.test(rest) && expressions.every(([, inside = ""]) => isHarmless(inside, type));
}
