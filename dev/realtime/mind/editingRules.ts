/** What the user says about the text, beyond writing it. */
import { numberFrom, numberPattern as n } from "./numbers.ts";
import { call, rule, type Call, type Rule } from "./rule.ts";

const number = (text = ""): number => numberFrom(text) ?? 1;
const edit = (action: string, args: Record<string, unknown> = {}): Call =>
  call("edit_text", { action, ...args });
const lines = (from?: string, to?: string): Record<string, unknown> =>
  from === undefined ? {} : { line: number(from), ...(to !== undefined && { to_line: number(to) }) };
const some = `(?: (?:the |this |these )?(?:lines?(?: (${n})(?: (?:to|through) (${n}))?)?|selection|that))?`;
const cases = "camel|pascal|snake|kebab|constant|title|upper|lower";
const refactor = (action: string, args: Record<string, unknown> = {}): Call =>
  call("refactor", { action, ...args });

export const editingRules: Rule[] = [
  rule(
    `(duplicate|join|reverse|indent|outdent|trim|comment(?: out)?|uncomment)${some}`,
    (action = "", from, to) => edit(action.toLowerCase().replace(" out", ""), lines(from, to)),
  ),
  rule(`sort${some}( descending| backwards)?`, (from, to, order) =>
    edit("sort", { ...lines(from, to), ...(order !== undefined && { style: "descending" }) }),
  ),
  rule(`move${some} (up|down)(?: (${n}) lines?)?`, (from, to, side = "", count) =>
    edit("move", {
      ...lines(from, to),
      side: side.toLowerCase(),
      ...(count !== undefined && { count: number(count) }),
    }),
  ),
  rule("swap (?:the |this )?(argument|line|word|function)s?(?: with the next(?: one)?)?", (what = "") =>
    edit("swap", { what: what.toLowerCase() }),
  ),
  rule(
    "(?:surround|wrap) (?:it|that|this|the selection|this word) (?:with|in) (quotes|parens|parentheses|brackets|braces|backticks)",
    (text) => edit("surround", { text }),
  ),
  rule(
    `wrap(?: it)?${some} in (?:an? )?(if|for|while|try|function)(?: (.+))?`,
    (from, to, style = "", text?: string) =>
      edit("wrap", { ...lines(from, to), style: style.toLowerCase(), ...(text !== undefined && { text }) }),
  ),
  rule("unwrap (?:this |the )?(string|call|tag|block)", (what = "") =>
    edit("unwrap", { what: what.toLowerCase() }),
  ),
  rule(`(?:make|change) (?:it|this|that|this word|the name) (?:to )?(${cases}) ?case`, (style = "") =>
    edit("case", { style: style.toLowerCase() }),
  ),
  rule("(?:insert|use) (?:the )?snippet (.+)", (text) => edit("snippet", { text })),
  rule("rename (?:it|this|that) to (.+)", (name) => refactor("rename", { new_name: name })),
  rule("rename (?:the )?(?:function |class |symbol )?(.+) to (.+)", (name, newName) =>
    refactor("rename", { name, new_name: newName }),
  ),
  rule("format (?:the |this )?(?:file|document)", () => refactor("format")),
  rule("organi[sz]e (?:the )?imports", () => refactor("organize_imports")),
  rule("(?:fix|quick fix)(?: (?:it|this problem|this|that|the problem))?", () => refactor("fix")),
  rule("what can (?:be|i) refactor(?:ed)?(?: here)?", () => refactor("list")),
  rule(
    "extract (?:(?:it |this |that )?(?:in)?to )?(?:an? )?(function|constant|variable)(?: called (.+))?",
    (title, name?: string) => refactor("extract", { title, ...(name !== undefined && { new_name: name }) }),
  ),
  rule("(?:(?:search|look) for|find) (.+?) (?:everywhere|in all files|in the workspace)", (query) =>
    call("search", { action: "find", query }),
  ),
  rule("(?:find|search for|count) (.+?)(?: in (?:this|the) file)?", (query) =>
    call("search", { action: "find", query, in: "file" }),
  ),
  rule("(?:the )?(next|previous) (?:result|match|one)", (action = "") =>
    call("search", { action: action.toLowerCase() }),
  ),
  rule("replace (.+?) (?:with|by) (.+?) (?:everywhere|in all files)", (query, text) =>
    call("search", { action: "replace", query, text }),
  ),
  rule("(?:start|begin) (?:dictation|dictating)|take dictation", () => call("dictate", { action: "start" })),
  rule("dictate (.+)", (text) => call("dictate", { action: "write", text })),
];
