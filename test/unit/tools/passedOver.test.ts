import assert from "node:assert/strict";
import type { Cell } from "../../../src/tools/workbench/workbench.ts";
import { memoryGit } from "./memoryGit.ts";
import { createSafetyRig, never, type SafetyRig, type SafetyRigOptions } from "./safetyRig.ts";

const insert = (text: string) => ["insert_text", { text, where: "end" }] as const;
const test = ["terminal", { action: "run", text: "npm test", name: "1" }] as const;

describe("undo, of what was done since that it cannot take back", () => {
  const rigOf = (options: SafetyRigOptions = {}): SafetyRig =>
    createSafetyRig({ texts: { "a.txt": "1" }, allow: ["terminal:npm *", "command:rocket.*"], ...options });
  async function done(rig: SafetyRig, ...call: readonly [string, unknown]): Promise<string> {
    const { status, summary } = await rig.call(...call);
    assert.equal(status, "done", summary);
    return summary;
  }

  it("says what was done in the terminal, and takes back the call before it", async () => {
    const rig = rigOf();
    const inserted = await done(rig, ...insert("x"));
    await done(rig, ...test);
    const { result, summary } = await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1");
    assert.deepEqual(result["not_possible"], ["Sent npm test"]);
    assert.equal(summary, `Undid: ${inserted}. Not taken back: Sent npm test`);
  });

  it("says each once, and those between two calls only with the first of these", async () => {
    const rig = rigOf();
    await done(rig, ...insert("x"));
    await done(rig, ...test);
    await done(rig, ...insert("y"));
    await done(rig, "run_command", { command: "rocket.launch" });
    await done(rig, "terminal", { action: "new" });
    const first = await rig.call("undo", {});
    assert.deepEqual(first.result["not_possible"], ["Opened terminal 9 (new)", "Rocket: Launch"]);
    await done(rig, "redo", {});
    assert.equal((await rig.call("undo", {})).result["not_possible"], undefined);
    assert.deepEqual((await rig.call("undo", {})).result["not_possible"], ["Sent npm test"]);
    assert.equal(rig.files.get("a.txt"), "1");
  });

  it("says it of several calls at once, the newest first", async () => {
    const rig = rigOf();
    for (const text of ["one", "two"]) {
      await done(rig, ...insert(text));
      await done(rig, "terminal", { action: "run", text: `npm run ${text}`, name: "1" });
    }
    const { result } = await rig.call("undo", { times: 2 });
    assert.deepEqual(result["not_possible"], ["Sent npm run two", "Sent npm run one"]);
    assert.equal(rig.files.get("a.txt"), "1");
  });

  it("names five of many", async () => {
    const rig = rigOf();
    await done(rig, ...insert("x"));
    for (let count = 1; count <= 7; count++)
      await done(rig, "terminal", { action: "run", text: `npm run ${count}`, name: "1" });
    const { result } = await rig.call("undo", {});
    assert.deepEqual(result["not_possible"], [
      ...[7, 6, 5, 4, 3].map((count) => `Sent npm run ${count}`),
      "and more before",
    ]);
  });

  it("fails where nothing else was done, once, and then takes back what was typed by hand", async () => {
    let undone = 0;
    const rig = rigOf({
      editor: () => ({
        undo: () => {
          undone++;
          return Promise.resolve(true);
        },
      }),
    });
    await done(rig, ...test);
    const { status, result } = await rig.call("undo", {});
    assert.equal(status, "failed");
    assert.match(
      String(result["error"]),
      /^Nothing was undone\..+cannot be taken back: Sent npm test\. .+ edit/,
    );
    assert.equal(undone, 0);
    await done(rig, "undo", {});
    assert.equal(undone, 1);
  });

  it("fails where all that could be is undone", async () => {
    const rig = rigOf();
    await done(rig, ...insert("x"));
    await done(rig, "undo", {});
    await done(rig, ...test);
    const { result } = await rig.call("undo", {});
    assert.match(String(result["error"]), /cannot be taken back: Sent npm test\./);
    assert.match(String((await rig.call("undo", {})).result["error"]), /^There is no call to undo\./);
    await done(rig, "redo", {});
    assert.equal(rig.files.get("a.txt"), "1\nx");
  });

  it("says it beside what it could not take back in the files", async () => {
    const rig = rigOf();
    await done(rig, ...insert("x"));
    await done(rig, ...test);
    rig.files.delete("a.txt");
    const { status, result } = await rig.call("undo", {});
    assert.equal(status, "failed");
    assert.equal(
      result["error"],
      "Nothing was undone. a.txt is not there any more. Not taken back: Sent npm test.",
    );
  });

  it("says nothing of looking, of what failed or was refused, and of what changed nothing", async () => {
    const rig = rigOf({
      editor: ({ editor }) => ({ active: () => ({ ...editor.active()!, dirty: false }) }),
    });
    await done(rig, ...insert("x"));
    await done(rig, "get_history", {});
    await done(rig, "terminal", { action: "list" });
    await done(rig, "save_file", {});
    assert.equal((await rig.call("insert_text", { text: "y", line: 1 })).status, "failed");
    assert.equal((await rig.call("terminal", { action: "run", text: "rm a.txt" })).status, "asking");
    await rig.router.confirm("call_6", false, never);
    const { result } = await rig.call("undo", {});
    assert.equal(result["not_possible"], undefined, JSON.stringify(result));
    assert.equal(rig.files.get("a.txt"), "1");
  });

  it("says that a file was saved, and what was staged", async () => {
    const git = memoryGit({ changed: [{ path: "a.txt", kind: "modified" }] });
    const rig = rigOf({
      editor: () => ({
        save: () => Promise.resolve(true),
        git: { repository: () => Promise.resolve(git.repository) },
      }),
    });
    await done(rig, ...insert("x"));
    await done(rig, "save_file", {});
    await done(rig, "git", { action: "stage" });
    const { result } = await rig.call("undo", {});
    assert.deepEqual(result["not_possible"], ["Staged a.txt", "Saved a.txt"]);
    assert.deepEqual(git.done, ["stage a.txt"]);
  });

  it("says which calls of a phrase it could not take back", async () => {
    const rig = rigOf();
    const command = (id: string) => ["run_command", { command: id }] as const;
    const steps = [insert("x"), test, command("rocket.launch"), insert("y"), command("rocket.land")];
    rig.settings.set("vivaVoce.macros", {
      "check it": steps.map(([tool, args]) => ({ tool, arguments: args })),
    });
    await done(rig, "define_phrase", { action: "run", phrase: "check it" });
    assert.equal(rig.files.get("a.txt"), "1\nx\ny");
    const { result } = await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1");
    assert.deepEqual(result["not_possible"], ["Rocket: Land", "Rocket: Launch", "Sent npm test"]);
  });

  it("keeps a text once, however often a command changes it", async () => {
    const long = "x".repeat(200_000);
    const rig = rigOf({
      texts: { "a.txt": long },
      editor: ({ files }) => ({
        runCommand: async () => void files.set("a.txt", `${files.get("a.txt")}y`),
      }),
    });
    await done(rig, "run_command", { command: "rocket.launch" });
    await done(rig, "repeat_calls", { times: 50 });
    assert.equal(rig.files.get("a.txt"), long + "y".repeat(51));
    await done(rig, "undo", {});
    assert.equal(rig.files.get("a.txt"), `${long}y`);
  });

  it("says it of a phrase that stopped on its way", async () => {
    const rig = rigOf();
    rig.settings.set("vivaVoce.macros", {
      "check it": [test, ["go_to", { line: 900 }]].map(([tool, args]) => ({ tool, arguments: args })),
    });
    await done(rig, ...insert("x"));
    assert.equal((await rig.call("define_phrase", { action: "run", phrase: "check it" })).status, "failed");
    assert.deepEqual((await rig.call("undo", {})).result["not_possible"], ["Sent npm test"]);
  });

  it("says it of a change of a notebook, but not of the notebook's own undo", async () => {
    const cells: Cell[] = [];
    const rig = rigOf({
      editor: ({ editor }) => ({
        workbench: {
          ...editor.workbench,
          run: () => Promise.resolve(),
          notebooks: {
            ...editor.workbench.notebooks,
            state: () => ({ path: "a.ipynb", cells, current: 1, runnable: false }),
            select: () => undefined,
            replace: () => Promise.resolve(),
          },
        },
      }),
    });
    await done(rig, ...insert("x"));
    await done(rig, "notebook", { action: "insert", text: "y" });
    await done(rig, "notebook", { action: "undo" });
    const { result } = await rig.call("undo", {});
    assert.deepEqual(result["not_possible"], ["Inserted cell 1"]);
  });

  it("takes back a command of the editor that changed a text, and says it of one that did not", async () => {
    const rig = rigOf({
      editor: ({ files }) => ({
        runCommand: async (id) => {
          if (id === "rocket.launch") files.set("a.txt", "launched");
        },
      }),
    });
    await done(rig, "run_command", { command: "rocket.launch" });
    await done(rig, "run_command", { command: "rocket.land" });
    const { result } = await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1");
    assert.deepEqual(result["calls"], ["Rocket: Launch"]);
    assert.deepEqual(result["not_possible"], ["Rocket: Land"]);
  });
});
