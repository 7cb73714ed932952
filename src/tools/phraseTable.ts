/** What can be said, by where the user is, each with the call that it should come to. Tests hold it against the tools. */
import type { Situation } from "./agents.ts";
import type { Step } from "./steps.ts";

export interface PhraseExample extends Step {
  say: string;
}

const example = (say: string, name: string, args: Step["arguments"] = {}): PhraseExample => ({
  say,
  name,
  arguments: args,
});
const command = (say: string, id: string): PhraseExample => example(say, "run_command", { command: id });

export const phraseTable: Readonly<Record<Situation | "anywhere", readonly PhraseExample[]>> = {
  editor: [
    example("go to line 40", "go_to", { line: 40 }),
    example("select this function", "select", { what: "function" }),
    example("replace total with sum", "replace", { name: "total", text: "sum" }),
    example("next problem", "navigate", { to: "problem", which: "next" }),
    example("undo that", "undo"),
    example("save the file", "save_file"),
  ],
  terminal: [
    command("clear the terminal", "workbench.action.terminal.clear"),
    command("new terminal", "workbench.action.terminal.new"),
    command("next terminal", "workbench.action.terminal.focusNext"),
    command("hide the terminal", "workbench.action.terminal.toggleTerminal"),
  ],
  debugging: [
    command("step over", "workbench.action.debug.stepOver"),
    command("step into", "workbench.action.debug.stepInto"),
    command("continue", "workbench.action.debug.continue"),
    command("stop debugging", "workbench.action.debug.stop"),
  ],
  diff: [
    command("next change", "workbench.action.compareEditor.nextChange"),
    command("previous change", "workbench.action.compareEditor.previousChange"),
    command("close this", "workbench.action.closeActiveEditor"),
  ],
  notebook: [
    command("run this cell", "notebook.cell.execute"),
    command("run all cells", "notebook.execute"),
    command("insert a cell below", "notebook.cell.insertCodeCellBelow"),
  ],
  anywhere: [
    example("open the price file", "open_file", { name: "price" }),
    command("show the problems", "workbench.actions.view.problems"),
    example("what commands are there about folding", "run_command", { command: "folding", list: true }),
    example("again, three times", "repeat_calls", { times: 3 }),
    example("when I say tidy up, do what you just did", "define_phrase", {
      action: "define",
      phrase: "tidy up",
      last: 1,
    }),
    example("what did you do", "get_history"),
    example("where am I", "get_context"),
  ],
};
