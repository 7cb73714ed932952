/** The editor's terminals: what is run in them, typed into them, and read from them. */
import * as z from "zod";
import { commandRisk, worst } from "../commandRisk.ts";
import { clip } from "../document.ts";
import type { Editor } from "../editor.ts";
import { asMaterial } from "../material.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "../tool.ts";
import { findTerminal, isBusy, labelOf, chooseProfile, terminalForRun } from "./find.ts";
import { lastLines } from "./plainOutput.ts";
import type { TerminalCommand, TerminalState } from "./terminals.ts";

/** In ms: how long a run is followed, and one that is to go on by itself. */
const patience = 5 * 60_000;
const glance = 1500;

/** In lines, where the model does not say. */
const usualLines = 30;
const mostLines = 150;

const input = z.strictObject({
  action: z.enum([
    "run",
    "read",
    "list",
    "new",
    "show",
    "hide",
    "type",
    "answer",
    "interrupt",
    "clear",
    "close",
  ]),
  name: z.string().optional().describe("which terminal: its name or number, as heard; else the active one"),
  text: z.string().optional().describe("run: the command line; type, answer: what is typed"),
  folder: z.string().optional(),
  profile: z.string().optional(),
  background: z.boolean().optional().describe("for servers and watchers"),
  lines: z.int32().positive().optional(),
  skip: z.int32().positive().optional().describe("read: so many of the last lines"),
});
type Input = z.output<typeof input>;

export const terminal = defineTool({
  name: "terminal",
  description:
    "The terminals. run: a command line, with its output and exit code. read: the last output. type: without enter; " +
    'answer: to a program that asks, with enter ("y", or "" for enter alone). interrupt is Ctrl+C.',
  input,
  prepare: (given, context) => prepareAction(given, context),
});

async function prepareAction(given: Input, context: ToolContext): Promise<PreparedCall> {
  const { editor } = context;
  const { action } = given;
  switch (action) {
    case "list":
      return plain("read", () => list(editor));
    case "new":
      return prepareNew(given, editor);
    case "run":
      return prepareRun(given, editor);
    case "type":
    case "answer":
      return prepareTyping(given, editor);
    case "close":
      return prepareClose(find(given, editor), editor);
    case "read": {
      const found = find(given, editor);
      return plain("read", () => read(found, given));
    }
    case "show":
    case "hide":
    case "clear":
    case "interrupt": {
      const found = find(given, editor);
      return plain(action === "interrupt" ? "reversible" : "read", async () => {
        await editor.terminals[action](found.number);
        return { output: { terminal: labelOf(found) }, summary: `${done[action]} ${labelOf(found)}` };
      });
    }
  }
}

const done = { show: "Showed", hide: "Hid", clear: "Cleared", interrupt: "Interrupted" } as const;

/** None of it is a change of a text: the journal would take what the user types meanwhile for it. */
function plain(risk: "read" | "reversible", run: PreparedCall["run"]): PreparedCall {
  return { risk, isStep: true, question: "terminal", run };
}

function find({ name }: Input, editor: Editor): TerminalState {
  return findTerminal(editor.terminals.list(), name);
}

function list(editor: Editor): Promise<ToolResult> {
  const terminals = editor.terminals.list().map((state) => {
    const last = state.commands.at(-1);
    return {
      number: state.number,
      name: state.name,
      ...(state.active && { active: true }),
      ...(state.folder !== undefined && { folder: state.folder }),
      ...(last !== undefined && { [last.running ? "running" : "last"]: clip(last.line) }),
      ...(!state.integrated && { output: "cannot be seen" }),
    };
  });
  return Promise.resolve({ output: { terminals }, summary: `${terminals.length} terminals` });
}

function prepareNew({ name, folder, profile }: Input, editor: Editor): PreparedCall {
  const options = {
    name,
    folder,
    ...(profile !== undefined && { profile: chooseProfile(profile, editor.terminals.profiles()) }),
  };
  return plain("reversible", async (signal) => {
    const state = await editor.terminals.create(options, signal);
    editor.terminals.show(state.number);
    return { output: { terminal: labelOf(state), ...sight(state) }, summary: `Opened ${labelOf(state)}` };
  });
}

function sight({ integrated }: TerminalState): { unseen?: string } {
  return integrated ? {} : { unseen: "The shell does not tell of its commands: output cannot be read." };
}

function prepareRun(given: Input, editor: Editor): PreparedCall {
  const { name, folder, background = false } = given;
  const line = oneLine(given.text);
  if (line.trim() === "") throw new ToolError("Give the command line as text.");
  const states = editor.terminals.list();
  const chosen = terminalForRun(states, { name, folder });
  const cwd = chosen?.folder ?? folder;
  const shell = chosen?.shell ?? "posix";
  const where = chosen === undefined ? "a new terminal" : labelOf(chosen);
  return {
    risk: worst(["reversible", commandRisk(line, shell)]),
    isStep: true,
    question: `Run “${clip(line)}” in ${where}${cwd === undefined ? "" : `, folder ${cwd}`}?`,
    preview: { kind: "command", text: line, ...(cwd !== undefined && { cwd }) },
    subject: `terminal:${line}`,
    async run(signal) {
      const state = chosen ?? (await editor.terminals.create({ name, folder }, signal));
      editor.terminals.show(state.number);
      const waits = background ? glance : patience;
      const command = await editor.terminals.run(state.number, line, { patience: waits, signal });
      return describeRun(state, line, command);
    },
  };
}

function describeRun(state: TerminalState, line: string, command: TerminalCommand | undefined): ToolResult {
  const terminal = labelOf(state);
  if (command === undefined) {
    const unseen = "It was sent. The shell does not tell what comes of it: ask the user to look.";
    return { output: { terminal, sent: line, unseen }, summary: `Sent ${clip(line)}` };
  }
  const { running, exitCode, output, cut } = command;
  const ended = running ? { running: true } : { exit_code: exitCode ?? "not told" };
  const outcome = running ? "running" : exitCode === undefined ? "ended" : `exit code ${exitCode}`;
  return {
    output: { terminal, ...ended, ...printed(output, cut, usualLines) },
    summary: `${clip(line)}: ${outcome}`,
  };
}

function printed(output: string, cut: boolean, lines: number, skip = 0): Record<string, unknown> {
  const { text, earlier, later } = lastLines(output, lines, skip);
  return asMaterial({
    output: text,
    ...(earlier !== undefined && { earlier_lines: earlier }),
    ...(later !== undefined && { later_lines: later }),
    ...(cut && {
      lost: output === "" ? "VS Code did not tell what it printed." : "Its beginning is not known.",
    }),
  });
}

/** The last command, or where a number of lines is asked for, all that was seen. */
function read(state: TerminalState, { lines, skip }: Input): Promise<ToolResult> {
  const { commands } = state;
  const last = commands.at(-1);
  const terminal = labelOf(state);
  if (last === undefined) {
    const why = state.integrated
      ? "Nothing ran there since this window knows of it; what was there before cannot be read."
      : "Its shell does not tell of its commands, so nothing of it can be read. Ask the user to look.";
    throw new ToolError(`Nothing was seen of ${terminal}. ${why}`);
  }
  const isAll = lines !== undefined;
  const text = isAll
    ? commands.map(({ line, output }) => `$ ${line}\n${output.replace(/\n$/, "")}`).join("\n")
    : last.output;
  const count = Math.min(lines ?? usualLines, mostLines);
  const output = {
    terminal,
    command: clip(last.line),
    ...(last.running ? { running: true } : { exit_code: last.exitCode ?? "not told" }),
    ...printed(text, isAll ? commands.some(({ cut }) => cut) : last.cut, count, skip),
  };
  return Promise.resolve({ output, summary: `Read ${terminal}` });
}

/** At the shell's prompt it is a command line; whatever else runs may do anything with it. */
function prepareTyping(given: Input, editor: Editor): PreparedCall {
  const state = find(given, editor);
  const text = oneLine(given.text);
  const enter = given.action === "answer";
  if (!enter && text === "") throw new ToolError("Give the text to type.");
  const line = state.typed + text;
  const atPrompt = state.integrated && !isBusy(state);
  const last = state.commands.at(-1);
  const asker = isBusy(state) && last !== undefined ? `“${clip(last.line)}”` : "what runs";
  const said = text === "" ? "Enter" : `“${clip(text)}”`;
  return {
    risk: !atPrompt ? "external" : enter ? worst(["external", commandRisk(line, state.shell)]) : "reversible",
    isStep: true,
    question: enter && atPrompt ? `Run “${clip(line)}” in ${labelOf(state)}?` : `Type ${said} to ${asker}?`,
    preview: {
      kind: "command",
      text: enter ? line : text,
      ...(state.folder !== undefined && { cwd: state.folder }),
    },
    subject: `terminal:${line}`,
    run() {
      const now = editor.terminals.list().find(({ number }) => number === state.number);
      if (now === undefined || now.typed !== state.typed || isBusy(now) !== isBusy(state)) {
        throw new ToolError(
          `What stands in ${labelOf(state)} is not what it was, so nothing was typed. Look with read, then call again.`,
        );
      }
      editor.terminals.type(state.number, text, enter);
      const output = { terminal: labelOf(state), [enter ? "sent" : "typed"]: text };
      return Promise.resolve({ output, summary: `${enter ? "Answered" : "Typed"} ${said}` });
    },
  };
}

function prepareClose(state: TerminalState, editor: Editor): PreparedCall {
  const last = state.commands.at(-1);
  const runs = state.integrated
    ? last?.running === true
      ? `“${clip(last.line)}” runs there`
      : ""
    : "something may run there";
  return {
    risk: runs === "" ? "reversible" : "destructive",
    isStep: true,
    question: `Close ${labelOf(state)}? ${runs === "" ? "" : `${runs}.`}`.trim(),
    run() {
      editor.terminals.close(state.number);
      return Promise.resolve({ output: { closed: labelOf(state) }, summary: `Closed ${labelOf(state)}` });
    },
  };
}

/** A line feed would send what is only to be typed, and more than one line to be run is more than is shown. */
function oneLine(text = ""): string {
  const line = text.replace(/\r?\n$/, "");
  if (/\p{Cc}/u.test(line)) {
    throw new ToolError(
      "Only one line of plain text can go to a terminal. Send the lines one after another.",
    );
  }
  return line;
}
