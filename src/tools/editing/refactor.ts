/** What language servers can do to code: rename, fix, extract, organise, format. */
import * as z from "zod";
import { isEmpty } from "../../targets/places.ts";
import { resolveTarget, type Resolved } from "../../targets/resolve.ts";
import { wholeFile } from "../../targets/search.ts";
import { isNamed, lineNumber, targetFields, targetIn } from "../../targets/target.ts";
import { chooseOne } from "../choose.ts";
import { countOf, describeCursor, requireActive } from "../document.ts";
import type { Range } from "../editor.ts";
import type { FileEdits } from "../editorChanges.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "../tool.ts";
import type { CodeAction } from "./port.ts";

const input = z.strictObject({
  action: z
    .enum(["rename", "list", "apply", "fix", "fix_all", "extract", "organize_imports", "format"])
    .describe("list: what can be done here; apply: one of these; fix: a problem"),
  new_name: z.string().optional().describe("rename; extract if said"),
  title: z.string().optional().describe("of what to apply, fix or extract, as heard: function, constant"),
  number: lineNumber.optional().describe("of those listed"),
  what: targetFields.what,
  name: targetFields.name,
  line: targetFields.line,
  to_line: targetFields.to_line,
  choice: targetFields.choice,
});
type Wish = z.output<typeof input>;

export const refactor = defineTool({
  name: "refactor",
  description:
    "Changes code with what the language offers, over files too: of a target (what, name, line, to_line, choice as " +
    "in go_to), else at the selection or cursor.",
  input,
  async prepare(wish, context): Promise<PreparedCall> {
    if (wish.action === "rename") return reversible((signal) => rename(wish, { ...context, signal }));
    if (wish.action === "format") return reversible((signal) => format(wish, { ...context, signal }));
    if (wish.action === "list") {
      return { risk: "read", question: "", run: (signal) => list(wish, { ...context, signal }) };
    }
    const action = await chosen(wish, context);
    const { edits, title } = action;
    if (edits !== undefined) return reversible(() => apply(action, edits, wish, context));
    return {
      risk: "external",
      question: `Let the language server do “${title}”? What it changes is not known before.`,
      // It may ask the user something, who types meanwhile: the editor's own undo takes it back.
      isStep: true,
      async run() {
        await action.run();
        return { output: { done: title, undo: "with what: edit", ...cursorOf(context) }, summary: title };
      },
    };
  },
});

function reversible(run: PreparedCall["run"]): PreparedCall {
  return { risk: "reversible", question: "refactor", run };
}

function cursorOf({ editor }: ToolContext): Record<string, unknown> {
  return editor.active() === undefined ? {} : describeCursor(editor);
}

async function rename(wish: Wish, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const { new_name: newName } = wish;
  if (newName === undefined || newName.trim() === "") throw new ToolError("Say the new name, in new_name.");
  const target = targetIn(wish);
  const found = isNamed(target)
    ? await resolveTarget(target, { editor, signal, elsewhere: true })
    : undefined;
  const at = found?.places[0]?.name?.start ?? found?.cursors[0] ?? requireActive(editor).cursor;
  const files = await editor.editing.renameEdits(at, newName.trim(), signal);
  const places = files.reduce((sum, { edits }) => sum + edits.length, 0);
  if (places === 0) throw new ToolError("There is nothing there that the language server can rename.");
  await change(files, context);
  const old = found?.symbol?.name ?? found?.label ?? "it";
  return {
    output: { renamed: old, to: newName.trim(), places, files: files.map(({ path }) => path).slice(0, 10) },
    summary: `Renamed ${old} to ${newName.trim()}: ${countOf(places, "place")} in ${countOf(files.length, "file")}`,
  };
}

async function format(wish: Wish, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const { path, selection } = requireActive(editor);
  const found = await placeOf(wish, context);
  const range = found?.ranges[0] ?? (isEmpty(selection) || wish.what === "file" ? undefined : selection);
  const edits = await editor.editing.formatEdits(wish.what === "file" ? undefined : range, signal);
  if (edits === undefined) {
    throw new ToolError("No formatter is installed for this language. Tell the user to install one.");
  }
  if (edits.length === 0) {
    return {
      output: { changed: 0, note: "It was formatted already." },
      summary: "Formatted already",
      changedNothing: true,
    };
  }
  await editor.edit(edits.map(({ range, text }) => ({ range, text })));
  const what = found?.label ?? (range === undefined ? path : "the selection");
  return { output: { formatted: what, changes: edits.length }, summary: `Formatted ${what}` };
}

async function placeOf(wish: Wish, { editor, signal }: ToolContext): Promise<Resolved | undefined> {
  const target = targetIn(wish);
  if (!isNamed(target)) return undefined;
  return resolveTarget(target, { editor, signal });
}

const kinds: Partial<Record<Wish["action"], string>> = {
  fix: "quickfix",
  fix_all: "source.fixAll",
  extract: "refactor.extract",
  organize_imports: "source.organizeImports",
};

/** What was listed last, for its numbers. */
let listed: { path: string; titles: string[] } = { path: "", titles: [] };

async function offered(wish: Wish, context: ToolContext): Promise<CodeAction[]> {
  const { editor, signal } = context;
  const active = requireActive(editor);
  const kind = kinds[wish.action];
  const found = await placeOf(wish, context);
  const isWhole = kind?.startsWith("source") === true;
  const range = isWhole
    ? wholeFile({ editor, active })
    : (found?.ranges[0] ?? here(wish, active.selection, context));
  return editor.editing.codeActions(range, kind, signal);
}

/** A fix is for a problem, which may be elsewhere on the line. */
function here({ action }: Wish, selection: Range, { editor }: ToolContext): Range {
  if (action !== "fix" || !isEmpty(selection)) return selection;
  const { path, cursor } = requireActive(editor);
  const onLine = editor.problems().filter((problem) => problem.path === path && problem.line === cursor.line);
  const nearest = onLine.toSorted(
    (left, right) => Math.abs(left.column - cursor.column) - Math.abs(right.column - cursor.column),
  )[0];
  if (nearest === undefined) return selection;
  const at = { line: nearest.line, column: nearest.column };
  return { start: at, end: at };
}

/** More are not told: the rest is of the same kinds. */
const mostListed = 12;

async function list(wish: Wish, context: ToolContext): Promise<ToolResult> {
  const actions = (await offered(wish, context)).filter(({ disabled }) => disabled === undefined);
  if (actions.length === 0)
    throw new ToolError("The language offers nothing here. Select what is meant, or name it.");
  const titles = actions.map(({ title }) => title);
  listed = { path: requireActive(context.editor).path, titles };
  const shown = titles.slice(0, mostListed).map((title, index) => `${index + 1}. ${title}`);
  const more = titles.length - shown.length;
  return { output: { offered: shown, ...(more > 0 && { more }) }, summary: countOf(titles.length, "action") };
}

async function chosen(wish: Wish, context: ToolContext): Promise<CodeAction> {
  const all = await offered(wish, context);
  const actions = all.filter(({ disabled }) => disabled === undefined);
  const [first] = actions;
  if (first === undefined) {
    const why = all.find(({ disabled }) => disabled !== undefined)?.disabled;
    throw new ToolError(why ?? `The language offers nothing to ${wish.action.replaceAll("_", " ")} here.`);
  }
  if (wish.number !== undefined) return numbered(wish.number, actions, context);
  if (wish.title === undefined) {
    const preferred = actions.filter((action) => action.preferred);
    if (actions.length === 1 || kinds[wish.action]?.startsWith("source") === true) return first;
    if (preferred.length === 1 && preferred[0] !== undefined) return preferred[0];
    throw several(actions, context);
  }
  const { title } = wish;
  const wanted = title.toLowerCase();
  const holding = actions.filter((action) => action.title.toLowerCase().includes(wanted));
  if (holding.length === 1 && holding[0] !== undefined) return holding[0];
  if (holding.length > 1) throw several(holding, context);
  const candidates = actions.map((value) => ({ value, name: value.title }));
  return chooseOne({ spoken: title, candidates, kind: "actions", label: (action) => action.title });
}

function several(actions: readonly CodeAction[], { editor }: ToolContext): ToolError {
  const titles = [...new Set(actions.map(({ title }) => title))];
  listed = { path: requireActive(editor).path, titles };
  return new ToolError(
    "Several are offered, and nothing was done. Ask which, then call again with its number.",
    {
      choices: titles.slice(0, mostListed).map((title, index) => `${index + 1}. ${title}`),
    },
  );
}

function numbered(number: number, actions: readonly CodeAction[], { editor }: ToolContext): CodeAction {
  const title = listed.path === requireActive(editor).path ? listed.titles[number - 1] : undefined;
  const found = actions.find((action) => action.title === title);
  if (found !== undefined) return found;
  throw new ToolError("That number is not on the list any more. Call again with action list.");
}

/** Names that servers make up for what they extract. */
const madeUp = /\b(?:newFunction|newMethod|newLocal|newProperty|NewType|extracted\w*|NEW_\w+)(?:_\d+)?\b/g;

async function apply(
  { title }: CodeAction,
  edits: FileEdits[],
  { new_name: name }: Wish,
  context: ToolContext,
): Promise<ToolResult> {
  const named =
    name === undefined
      ? edits
      : edits.map(({ path, edits: each }) => ({
          path,
          edits: each.map(({ range, text }) => ({ range, text: text.replaceAll(madeUp, name) })),
        }));
  await change(named, context);
  const files = edits.map(({ path }) => path);
  return {
    output: { done: title, ...(files.length > 1 && { files: files.slice(0, 10) }), ...cursorOf(context) },
    summary: files.length > 1 ? `${title}: ${countOf(files.length, "file")}` : title,
  };
}

/** In the active file as an edit of its own, which its undo takes back too. */
async function change(files: readonly FileEdits[], { editor }: ToolContext): Promise<void> {
  const [only, ...others] = files;
  if (only === undefined) throw new ToolError("It is so already: nothing was changed.");
  if (others.length === 0 && only.path === editor.active()?.path) {
    return editor.edit(only.edits.map(({ range, text }) => ({ range, text })));
  }
  return editor.applyEdits(files);
}
