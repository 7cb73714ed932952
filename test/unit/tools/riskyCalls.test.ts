import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { knownCommands } from "../../../src/tools/knownCommands.ts";
import { tools } from "../../../src/tools/registry.ts";
import type { Risk } from "../../../src/tools/tool.ts";
import { readCommandLines } from "./commandLines.ts";
import { createSafetyRig, never } from "./safetyRig.ts";

const unknownIds = [
  "git.push",
  "rocket.launch",
  "workbench.action.terminal.sendSequence",
  "extension.install",
];

interface Samples {
  harmless?: object[];
  risky?: object[];
  /** What it risks depends on what only the real editor has: the tests there that are asked, and say no. */
  inVsCode?: string;
}

/** Arguments for each tool: those that do no harm, and those that could. */
const samples: Record<string, Samples> = {
  go_to: { harmless: [{ line: 1 }] },
  open_file: { harmless: [{ name: "a" }] },
  navigate: { harmless: [{ to: "definition" }] },
  change_view: { harmless: [{ action: "fold_all" }] },
  select: { harmless: [{ line: 1, to_line: 2 }] },
  read_code: { harmless: [{ line: 1 }] },
  insert_text: { harmless: [{ text: "x" }], risky: [{ text: "x\n".repeat(100) }] },
  replace: {
    harmless: [{ name: "line 7", text: "x" }],
    risky: [{ name: "line", which: "every", text: "x" }],
  },
  delete: { harmless: [{ line: 1, to_line: 2 }], risky: [{ line: 1, to_line: 90 }] },
  edit_text: {
    harmless: [{ action: "duplicate", line: 1 }],
    risky: [{ action: "duplicate", line: 1, to_line: 90 }],
  },
  refactor: { harmless: [{ action: "list" }], inVsCode: "tools/refactor.test.ts" },
  search: {
    harmless: [{ action: "find", query: "line" }],
    inVsCode: "tools/search.test.ts",
  },
  dictate: { harmless: [{ action: "write", text: "x" }] },
  undo: { harmless: [{}] },
  redo: { harmless: [{}] },
  get_history: { harmless: [{}] },
  save_file: { harmless: [{}] },
  manage_file: { harmless: [{ action: "create", name: "b.txt" }], inVsCode: "tools/fileWork.test.ts" },
  arrange: { harmless: [{ action: "next_tab" }], inVsCode: "tools/layout.test.ts" },
  read: { harmless: [{ what: "outline" }] },
  notebook: { harmless: [{ action: "next" }], inVsCode: "tools/notebooks.test.ts" },
  change_setting: { inVsCode: "tools/fileWork.test.ts" },
  get_context: { harmless: [{}] },
  run_command: {
    harmless: knownCommands.filter(({ risk }) => isHarmless(risk)).map(({ id }) => ({ command: id })),
    risky: [
      ...knownCommands.filter(({ risk }) => !isHarmless(risk)).map(({ id }) => ({ command: id })),
      ...unknownIds.map((id) => ({ command: id })),
    ],
  },
  terminal: {
    harmless: [{ action: "read" }, { action: "run", text: "ls" }, { action: "type", text: "rm -rf ." }],
    risky: [
      { action: "run", text: "npm test" },
      { action: "run", text: "rm -rf ." },
      { action: "run", text: "ls $(rm -rf .)" },
      { action: "close", name: "2" },
      { action: "answer", name: "2", text: "y" },
    ],
  },
  run_task: { inVsCode: "running/tasks.test.ts" },
  run_tests: { inVsCode: "running/tests.test.ts" },
  debug: { inVsCode: "running/debug.test.ts" },
  git: { inVsCode: "running/git.test.ts" },
  repeat_calls: { harmless: [{}] },
  define_phrase: { risky: [{ action: "define", phrase: "tidy up", wish: "format it" }] },
  list_phrases: { harmless: [{}] },
  use_tool: { harmless: [{ action: "list" }], risky: [{ action: "call", tool: "weather", arguments: "{}" }] },
  ask_agent: { risky: [{ request: "Mend it." }, { request: "Mend it.", to: "model" }] },
  research: { harmless: [{ action: "status" }], risky: [{ question: "Why?" }] },
  get_session: { harmless: [{}] },
  set_session: { harmless: [{ answers: "written" }], risky: [] },
};

function isHarmless(risk: Risk): boolean {
  return risk === "read" || risk === "reversible";
}

const text = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join("\n");

const rigOf = (more: Parameters<typeof createSafetyRig>[0] = {}): ReturnType<typeof createSafetyRig> => {
  const commands = [...knownCommands.map(({ id }) => id), ...unknownIds].map((id) => ({ id, title: id }));
  const rig = createSafetyRig({ texts: { "a.txt": text }, commands, ...more });
  rig.agents.tools = [{ name: "weather", description: "", inputSchema: undefined }];
  rig.agents.models = [{ id: "model-1", name: "Model 1", vendor: "vendor" }];
  rig.agents.researchModel = "model-2";
  return rig;
};

describe("what could do harm", () => {
  it("has samples here of every tool", () => {
    assert.deepEqual(Object.keys(samples).toSorted(), tools.map(({ name }) => name).toSorted());
  });

  for (const [name, { risky = [] }] of Object.entries(samples)) {
    for (const args of risky) {
      it(`does nothing without a yes: ${name} ${JSON.stringify(args).slice(0, 60)}`, async () => {
        const rig = rigOf();
        const { status, question } = await rig.call(name, args);
        assert.equal(status, "asking");
        assert.ok(question);
        // The model by itself, after a turn of the user's from before, and with what it makes up.
        for (const more of [{}, { always: true }]) {
          assert.equal(
            (await rig.call("confirm_action", { id: "confirm_1", accept: true, ...more })).status,
            "failed",
          );
        }
        assert.equal((await rig.call(name, { ...args, confirmed: true })).status, "failed");
        assert.deepEqual([rig.ran, rig.files.get("a.txt"), rig.always], [[], text, []]);
        assert.equal((await rig.router.confirm("call_1", false, never))?.summary, "Declined");
        assert.deepEqual([rig.ran, rig.files.get("a.txt")], [[], text]);
      });

      it(`does not even ask in an untrusted workspace: ${name} ${JSON.stringify(args).slice(0, 60)}`, async () => {
        const rig = rigOf({ trusted: false });
        const { status, result } = await rig.call(name, args);
        assert.equal(status, "failed");
        assert.match(String(result["error"]), /not trusted/);
        assert.deepEqual([rig.ran, rig.files.get("a.txt")], [[], text]);
      });
    }
  }

  it("is not what does no harm: that runs at once", async () => {
    for (const [name, { harmless = [] }] of Object.entries(samples)) {
      for (const args of harmless) {
        const { status } = await rigOf().call(name, args);
        assert.notEqual(status, "asking", `${name} ${JSON.stringify(args)}`);
      }
    }
  });

  it("is every command line but those that look", async () => {
    const rig = rigOf();
    const { read, external, destructive } = readCommandLines();
    // Nothing, several lines and control characters are no command line to the terminal.
    const isLine = (text: string): boolean => text.trim() !== "" && !/\p{Cc}/u.test(text);
    for (const text of [...external, ...destructive]) {
      const { status, preview } = await rig.call("terminal", { action: "run", text });
      assert.equal(status, isLine(text) ? "asking" : "failed", text);
      if (isLine(text)) assert.deepEqual(preview, { kind: "command", text, cwd: "." });
    }
    assert.equal(rig.terminal.length, 0);
    for (const text of read.filter(isLine))
      assert.equal((await rig.call("terminal", { action: "run", text })).status, "done", text);
    assert.deepEqual(
      rig.terminal.filter((done) => done.startsWith("run ")),
      read.filter(isLine).map((line) => `run 1 ${line}`),
    );
  });

  it("is tried in VS Code where that alone can tell", () => {
    for (const [name, { risky, inVsCode }] of Object.entries(samples)) {
      if (inVsCode === undefined) continue;
      assert.equal(risky, undefined);
      const tests = readFileSync(join(import.meta.dirname, "../../vscode", inVsCode), "utf8");
      assert.match(tests, /ask/, name);
    }
  });
});
