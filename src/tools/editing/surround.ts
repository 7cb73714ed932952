/** Putting something around a text, and taking it off. */

/** What people call them, and what they type. */
const pairs: Record<string, readonly [string, string]> = {
  "(": ["(", ")"],
  "[": ["[", "]"],
  "{": ["{", "}"],
  "<": ["<", ">"],
  "“": ["“", "”"],
  "‘": ["‘", "’"],
  "«": ["«", "»"],
  "/*": ["/* ", " */"],
  "<!--": ["<!-- ", " -->"],
  "${": ["${", "}"],
  "{{": ["{{ ", " }}"],
};

const names: Record<string, string> = {
  quote: '"',
  quotes: '"',
  "double quote": '"',
  "double quotes": '"',
  "single quote": "'",
  "single quotes": "'",
  apostrophes: "'",
  backtick: "`",
  backticks: "`",
  paren: "(",
  parens: "(",
  parenthesis: "(",
  parentheses: "(",
  "round brackets": "(",
  bracket: "[",
  brackets: "[",
  "square brackets": "[",
  brace: "{",
  braces: "{",
  "curly braces": "{",
  "curly brackets": "{",
  "angle brackets": "<",
  star: "*",
  stars: "*",
  bold: "**",
  italic: "_",
  underscore: "_",
  underscores: "_",
  spaces: " ",
};

/** "brackets", "(", "()", "<div class='a'>" or any text; with a name before a bracket it is a call. */
export function aroundOf(given: string): readonly [string, string] {
  const text = names[given.trim().toLowerCase()] ?? given;
  const tag = /^<([A-Za-z][\w.:-]*)(\s[^<>]*)?>?(?:<\/\1>)?$/.exec(text);
  if (tag !== null) return [`<${tag[1]}${tag[2] ?? ""}>`, `</${tag[1]}>`];
  const known = pairs[text];
  if (known !== undefined) return known;
  for (const [open, close] of Object.values(pairs)) {
    if (text === `${open.trim()}${close.trim()}`) return [open, close];
  }
  const call = /^([\w.$]+)\((?:\))?$/.exec(text);
  if (call !== null) return [`${call[1]}(`, ")"];
  return [text, text];
}

/** Without what it begins and ends with, where these belong together; undefined where they do not. */
export function withoutAround(text: string): string | undefined {
  const [, left = "", trimmed = "", right = ""] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
  const inside = unwrapped(trimmed);
  return inside === undefined ? undefined : left + inside + right;
}

function unwrapped(text: string): string | undefined {
  const tag = /^<([A-Za-z][\w.:-]*)(?:\s[^<>]*)?>([^]*)<\/\1>$/.exec(text);
  if (tag !== null) return tag[2];
  const quoted = /^(?:[a-zA-Z]{0,2})("""|'''|\*\*|__|~~|["'`*_])([^]+)\1$/.exec(text);
  if (quoted !== null) return quoted[2];
  const known = Object.values(pairs).find(
    ([open, close]) =>
      text.startsWith(open.trim()) && text.endsWith(close.trim()) && isOnePair(text, open, close),
  );
  if (known !== undefined) return text.slice(known[0].trim().length, -known[1].trim().length).trim();
  const call = /^(?:await\s+|new\s+)?[\w.$]+\(([^]*)\)$/.exec(text);
  return call !== null && isOnePair(text.slice(text.indexOf("(")), "(", ")") ? call[1] : undefined;
}

/** The first bracket is closed by the last one, and not before. */
function isOnePair(text: string, open: string, close: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith(close.trim(), at) && open !== close) depth--;
    else if (text.startsWith(open.trim(), at)) depth++;
    if (depth === 0) return at + close.trim().length === text.length;
  }
  return false;
}
