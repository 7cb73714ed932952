/** All that the model can call. */
import type { FunctionTool } from "../session/clientEvents.ts";
import { repeatCalls } from "./again.ts";
import { askAgent } from "./askAgent.ts";
import { runCommand } from "./commands.ts";
import { confirmAction } from "./confirmations.ts";
import { getContext } from "./context.ts";
import { debug } from "./debug/debug.ts";
import { definePhrase } from "./definePhrase.ts";
import { deleteTarget } from "./delete.ts";
import { dictate } from "./dictation/dictate.ts";
import { editText } from "./editing/editText.ts";
import { refactor } from "./editing/refactor.ts";
import { search } from "./editing/search.ts";
import { openFile, saveFile } from "./files.ts";
import { git } from "./git/gitTool.ts";
import { goTo } from "./goTo.ts";
import { insertText } from "./insert.ts";
import { listPhrases } from "./phrases.ts";
import { readCode } from "./readCode.ts";
import { replace } from "./replace.ts";
import { research } from "./research.ts";
import { select } from "./select.ts";
import { getSession } from "./sessionReport.ts";
import { setSession } from "./talking.ts";
import { runTask } from "./tasks/runTask.ts";
import { terminal } from "./terminal/terminal.ts";
import { runTests } from "./testing/runTests.ts";
import type { Tool } from "./tool.ts";
import { getHistory, redo, undo } from "./undo.ts";
import { arrange } from "./workbench/arrange.ts";
import { changeSetting } from "./workbench/changeSetting.ts";
import { manageFile } from "./workbench/manageFile.ts";
import { navigate } from "./workbench/navigate.ts";
import { notebook } from "./workbench/notebook.ts";
import { read } from "./workbench/read.ts";
import { changeView } from "./workbench/view.ts";
import { useTool } from "./useTool.ts";

export const tools: readonly Tool[] = [
  goTo,
  openFile,
  navigate,
  changeView,
  select,
  readCode,
  insertText,
  replace,
  deleteTarget,
  editText,
  refactor,
  search,
  dictate,
  undo,
  redo,
  getHistory,
  saveFile,
  manageFile,
  arrange,
  read,
  notebook,
  changeSetting,
  getContext,
  runCommand,
  terminal,
  runTask,
  runTests,
  debug,
  git,
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
