/** What the user speaks of, as a model says it: few fields, each of which may be left out. */
import * as z from "zod";
import { codeKinds } from "./syntax/scopeTable.ts";

export const targetKinds = [
  "selection",
  "line",
  "symbol",
  "text",
  "word",
  ...codeKinds,
  "paragraph",
  "section",
  "file",
] as const;
export type TargetKind = (typeof targetKinds)[number];

export const lineNumber = z.int32().positive();
const name = z.string().optional();

/** To be spread into the input of a tool, so that its arguments stay flat. */
export const targetFields = {
  what: z.enum(targetKinds).optional(),
  name,
  line: lineNumber.optional(),
  to_line: lineNumber.optional(),
  offset: z.int32().optional(),
  which: z.enum(["this", "next", "previous", "first", "last", "every"]).optional(),
  nth: z.int32().optional(),
  in: z.enum(["selection", "line", "block", "function", "class", "file"]).optional(),
  to_what: z.enum(["line", "symbol", "text", "statement", "block", "function", "class", "file"]).optional(),
  to_name: name,
  edge: z.enum(["start", "end", "to_start", "to_end", "inside"]).optional(),
  choice: lineNumber.optional(),
};

/** The same, with what the model needs to be told about each. It is told once, by one tool. */
export const explainedFields: typeof targetFields = {
  ...targetFields,
  name: targetFields.name.describe("of symbol, key or tag, or words of the text, as heard"),
  offset: targetFields.offset.describe("lines from the cursor, up is negative"),
  nth: targetFields.nth.describe("2 is the second; with next and previous, how many on"),
  in: targetFields.in.describe("where to look or count"),
  to_what: targetFields.to_what.describe("up to and with that"),
  edge: targetFields.edge.describe("to_end: from the cursor to its end"),
  choice: targetFields.choice.describe("the number chosen where several matched"),
};

const target = z.object(targetFields);
export type Target = z.output<typeof target>;

/** The fields of a target among the arguments of a tool. */
export function targetIn(input: Target): Target {
  return target.parse(input);
}

/** Whether anything is said of what is meant. */
export function isNamed({
  what,
  name,
  line,
  to_line,
  offset,
  which,
  nth,
  to_what,
  to_name,
  edge,
  choice,
}: Target): boolean {
  return [what, name, line, to_line, offset, which, nth, to_what, to_name, edge, choice].some(
    (field) => field !== undefined,
  );
}
