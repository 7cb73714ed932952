/** What the user allows and denies for good: by settings, and by "always" for this workspace. */
import { parseCommandLine } from "./shell/parse.ts";
import { plainCommands } from "./shell/plain.ts";

/** What a rule is held against. */
export interface Subject {
  tool: string;
  /** "command:<id>", with its arguments after it if it has any, or "terminal:<command line>", where the call runs one. */
  subject?: string | undefined;
}

export interface Decision {
  effect: "allow" | "deny";
  /** The pattern that decided. */
  rule: string;
}

/** Rules that the user has added by saying "always" here. */
export interface RuleStore {
  rules(): readonly string[];
  add(rule: string): Promise<void>;
  remove(rule: string): Promise<void>;
}

export interface PolicyOptions {
  /** Patterns: a tool's name, "command:<id>", "terminal:<command line>", with "*" for anything. */
  allow(): readonly string[];
  deny(): readonly string[];
  /** An edit of more lines than these asks. */
  lines(): number;
  always: RuleStore;
}

export interface Policy {
  /** Undefined: as its risk wants it. A denial goes before all else. */
  decide(subject: Subject): Decision | undefined;
  lines(): number;
  /** Allows this for good in this workspace. To be called for the user's own yes only. */
  allowAlways(rule: string): Promise<void>;
}

export function createPolicy({ allow, deny, lines, always }: PolicyOptions): Policy {
  return {
    decide(subject) {
      const denied = deny().find((rule) => denies(rule, subject));
      if (denied !== undefined) return { effect: "deny", rule: denied };
      const allowed = [...allow(), ...always.rules()].find((rule) => allows(rule, subject));
      return allowed === undefined ? undefined : { effect: "allow", rule: allowed };
    },
    lines,
    allowAlways: (rule) => always.add(rule),
  };
}

/** Nothing is allowed or denied for good. */
export const askingPolicy: Policy = {
  decide: () => undefined,
  lines: () => 60,
  allowAlways: () => Promise.reject(new Error("There is nowhere to remember it.")),
};

/** The rule that allows exactly this again. */
export function ruleFor({ tool, subject }: Subject): string {
  return (subject ?? tool).replaceAll(/[*\\]/g, "\\$&");
}

const terminal = "terminal:";

function denies(rule: string, { tool, subject }: Subject): boolean {
  if (matches(rule, tool, "i") || (subject !== undefined && matches(rule, subject, "i"))) return true;
  // A command is the same one with other arguments.
  const [command = ""] = subject?.startsWith("command:") === true ? subject.split(" ", 1) : [];
  if (command !== "" && matches(rule, command, "i")) return true;
  if (!rule.startsWith(terminal) || subject?.startsWith(terminal) !== true) return false;
  const pattern = rule.slice(terminal.length);
  return partsOf(subject.slice(terminal.length)).some((part) => matches(pattern, part, "i"));
}

function allows(rule: string, { tool, subject }: Subject): boolean {
  if (matches(rule, tool)) return true;
  if (subject === undefined || !matches(rule.replaceAll(/\s+/g, " "), subject.replaceAll(/\s+/g, " "))) {
    return isAllowedInParts(rule, subject);
  }
  // Written out it is this line and no other; a pattern could end with more than was meant.
  return !subject.startsWith(terminal) || isExact(rule) || isAllowedInParts(rule, subject);
}

function isExact(rule: string): boolean {
  return !/(?<!\\)\*/.test(rule);
}

/** Each command of the line for itself, where every shell reads the same in it. */
function isAllowedInParts(rule: string, subject: string | undefined): boolean {
  if (!rule.startsWith(terminal) || subject?.startsWith(terminal) !== true || isExact(rule)) return false;
  const pattern = rule.slice(terminal.length);
  const commands = plainCommands(subject.slice(terminal.length), "cmd");
  return commands !== undefined && commands.every((words) => matches(pattern, words.join(" ")));
}

/** Every command of the line, those in substitutions too, from each of its words on: "sudo rm a" is "rm a". */
function partsOf(line: string, depth = 0): string[] {
  if (depth > 8) return [];
  const { commands, inner } = parseCommandLine(line);
  return [
    ...commands.flatMap(({ words }) =>
      words.flatMap((word, index) => {
        const rest = words.slice(index + 1);
        const nested = /[\s;|&]/.test(word) ? partsOf(word, depth + 1) : [];
        return [[word, ...rest].join(" "), [word.replace(/^.*[/\\]/, ""), ...rest].join(" "), ...nested];
      }),
    ),
    ...inner.flatMap((each) => partsOf(each, depth + 1)),
  ];
}

/** "*" is anything, "\*" a star. */
function matches(pattern: string, text: string, flags = ""): boolean {
  const parts = pattern.trim().match(/\\[*\\]|\*|[^*\\]+|\\/g) ?? [];
  if (parts.length === 0) return false;
  const source = parts
    .map((part) => {
      if (part === "*") return "[^]*";
      const literal = /^\\[*\\]$/.test(part) ? part.slice(1) : part;
      return literal.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    })
    .join("");
  return new RegExp(`^${source}$`, flags).test(text);
}
