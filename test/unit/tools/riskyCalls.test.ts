import assert from "node:assert/strict";
import * as z from "zod";
import { commandRisk } from "../../../src/tools/commandRisk.ts";
import { knownCommands } from "../../../src/tools/knownCommands.ts";
import { tools } from "../../../src/tools/registry.ts";
import { defineTool, type Risk } from "../../../src/tools/tool.ts";
import { readCommandLines } from "./commandLines.ts";
import { createSafetyRig, never } from "./safetyRig.ts";

const unknownIds = [
  "git.push",
  "rocket.launch",
  "workbench.action.terminal.sendSequence",
  "extension.install",
];

/** Arguments for each tool: those that do no harm, and those that could. */
const samples: Record<string, { harmless?: object[]; risky?: object[] }> = {
  go_to_line: { harmless: [{ line: 1 }] },
  open_file: { harmless: [{ name: "a" }] },
  go_to_symbol: { harmless: [{ name: "a" }] },
  go_to_definition: { harmless: [{}] },
  go_back: { harmless: [{}] },
  select_lines: { harmless: [{ from: 1, to: 2 }] },
  insert_text: { harmless: [{ text: "x" }], risky: [{ text: "x\n".repeat(100) }] },
  replace_text: {
    harmless: [{ find: "line 7", replacement: "x" }],
    risky: [{ find: "line", replacement: "x", all: true }],
  },
  delete_lines: { harmless: [{ from: 1, to: 2 }], risky: [{ from: 1, to: 90 }] },
  undo: { harmless: [{}] },
  redo: { harmless: [{}] },
  get_history: { harmless: [{}] },
  save_file: { harmless: [{}] },
  next_problem: { harmless: [{}] },
  get_context: { harmless: [{}] },
  get_session: { harmless: [{}] },
  set_session: { harmless: [{ answers: "written" }], risky: [] },
  run_command: {
    harmless: knownCommands.filter(({ risk }) => isHarmless(risk)).map(({ id }) => ({ command: id })),
    risky: [
      ...knownCommands.filter(({ risk }) => !isHarmless(risk)).map(({ id }) => ({ command: id })),
      ...unknownIds.map((id) => ({ command: id })),
    ],
  },
};

function isHarmless(risk: Risk): boolean {
  return risk === "read" || risk === "reversible";
}

const text = Array.from({ length: 100 }, (_, index) => `line ${index + 1}`).join("\n");

const rigOf = (more: Parameters<typeof createSafetyRig>[0] = {}): ReturnType<typeof createSafetyRig> => {
  const commands = [...knownCommands.map(({ id }) => id), ...unknownIds].map((id) => ({ id, title: id }));
  return createSafetyRig({ texts: { "a.txt": text }, commands, ...more });
};

/** A terminal's tool as it is going to be: no more than its risk. */
const terminalTool = (ran: string[]) =>
  defineTool({
    name: "run_in_terminal",
    description: "",
    input: z.strictObject({ command: z.string() }),
    prepare: ({ command }) =>
      Promise.resolve({
        risk: commandRisk(command),
        question: "Run this in the terminal?",
        preview: { kind: "command" as const, text: command },
        subject: `terminal:${command}`,
        async run() {
          ran.push(command);
          return { output: {}, summary: command };
        },
      }),
  });

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
    const ran: string[] = [];
    const rig = rigOf({ tools: [terminalTool(ran)] });
    const lines = readCommandLines();
    for (const command of [...lines.external, ...lines.destructive]) {
      const { status, preview } = await rig.call("run_in_terminal", { command });
      assert.equal(status, "asking", command);
      assert.deepEqual(preview, { kind: "command", text: command });
    }
    assert.deepEqual(ran, []);
    for (const command of lines.read)
      assert.equal((await rig.call("run_in_terminal", { command })).status, "done", command);
    assert.deepEqual(ran, lines.read);
  });
});
