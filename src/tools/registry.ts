/** All that the model can call. */
import type { FunctionTool } from "../session/clientEvents.ts";
import { runCommand } from "./commands.ts";
import { confirmAction } from "./confirmations.ts";
import { getContext } from "./context.ts";
import { deleteLines } from "./edit.ts";
import { openFile, saveFile } from "./files.ts";
import { insertText } from "./insert.ts";
import { goBack, goToDefinition, goToLine, selectLines } from "./navigate.ts";
import { nextProblem } from "./problems.ts";
import { replaceText } from "./replace.ts";
import { getSession } from "./sessionReport.ts";
import { goToSymbol } from "./symbols.ts";
import { setSession } from "./talking.ts";
import type { Tool } from "./tool.ts";
import { getHistory, redo, undo } from "./undo.ts";

export const tools: readonly Tool[] = [
  goToLine,
  openFile,
  goToSymbol,
  goToDefinition,
  goBack,
  selectLines,
  insertText,
  replaceText,
  deleteLines,
  undo,
  redo,
  getHistory,
  saveFile,
  nextProblem,
  getContext,
  runCommand,
  setSession,
  getSession,
];

/** The tools as a session declares them, with the router's own. */
export function functionTools(): FunctionTool[] {
  return [...tools, confirmAction].map(({ name, description, parameters }) => ({
    type: "function",
    name,
    description,
    parameters: parameters(),
  }));
}
