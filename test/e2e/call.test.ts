import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copySample } from "../../dev/sample.ts";
import { root } from "../../dev/setup/paths.ts";
import { CommandError, run } from "../../dev/setup/processes.ts";

/** @returns what was printed, and whether all calls went well. */
async function call(workspace: string, open: string, ...calls: unknown[]): Promise<[unknown[], boolean]> {
  const json = join(workspace, "calls.json");
  await writeFile(json, JSON.stringify(calls));
  const command = [
    join(root, "dev/run.mjs"),
    "call",
    "--workspace",
    workspace,
    "--open",
    open,
    "--json",
    json,
  ];
  const lines = (text: string): unknown[] =>
    text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as unknown] : []));
  try {
    return [lines(await run(process.execPath, command, { cwd: root })), true];
  } catch (error) {
    if (error instanceof CommandError) return [lines(error.message), false];
    throw error;
  }
}

describe("npm run call", () => {
  it("prints what each call came to, the editor, and the files that changed", async function () {
    this.timeout(120_000);
    const sample = await copySample();
    try {
      const [printed, well] = await call(
        sample.path,
        "src/cart.ts:3:1",
        { name: "insert_text", arguments: { text: "// first" } },
        { name: "save_file" },
        { name: "no_such_tool" },
        { user: "run create terminal editor" },
        { name: "run_command", arguments: { command: "create terminal editor" } },
      );
      assert.equal(well, false);
      const text = (await readFile(join(sample.path, "src/cart.ts"), "utf8")).replaceAll("\r\n", "\n");
      assert.match(text, /\n\/\/ first/);
      const [inserted, saved, unknown, asks, end] = printed as Record<string, unknown>[];
      assert.equal(inserted?.["status"], "done");
      assert.deepEqual(saved?.["output"], { ok: true, file: "src/cart.ts", saved: true });
      assert.equal(unknown?.["status"], "failed");
      assert.equal(asks?.["status"], "asking");
      const cursor = { line: 3, column: 9 };
      assert.deepEqual(end, {
        editor: { file: "src/cart.ts", text, selections: [{ start: cursor, end: cursor, cursor: "end" }] },
        unsaved: [],
        changed: [{ file: "src/cart.ts", how: "changed", text }],
      });
    } finally {
      sample.remove();
    }
  });
});
