import assert from "node:assert/strict";
import * as z from "zod";
import { defineTool, ToolError } from "../../../src/tools/tool.ts";
import type { GitStatus } from "../../../src/tools/git/git.ts";
import { memoryGit } from "./memoryGit.ts";
import { createSafetyRig, never, type SafetyRig } from "./safetyRig.ts";

const setting = "vivaVoce.macros";

async function yes(rig: SafetyRig, asked: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { id } = asked["confirmation_required"] as { id: string };
  rig.wait(1);
  rig.userSays("yes");
  const { result, status } = await rig.call("confirm_action", { id, accept: true });
  assert.equal(status, "done", JSON.stringify(result));
  return result;
}

const insertX = { text: "x", where: "end" };

describe("a phrase of several calls", () => {
  it("asks once for a step that asks, and does all of it after a yes", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    rig.settings.set(setting, {
      "lift off": [
        { tool: "insert_text", arguments: insertX },
        { tool: "run_command", arguments: { command: "rocket.launch" } },
      ],
    });
    const asked = await rig.call("define_phrase", { action: "run", phrase: "lift off" });
    assert.equal(asked.status, "asking");
    assert.equal(
      asked.question,
      "“lift off”: Run the command “Rocket: Launch” (rocket.launch)? With it: insert_text, run_command.",
    );
    assert.equal(rig.files.get("a.txt"), "1");
    await yes(rig, asked.result);
    assert.equal(rig.files.get("a.txt"), "1\nx");
    assert.deepEqual(rig.ran, ["rocket.launch"]);
  });

  it("names each step that asks", async () => {
    const rig = createSafetyRig();
    const step = (command: string) => ({ tool: "run_command", arguments: { command } });
    rig.settings.set(setting, { "up and down": [step("rocket.launch"), step("rocket.land")] });
    const { question } = await rig.call("define_phrase", { action: "run", phrase: "up and down" });
    assert.match(
      String(question),
      /1\. Run the command “Rocket: Launch”.+ 2\. Run the command “Rocket: Land”/,
    );
  });

  it("runs a program in the terminal between other calls, and asks for it", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    rig.settings.set(setting, {
      "check it": [
        { tool: "insert_text", arguments: insertX },
        { tool: "terminal", arguments: { action: "run", text: "npm test" } },
      ],
    });
    const asked = await rig.call("define_phrase", { action: "run", phrase: "check it" });
    assert.equal(asked.status, "asking", JSON.stringify(asked.result));
    assert.match(String(asked.question), /^“check it”: Run “npm test” in terminal 1/);
    assert.deepEqual(rig.terminal, []);
    await yes(rig, asked.result);
    assert.equal(rig.files.get("a.txt"), "1\nx");
    assert.deepEqual(rig.terminal, ["show 1", "run 1 npm test"]);
  });

  it("is denied as a whole where a rule denies its call in the terminal", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" }, deny: ["terminal:npm *"] });
    rig.settings.set(setting, {
      "check it": [
        { tool: "insert_text", arguments: insertX },
        { tool: "terminal", arguments: { action: "run", text: "npm test" } },
      ],
    });
    const { status, result } = await rig.call("define_phrase", { action: "run", phrase: "check it" });
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /settings forbid this/);
    assert.equal(rig.files.get("a.txt"), "1");
  });

  describe("save, commit, push", () => {
    const ship = [
      { tool: "save_file", arguments: {} },
      { tool: "git", arguments: { action: "commit", what: "all", message: "Ship it" } },
      { tool: "git", arguments: { action: "push" } },
    ];
    const shipping = (start: Partial<GitStatus>, isSaved = true) => {
      const git = memoryGit(start);
      const rig = createSafetyRig({
        editor: () => ({
          git: { repository: () => Promise.resolve(git.repository) },
          save: () => {
            if (!isSaved) git.change("a.txt");
            return Promise.resolve(true);
          },
        }),
      });
      rig.settings.set(setting, { "ship it": ship });
      return { rig, git };
    };

    it("asks for both that ask, and does all three after a yes", async () => {
      const { rig, git } = shipping({ changed: [{ path: "a.txt", kind: "modified" }] });
      const asked = await rig.call("define_phrase", { action: "run", phrase: "ship it" });
      assert.equal(
        asked.question,
        "“ship it”: 1. Commit on main, 1 file: “Ship it”? 2. Push 0 commits of main to origin/main?",
      );
      assert.deepEqual(git.done, []);
      const result = await yes(rig, asked.result);
      assert.deepEqual(git.done, ["commit Ship it", "push"]);
      assert.deepEqual(result["done"], [
        "Saved a.txt",
        "Committed 1 file: Ship it",
        "Pushed 1 commit of main",
      ]);
    });

    it("stops in front of a commit that nobody has seen, and names what is left to do", async () => {
      const { rig, git } = shipping({}, false);
      const asked = await rig.call("define_phrase", { action: "run", phrase: "ship it" });
      assert.equal(asked.status, "asking");
      const outcome = await rig.router.confirm("call_1", true, never);
      assert.equal(outcome?.status, "failed");
      const told = JSON.parse(outcome.output) as Record<string, unknown>;
      assert.match(
        String(told["error"]),
        /git, failed: It needs a yes of its own.+ Commit on main, 1 file: “Ship it”\? Call it by itself, and those after it\. Done before: Saved a\.txt\./,
      );
      assert.deepEqual(told["not_done"], ship.slice(1));
      assert.deepEqual(git.done, []);
    });

    it("is denied where a rule denies the push", async () => {
      const git = memoryGit({ changed: [{ path: "a.txt", kind: "modified" }] });
      const rig = createSafetyRig({
        deny: ["terminal:git push*"],
        editor: () => ({ git: { repository: () => Promise.resolve(git.repository) } }),
      });
      rig.settings.set(setting, { "ship it": ship });
      assert.equal((await rig.call("define_phrase", { action: "run", phrase: "ship it" })).status, "failed");
      assert.deepEqual(git.done, []);
    });
  });

  it("changes nothing in a workspace that is not trusted, by a step that it could not look at before", async () => {
    let opened = false;
    const write = defineTool({
      name: "write_opened",
      description: "",
      input: z.strictObject({}),
      async prepare(_, { editor }) {
        if (!opened) throw new ToolError("It is not open.");
        const at = { line: 1, column: 1 };
        return {
          risk: "reversible",
          question: "write",
          async run() {
            await editor.edit([{ range: { start: at, end: at }, text: "x" }]);
            return { output: {}, summary: "Wrote" };
          },
        };
      },
    });
    const open = defineTool({
      name: "open_it",
      description: "",
      input: z.strictObject({}),
      risk: "read",
      run: async () => {
        opened = true;
        return { output: {}, summary: "Opened" };
      },
    });
    for (const trusted of [false, true]) {
      opened = false;
      const rig = createSafetyRig({ texts: { "a.txt": "1" }, tools: [open, write], trusted });
      rig.settings.set(setting, {
        "write it": [open, write].map(({ name }) => ({ tool: name, arguments: {} })),
      });
      const { status } = await rig.call("define_phrase", { action: "run", phrase: "write it" });
      assert.equal(status, trusted ? "done" : "failed");
      assert.equal(rig.files.get("a.txt"), trusted ? "x1" : "1");
      if (trusted) await rig.call("undo", {});
      assert.equal(rig.files.get("a.txt"), "1");
    }
  });

  it("is denied as a whole where a rule denies a step", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" }, deny: ["command:rocket.land"] });
    rig.settings.set(setting, {
      down: [
        { tool: "insert_text", arguments: insertX },
        { tool: "run_command", arguments: { command: "rocket.land" } },
      ],
    });
    const { status } = await rig.call("define_phrase", { action: "run", phrase: "down" });
    assert.equal(status, "failed");
    assert.equal(rig.files.get("a.txt"), "1");
  });

  for (const tool of ["undo", "define_phrase", "repeat_calls", "confirm_action", "set_session"]) {
    it(`refuses ${tool} as a step that somebody has written into the setting`, async () => {
      const rig = createSafetyRig();
      const args = tool === "define_phrase" ? { action: "run", phrase: "loop" } : {};
      rig.settings.set(setting, { loop: [{ tool, arguments: args }] });
      const { status, result } = await rig.call("define_phrase", { action: "run", phrase: "loop" });
      assert.equal(status, "failed");
      assert.match(String(result["error"]), /cannot be a step/);
    });
  }
});
