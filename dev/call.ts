/**
 * `npm run call -- --workspace DIR [--open FILE[:LINE[:COLUMN]]] --json CALLS.json [--yes]`: runs tool calls, as the
 * model would send them, in a real VS Code on that folder. CALLS.json is a list of `{"name", "arguments"}`;
 * `{"user": "…"}` in it stands for words of the user's, and `--yes` clicks Allow on each question.
 *
 * Prints a line of JSON for each call, `{"name", "status", "output"}`, and one at the end:
 * `{"editor": {"file", "text", "selections"}, "unsaved": [{"file", "text"}], "changed": [{"file", "how", "text"}]}`.
 * What changed on the disk stays changed. Ends with 1 where a call failed.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import * as z from "zod";
import { changesSince, lookAt } from "./call/changes.ts";
import { step, type News, type Task } from "./call/contract.ts";
import { temporaryFolder } from "./setup/cleanup.ts";
import { explain } from "./setup/explain.ts";
import { root } from "./setup/paths.ts";
import { runInHost } from "./vscode/inHost.ts";

const usage =
  "Usage: npm run call -- --workspace DIR [--open FILE[:LINE[:COLUMN]]] --json CALLS.json [--yes]";
const bundle = "out/call/inHost.js";

/** @throws {Error} where arguments are missing, or the list is none. */
async function readTask(): Promise<{ workspace: string; task: Task }> {
  const { values } = parseArgs({
    options: {
      workspace: { type: "string" },
      open: { type: "string" },
      json: { type: "string" },
      yes: { type: "boolean", default: false },
    },
  });
  if (values.workspace === undefined || values.json === undefined) throw new Error(usage);
  const workspace = resolve(values.workspace);
  const steps = z.array(step).parse(JSON.parse(await readFile(values.json, "utf8")));
  const open = values.open === undefined ? undefined : readPlace(values.open, workspace);
  return { workspace, task: { steps, yes: values.yes, ...(open !== undefined && { open }) } };
}

function readPlace(text: string, workspace: string): NonNullable<Task["open"]> {
  const [, file = text, line = "1", column = "1"] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(text) ?? [];
  return { file: relative(workspace, resolve(workspace, file)), line: Number(line), column: Number(column) };
}

async function main(): Promise<boolean> {
  const { workspace, task } = await readTask();
  await build({
    entryPoints: [join(root, "dev/call/inHost.ts")],
    outfile: join(root, bundle),
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
    logLevel: "warning",
  });
  // Not in the environment itself, which has room for a hundred kilobytes.
  const notes = await temporaryFolder("call");
  const calls = join(notes.path, "task.json");
  await writeFile(calls, JSON.stringify(task));
  const before = await lookAt(workspace);
  let end: Extract<News, { type: "done" }> | undefined;
  let wrong = false;
  const print = (value: unknown): void => console.log(JSON.stringify(value));
  const { ending, printed } = await runInHost({
    workspace,
    bundle,
    environment: { VIVA_VOCE_CALLS: calls },
    receive(value) {
      const news = value as News;
      if (news.type === "done") return void (end = news);
      if (news.type === "crash") return console.error(news.error);
      const { type: _, ...told } = news;
      wrong ||= news.status === "failed";
      print(told);
    },
  });
  notes.remove();
  if (end === undefined) throw new Error(`The calls did not come to their end: ${ending}\n${printed}`);
  print({ editor: end.editor, unsaved: end.unsaved, changed: await changesSince(before, workspace) });
  return !wrong;
}

try {
  process.exit((await main()) ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
