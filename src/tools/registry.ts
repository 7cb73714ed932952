/** All that the model can call. */
import type { FunctionTool } from "../session/clientEvents.ts";
import { repeatCalls } from "./again.ts";
import { askAgent } from "./askAgent.ts";
import { runCommand } from "./commands.ts";
import { confirmAction } from "./confirmations.ts";
import { getContext } from "./context.ts";
import { definePhrase } from "./definePhrase.ts";
import { deleteTarget } from "./delete.ts";
import { openFile, saveFile } from "./files.ts";
import { goTo } from "./goTo.ts";
import { insertText } from "./insert.ts";
import { goBack, goToDefinition } from "./navigate.ts";
import { listPhrases } from "./phrases.ts";
import { nextProblem } from "./problems.ts";
import { readCode } from "./readCode.ts";
import { replace } from "./replace.ts";
import { research } from "./research.ts";
import { select } from "./select.ts";
import { getSession } from "./sessionReport.ts";
import { setSession } from "./talking.ts";
import type { Tool } from "./tool.ts";
import { getHistory, redo, undo } from "./undo.ts";
import { useTool } from "./useTool.ts";

export const tools: readonly Tool[] = [
  goTo,
  openFile,
  goToDefinition,
  goBack,
  select,
  readCode,
  insertText,
  replace,
  deleteTarget,
  undo,
  redo,
  getHistory,
  saveFile,
  nextProblem,
  getContext,
  runCommand,
  repeatCalls,
  definePhrase,
  listPhrases,
  useTool,
  askAgent,
  research,
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
