/** What of the text is in view: scrolling and folding. */
import * as z from "zod";
import { lineNumber } from "../../targets/target.ts";
import { requireActive } from "../document.ts";
import type { Editor } from "../editor.ts";
import { defineTool, type ToolContext } from "../tool.ts";
import { placeOf } from "./targeted.ts";

const scrolls = ["scroll_up", "scroll_down", "page_up", "page_down", "half_up", "half_down"] as const;
const reveals = ["center", "top", "bottom"] as const;
const folds = {
  fold: "editor.fold",
  fold_deep: "editor.foldRecursively",
  fold_all: "editor.foldAll",
  fold_comments: "editor.foldAllBlockComments",
  fold_others: "editor.foldAllExcept",
  unfold: "editor.unfold",
  unfold_deep: "editor.unfoldRecursively",
  unfold_all: "editor.unfoldAll",
} as const;
type Fold = keyof typeof folds;

const input = z.strictObject({
  action: z.enum([
    ...scrolls,
    ...reveals,
    ...(Object.keys(folds) as [Fold, ...Fold[]]),
    "fold_level",
    "show_in_explorer",
  ]),
  count: lineNumber.optional().describe("lines or pages; fold_level: the level"),
  name: z.string().optional().describe("what to fold or show"),
  line: lineNumber.optional(),
});
type Input = z.output<typeof input>;

export const changeView = defineTool({
  name: "change_view",
  description:
    "Scrolls; puts the cursor's line, or what is named, to the center, top or bottom of the view; folds and unfolds " +
    "code; shows the file in the explorer.",
  input,
  risk: "read",
  async run(input, context) {
    const { editor } = context;
    requireActive(editor);
    await change(input, context);
    const { visible } = requireActive(editor);
    const summary = input.action.replaceAll("_", " ");
    return { output: { visible }, summary: summary.charAt(0).toUpperCase() + summary.slice(1) };
  },
});

async function change(input: Input, context: ToolContext): Promise<void> {
  const { action, count = 1 } = input;
  const { editor } = context;
  const { workbench } = editor;
  if (action === "show_in_explorer") return workbench.run("workbench.files.action.showActiveFileInExplorer");
  if (action === "center" || action === "top" || action === "bottom") {
    const { line } = await placeOf(input, context);
    return workbench.run("revealLine", { lineNumber: line - 1, at: action });
  }
  if (action === "fold_level") return workbench.run(`editor.foldLevel${Math.min(count, 7)}`);
  if (action in folds) return fold(action as Fold, input, context);
  return scroll(action as (typeof scrolls)[number], count, editor);
}

async function fold(action: Fold, input: Input, context: ToolContext): Promise<void> {
  const { editor } = context;
  const isNamed = input.name !== undefined || input.line !== undefined;
  const takesLines = action === "fold" || action === "unfold";
  if (isNamed && takesLines) {
    const { line } = await placeOf(input, context);
    return editor.workbench.run(folds[action], { selectionLines: [line - 1], levels: 1 });
  }
  if (isNamed) {
    const at = await placeOf(input, context);
    await editor.select({ start: at, end: at });
  }
  return editor.workbench.run(folds[action]);
}

/** The cursor stays where it is: it is the view that moves. */
async function scroll(action: (typeof scrolls)[number], count: number, editor: Editor): Promise<void> {
  const [unit = "", to = ""] = action.split("_");
  const by = { scroll: "line", page: "page", half: "halfPage" }[unit] ?? "line";
  const value = unit === "scroll" && count === 1 ? 5 : count;
  await editor.workbench.run("editorScroll", { to, by, value, revealCursor: false });
}
