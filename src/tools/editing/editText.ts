/** Changing the text of the active file where the user names it. */
import * as z from "zod";
import { isEmpty } from "../../targets/places.ts";
import { resolveAtEach, resolveTarget, type Resolved } from "../../targets/resolve.ts";
import {
  isNamed,
  lineNumber,
  targetFields,
  targetIn,
  targetKinds,
  type Target,
} from "../../targets/target.ts";
import { requireActive } from "../document.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "../tool.ts";
import { letterCases, type LetterCase } from "./letterCase.ts";
import { lineActions, planLines, type LineAction } from "./lineAction.ts";
import { atEnd, atStart, carryOut, type Plan } from "./plan.ts";
import {
  planDuplicate,
  planInsert,
  planMove,
  planShift,
  planSwap,
  type Side,
  type Thing,
} from "./relocate.ts";
import { planCase, planPattern, planSurround, planUnwrap, planWrap } from "./reshape.ts";
import { insertSnippet } from "./snippets.ts";
import { wrappers, type Wrapper } from "./wrap.ts";

const orders = ["descending", "numeric", "descending_numeric", "unique"] as const;

const input = z.strictObject({
  action: z.enum([
    "insert",
    "duplicate",
    "move",
    "swap",
    "surround",
    "unwrap",
    "wrap",
    "case",
    "pattern",
    "snippet",
    ...lineActions,
  ]),
  ...targetFields,
  text: z
    .string()
    .optional()
    .describe(
      "to insert; around: quotes, brackets, <tag>; wrap's condition or name; pattern's replacement; snippet's name",
    ),
  side: z
    .enum(["before", "after", "start", "end", "up", "down"])
    .optional()
    .describe("insert, move: of target or, for move, of other_"),
  style: z
    .enum([...letterCases, ...wrappers, ...orders])
    .optional()
    .describe("case's, wrap's, or order of sort"),
  pattern: z.string().optional().describe("JavaScript regex"),
  count: z.int().positive().max(1000).optional().describe("times, lines, width of reflow, first number"),
  other_what: z
    .enum(targetKinds)
    .optional()
    .describe("other_: what to swap with or move to; default for swap: the next"),
  other_name: z.string().optional(),
  other_line: lineNumber.optional(),
  other_which: z.enum(["next", "previous", "first", "last"]).optional(),
});
type Wish = z.output<typeof input>;

export const editText = defineTool({
  name: "edit_text",
  description:
    "Changes text of the current file, where a target (its arguments as in go_to) says, else at the selection or " +
    "cursor. To write, replace or delete, use insert_text, replace, delete.",
  input,
  risk: "reversible",
  async run(wish, context) {
    if (wish.action === "snippet") return insertSnippet(wish.text, targetIn(wish), context);
    const found = await findFor(wish, context);
    const plan = withCursors(await planFor(wish, found, context), wish, context);
    return withCount(await carryOut(plan, context.editor), found);
  },
});

function withCount(result: ToolResult, { places }: Resolved): ToolResult {
  return places.length < 2 ? result : { ...result, output: { ...result.output, places: places.length } };
}

const isLineAction = (action: string): action is LineAction => lineActions.some((each) => each === action);

function isSaid(target: Target): boolean {
  return isNamed(target) || target.in !== undefined;
}

/** Where nothing is named, several cursors are meant each for itself. */
async function findFor(wish: Wish, context: ToolContext): Promise<Resolved> {
  const target = targetFor(wish, context);
  const { selections } = requireActive(context.editor);
  const isEach = !isSaid(targetIn(wish)) && selections.length > 1;
  return isEach && (target.what === "line" || target.what === "word")
    ? resolveAtEach(target, context)
    : resolveTarget(target, context);
}

/** A cursor stays at each, where several were. */
function withCursors(plan: Plan, wish: Wish, { editor }: ToolContext): Plan {
  if (isSaid(targetIn(wish)) || requireActive(editor).selections.length === 1) return plan;
  const place = wish.action === "case" || wish.action === "surround" ? atEnd : atStart;
  return { ...plan, others: plan.edits.slice(1).map(place) };
}

/** What is meant where less is said. */
function targetFor(wish: Wish, { editor }: ToolContext): Target {
  const { action } = wish;
  const target = targetIn(wish);
  const named = isSaid(target);
  const { selections } = requireActive(editor);
  if (!named && !selections.every(isEmpty)) return { what: "selection" };
  if (!named) return usual(action);
  const takesText = ["surround", "case", "insert", "swap"].includes(action);
  if (takesText && target.what === undefined && target.name !== undefined) return { ...target, what: "text" };
  if (
    action === "case" &&
    target.what === undefined &&
    target.line === undefined &&
    target.choice === undefined
  )
    return { ...target, what: "word" };
  return target;
}

function usual(action: Wish["action"]): Target {
  if (action === "surround" || action === "case" || action === "swap") return { what: "word" };
  if (action === "unwrap") return { what: "block" };
  if (action === "pattern") return { what: "file" };
  return { what: "line" };
}

async function planFor(wish: Wish, found: Resolved, context: ToolContext): Promise<Plan> {
  const { action, style, count } = wish;
  const { editor, signal } = context;
  const pieces = { ...found, editor };
  if (isLineAction(action)) return planLines({ action, style, count }, pieces);
  switch (action) {
    case "surround":
      return planSurround(requireText(wish, "what to put around it"), pieces);
    case "case":
      return planCase(requireStyle<LetterCase>(wish, letterCases), pieces);
    case "pattern":
      if (wish.pattern === undefined) throw new ToolError('Say the regular expression, in "pattern".');
      return planPattern({ pattern: wish.pattern, replacement: wish.text ?? "" }, pieces);
    case "wrap":
      return planWrap(requireStyle<Wrapper>(wish, wrappers), wish.text, pieces);
    case "unwrap":
      only(found);
      return planUnwrap(pieces, signal);
    case "insert":
      return planInsert(requireText(wish, "what to insert"), only(found), { side: sideOf(wish), editor });
    case "duplicate":
      return planDuplicate(only(found), count ?? 1, editor);
    case "swap":
      return planSwap(only(found), await other(wish, found, context), editor);
    case "move":
      return move(wish, found, context);
    case "snippet":
      throw new Error("A snippet has no plan.");
  }
}

async function move(wish: Wish, found: Resolved, context: ToolContext): Promise<Plan> {
  const { editor } = context;
  const { side, count = 1 } = wish;
  const thing = only(found);
  if (side !== "up" && side !== "down") {
    if (!isOtherNamed(wish))
      throw new ToolError('Say where to: up, down, or beside what, with "other_…" and side.');
    return planMove(thing, await other(wish, found, context), { side: side ?? "after", editor });
  }
  const by = side === "up" ? -count : count;
  if (thing.kind === "line" || thing.kind === "selection") return planShift(thing, by, editor);
  const beside = await other({ ...wish, other_which: side === "up" ? "previous" : "next" }, found, context);
  return planSwap(thing, beside, editor);
}

function only({ places: [place, ...others], kind, label }: Resolved): Thing {
  if (place === undefined || others.length > 0)
    throw new ToolError("That goes for one thing at a time. Say which.");
  return { place, kind, label };
}

function isOtherNamed({ other_what, other_name, other_line, other_which }: Wish): boolean {
  return [other_what, other_name, other_line, other_which].some((field) => field !== undefined);
}

/** The second thing, looked for from the first on. Its choices would be taken for the first's. */
async function other(wish: Wish, found: Resolved, { editor, signal }: ToolContext): Promise<Thing> {
  const { other_what, other_name, other_line, other_which } = wish;
  const [first] = found.ranges;
  const kind = found.kind === "selection" ? "word" : found.kind;
  const target: Target = {
    what:
      other_what ??
      (other_line === undefined
        ? other_name !== undefined && kind === "text"
          ? "text"
          : other_name === undefined
            ? kind
            : undefined
        : "line"),
    name: other_name,
    line: other_line,
    which: other_which ?? (isOtherNamed(wish) ? undefined : "next"),
  };
  const active = requireActive(editor);
  const from = {
    ...editor,
    active: () =>
      first === undefined ? active : { ...active, selection: first, selections: [first], cursor: first.end },
  };
  try {
    return only(await resolveTarget(target, { editor: from, signal }));
  } catch (error) {
    editor.hideChoices();
    if (!(error instanceof ToolError) || !("choices" in error.details)) throw error;
    throw new ToolError(
      "Several things fit other_…. Ask which line is meant, then call again with other_line.",
      {
        lines: error.details["choices"],
      },
    );
  }
}

function sideOf({ side }: Wish): Side {
  if (side === "up" || side === "down") return side === "up" ? "before" : "after";
  return side ?? "after";
}

function requireText({ text }: Wish, what: string): string {
  if (text === undefined || text === "") throw new ToolError(`Say ${what}, in "text".`);
  return text.replaceAll(/\r\n?/g, "\n");
}

function requireStyle<Style extends string>({ style, action }: Wish, known: readonly Style[]): Style {
  const found = known.find((each) => each === style);
  if (found !== undefined) return found;
  throw new ToolError(`For ${action}, say a style: ${known.join(", ")}.`);
}
