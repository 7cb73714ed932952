/** From words, spoken or typed, to the function calls that they ask for. */
import { editingRules } from "./editingRules.ts";
import { agentRules } from "./agentRules.ts";
import { numberFrom, numberPattern as n } from "./numbers.ts";
import { call, rule, type Call, type Make, type Rule } from "./rule.ts";
import { runningRules } from "./runningRules.ts";
import { talkingRules } from "./talkingRules.ts";
import { workbenchRules } from "./workbenchRules.ts";

const number = (text: string | undefined): number => numberFrom(text ?? "") ?? 0;
const span =
  (name: string): Make =>
  (from, to) =>
    call(name, { line: number(from), ...(to !== undefined && { to_line: number(to) }) });

/** "price dot t s" is price.ts; single letters that follow each other belong together. */
export function fileName(spoken: string): string {
  return spoken
    .replaceAll(/\b([a-z]) (?=[a-z]\b)/gi, "$1")
    .replaceAll(/ dot /gi, ".")
    .replace(/^ts config/i, "tsconfig")
    .replace(/^read me/i, "readme");
}

const withoutArticles = (words: string): string => words.replaceAll(/\b(?:the|a) /gi, "");
const times = (word = "", count = ""): number => (word === "twice" ? 2 : number(count) || 1);
const repeated =
  (name: string): Make =>
  (word, count) =>
    call(name, times(word, count) === 1 ? {} : { times: times(word, count) });

const where: Record<string, string> = {
  "at the start": "start",
  "at the end": "end",
  above: "above",
  below: "below",
};

/** "this", "the next", as the tools have it; "the" by itself is "this". */
const which = (word = ""): Record<string, string> => {
  const said = word.toLowerCase().replace(/^the /, "");
  return said === "" || said === "this" || said === "the" ? {} : { which: said };
};
const verbs: Record<string, string> = { select: "select", delete: "delete", read: "read_code" };
const scopes =
  "word|argument|parameters|string|call|condition|block|statement|function|method|class|comment|paragraph|import|line";

const rules: Rule[] = [
  ...talkingRules,
  rule(`(?:the )?(?:number|choice) (${n})`, (choice) => call("go_to", { choice: number(choice) })),
  rule(
    `(select|delete|read|(?:go|jump) to) (this|the next|the previous|the first|the last|every) (${scopes})`,
    (verb = "", said, what) => call(verbs[verb.toLowerCase()] ?? "go_to", { what, ...which(said) }),
  ),
  rule(`(select|delete|read|(?:go|jump) to) the (${n}) (${scopes})`, (verb = "", nth, what) =>
    call(verbs[verb.toLowerCase()] ?? "go_to", { what, nth: number(nth) }),
  ),
  rule(`(?:select )?from here to the end of the (${scopes})`, (what) =>
    call("select", { what, edge: "to_end" }),
  ),
  ...workbenchRules,
  ...editingRules,
  ...runningRules,
  ...agentRules,
  rule(`(?:(?:go|jump) to )?line (${n})`, (line) => call("go_to", { line: number(line) })),
  rule(`select lines? (${n})(?: (?:to|through) (${n}))?`, span("select")),
  rule(`(?:delete|remove) lines? (${n})(?: (?:to|through) (${n}))?`, span("delete")),
  rule("(?:(?:go|jump) to )?(?:the )?(next|previous) (?:problem|error)", (direction) =>
    call("navigate", { to: "problem", which: direction === "previous" ? "previous" : "next" }),
  ),
  rule("(?:(?:go|jump) to |show )?(?:the )?definition", () => call("navigate", { to: "definition" })),
  rule("go back", () => call("navigate", { to: "back" })),
  rule("(?:go to|open) the (.+) file", (name = "") => call("open_file", { name: fileName(name) })),
  rule("open (?:the )?(?:settings|terminal)", () => call("run_command")),
  rule("open (?:the )?(?:file )?(.+?)(?: file)?", (name = "") => call("open_file", { name: fileName(name) })),
  rule("(?:go|jump) to (?:the )?(?:function |method |class |symbol )?(.+)", (name) =>
    call("go_to", { name }),
  ),
  rule("insert (?:a )?comment:? (.+)", (text) => call("insert_text", { text: `// ${text}`, where: "above" })),
  rule("(?:insert|type|write) (.+?) (above|below|at the start|at the end)", (text, place = "") =>
    call("insert_text", { text, where: where[place.toLowerCase()] }),
  ),
  rule("(?:insert|type|write) (.+)", (text) => call("insert_text", { text })),
  rule("replace (all )?(.+?) (?:with|by) (.+)", (all, find, replacement) =>
    call("replace", { name: find, text: replacement, ...(all ? { which: "every" } : {}) }),
  ),
  rule(`undo the last (${n})`, (count = "") => repeated("undo")("", count)),
  rule(`undo(?: that)?(?: (twice|(${n}) times))?`, repeated("undo")),
  rule(`redo(?: that)?(?: (twice|(${n}) times))?`, repeated("redo")),
  rule("save(?: (?:the |this )?file)?", () => call("save_file")),
  rule("(?:where am i|what file is this|what(?:'s| is) (?:here|open)|get (?:the )?context)", () =>
    call("get_context"),
  ),
  rule("(?:run |execute )?(?:the )?command (.+)", (command = "") => call("run_command", { command })),
  rule("(?:toggle|close|format|split|show|create|run) .+", () => call("run_command")),
];

const yes =
  /^(?:please )?(?:yes|yeah|yep|sure|ok(?:ay)?|do it|confirm)(?:,? (?:please|do it|do that|go ahead))?$/i;
const no = /^(?:no|nope|cancel)(?:,? (?:don't|do not|thanks|thank you))?(?: do (?:it|that))?$/i;

/** @returns whether the words are a yes or a no by themselves; undefined where they are neither. */
export function consentIn(words: string): boolean | undefined {
  if (yes.test(words)) return true;
  return no.test(words) ? false : undefined;
}

function commandIn(words: string): Call | undefined {
  for (const [pattern, make] of rules) {
    const groups = pattern.exec(words);
    if (groups === null) continue;
    const made = make(...groups.slice(1));
    if (made.name !== "run_command" || made.arguments["list"] === true) return made;
    const named = made.arguments["command"];
    return call("run_command", { command: withoutArticles(typeof named === "string" ? named : words) });
  }
  return undefined;
}

/** @returns one call for each command in the words; none where they make no sense as commands. */
export function commandsIn(words: string): Call[] {
  const text = words.trim().replace(/[.!?]+$/, "");
  const parts = text.split(/,? (?:and then|and|then) |, /).map((part) => commandIn(part));
  const found = parts.filter((part) => part !== undefined);
  if (found.length === parts.length) return found;
  const whole = commandIn(text);
  return whole === undefined ? [] : [whole];
}
