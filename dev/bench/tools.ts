/** What each tool takes, from its call on the way to its output received; those that ask are not among them. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../stage/stage.ts";
import { measureCalls } from "./calling.ts";
import { filePaths, spokenName } from "./manyFiles.ts";
import { quantileRows, type Row } from "./row.ts";

type Arguments = Record<string, unknown>;

const onCode: [tool: string, what: string, args: (turn: number) => Arguments][] = [
  ["go_to", "a line", (turn) => ({ line: 1 + ((turn * 7) % 60) })],
  ["go_to", "a function by its name", (turn) => ({ name: ["check stock", "reserve stalk"][turn % 2] })],
  ["select", "the next string", () => ({ what: "string", which: "next" })],
  ["read_code", "a function", () => ({ what: "function", name: "reserve stock" })],
  ["insert_text", "a line", () => ({ text: "// here", where: "above" })],
  ["replace", "a line", (turn) => ({ line: 1 + (turn % 40), text: `// ${turn}` })],
  ["delete", "a word", (turn) => ({ what: "word", line: 1 + (turn % 40), which: "first" })],
  ["edit_text", "duplicate a line", () => ({ action: "duplicate" })],
  ["dictate", "a sentence", () => ({ action: "write", text: "camel case first name equals five" })],
  ["undo", "the last call", () => ({})],
  ["redo", "what was undone", () => ({})],
  ["navigate", "back", () => ({ to: "back" })],
  ["change_view", "scroll", (turn) => ({ action: turn % 2 === 0 ? "scroll_down" : "scroll_up" })],
  ["read", "the outline", () => ({ what: "outline" })],
  ["search", "in all files", () => ({ action: "find", query: "total" })],
  ["save_file", "the file", () => ({})],
  ["manage_file", "the files opened last", () => ({ action: "recent" })],
  ["refactor", "what is offered", () => ({ action: "list", what: "function", name: "check stock" })],
  ["change_setting", "there and back", (turn) => ({ name: "minimap", value: turn % 2 === 0 })],
  ["run_command", "list some", () => ({ command: "fold", list: true })],
  ["arrange", "list the tabs", () => ({ action: "list_tabs" })],
  ["git", "the status", () => ({ action: "status" })],
  ["terminal", "list them", () => ({ action: "list" })],
  ["get_context", "where am I", () => ({})],
  ["get_history", "what was done", () => ({})],
  ["list_phrases", "what can I say", () => ({})],
  ["get_session", "how we talk", () => ({})],
  ["set_session", "written answers", () => ({ answers: "written" })],
];

export async function toolRows(stage: Stage, times: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [tool, what, args] of onCode) {
    const took = await measureCalls(stage, { tool, arguments: args, times });
    rows.push(...quantileRows(`${tool}: ${what}`, took));
  }
  return rows;
}

const longLines = 50_000;

/** In a file of 50,000 lines. */
export async function longFileRows(stage: Stage, times: number): Promise<Row[]> {
  const file = "src/long.ts";
  const source = (await readFile(join(stage.workspace, "src/inventory.ts"), "utf8")).split("\n");
  const lines = Array.from({ length: longLines }, (_, index) => source[index % source.length]);
  await writeFile(join(stage.workspace, file), lines.join("\n"));
  const rows: Row[] = [];
  for (const [tool, what, args] of [
    ["go_to", "a line", (turn: number) => ({ line: 1 + ((turn * 7919) % longLines) })],
    ["select", "a function", (turn: number) => ({ what: "function", line: 1 + ((turn * 7919) % longLines) })],
    ["insert_text", "a line", () => ({ text: "// here", where: "above" })],
    ["get_context", "where am I", () => ({})],
  ] as const) {
    const took = await measureCalls(stage, { tool, arguments: args, times, file });
    rows.push(...quantileRows(`${tool}: ${what}, among 50,000 lines`, took));
  }
  return rows;
}

/** In milliseconds at the slow end: a spoken "open" in a workspace of 20,000 files, the opening itself included. */
const opening = 150;

export async function manyFilesRows(stage: Stage, times: number): Promise<Row[]> {
  const paths = filePaths();
  const folders = new Set(paths.map((path) => join(stage.workspace, path, "..")));
  for (const folder of folders) await mkdir(folder, { recursive: true });
  for (let from = 0; from < paths.length; from += 500) {
    const some = paths.slice(from, from + 500);
    await Promise.all(some.map((path) => writeFile(join(stage.workspace, path), "export {};\n")));
  }
  const name = (turn: number): Arguments => ({ name: spokenName(paths[(turn * 487) % paths.length] ?? "") });
  // The list of files is made with the first one, and stands until the watcher tells of others.
  await measureCalls(stage, { tool: "open_file", arguments: name, times: 5 });
  const took = await measureCalls(stage, { tool: "open_file", arguments: (turn) => name(turn + 5), times });
  return quantileRows("open_file: by its spoken name, among 20,000 files", took, opening);
}
