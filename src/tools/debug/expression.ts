/** Whether looking at an expression can change anything in the program. */

const words = String.raw`(?!(?:new|delete|await|yield|import|throw|del|lambda)\b)[\p{L}_$][\p{L}\p{N}_$]*`;
const literal = String.raw`\d[\d_.]*|"[^"\\` + "`" + String.raw`]*"|'[^'\\]*'`;
const operand = String.raw`[!-]?(?:${literal}|${words}(?:(?:\?\.|\.|->|::)${words}|\[(?:\d+|${words}|"[^"\\]*"|'[^'\\]*')\])*)`;
const operator = String.raw`(?:===?|!==?|<=|>=|<|>|&&|\|\||[+*/%-]|\b(?:and|or|is|in|not in)\b)`;

const harmless = new RegExp(String.raw`^\s*${operand}(?:\s*${operator}\s*${operand})*\s*$`, "u");

/** Debuggers of these languages call what is only named. */
const callers = /ruby|rdbg|rdebug|perl|elixir|scala|shell|bash/i;

/** Names, members, literals, comparisons and sums: no call, no assignment. */
export function isHarmless(expression: string, type: string | undefined): boolean {
  if (callers.test(type ?? "") || /\+\+|--/.test(expression)) return false;
  return harmless.test(expression);
}

/** Of a logpoint, whose expressions are in braces. */
export function isHarmlessMessage(message: string, type: string | undefined): boolean {
  return [...message.matchAll(/\{([^}]*)\}?/g)].every(([, inside = ""]) => isHarmless(inside, type));
}
