import assert from "node:assert/strict";
import * as z from "zod";
import { defineTool, ToolError } from "../../../src/tools/tool.ts";
import { memoryTerminals, state } from "../running/memoryTerminals.ts";
import { createSafetyRig, never } from "./safetyRig.ts";

const insert = (text: string) => ["insert_text", { text, where: "end" }] as const;

/** Adds lines up to the third. */
const threeLines = defineTool({
  name: "add_line",
  description: "",
  input: z.strictObject({}),
  risk: "reversible",
  async run(_, { editor }) {
    const lines = editor.text().split("\n").length;
    if (lines >= 3) throw new ToolError("There are three lines.");
    const end = { line: lines, column: 1 + (editor.lines(lines, lines)[0] ?? "").length };
    await editor.edit([{ range: { start: end, end }, text: "\n" }]);
    return { output: {}, summary: "Added a line" };
  },
});

describe("repeat_calls", () => {
  it("does the last call again, as it was sent", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    const { status, result } = await rig.call("repeat_calls", {});
    assert.equal(status, "done", JSON.stringify(result));
    assert.equal(rig.files.get("a.txt"), "1\nx\nx");
    assert.equal(result["calls"], 1);
  });

  it("does it so many times, and one undo takes all of that back", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    await rig.call("repeat_calls", { times: 3 });
    assert.equal(rig.files.get("a.txt"), "1\nx\nx\nx\nx");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1\nx");
    await rig.call("redo", {});
    assert.equal(rig.files.get("a.txt"), "1\nx\nx\nx\nx");
  });

  it("does the last two in their order", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    await rig.call(...insert("y"));
    await rig.call("repeat_calls", { calls: 2, times: 2 });
    assert.equal(rig.files.get("a.txt"), "1\nx\ny\nx\ny\nx\ny");
  });

  it("means the same call when said again after that", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    await rig.call("repeat_calls", { times: 2 });
    await rig.call("repeat_calls", {});
    assert.equal(rig.files.get("a.txt"), "1\nx\nx\nx\nx");
  });

  it("passes over what failed, and over looking back", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    assert.equal((await rig.call("insert_text", { text: "y", line: 1 })).status, "failed");
    await rig.call("get_history", {});
    await rig.call("repeat_calls", {});
    assert.equal(rig.files.get("a.txt"), "1\nx\nx");
  });

  it("says so where nothing was done yet, or less than that", async () => {
    const rig = createSafetyRig();
    assert.match(String((await rig.call("repeat_calls", {})).result["error"]), /Nothing was done yet/);
    await rig.call(...insert("x"));
    assert.match(String((await rig.call("repeat_calls", { calls: 2 })).result["error"]), /Only 1 call can/);
  });

  it("asks anew for what asked before, once for all the times", async () => {
    const rig = createSafetyRig();
    await rig.call("run_command", { command: "rocket.launch" });
    rig.wait(1);
    rig.userSays("yes");
    await rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.deepEqual(rig.ran, ["rocket.launch"]);
    const asked = await rig.call("repeat_calls", { times: 2 });
    assert.equal(asked.status, "asking");
    assert.equal(asked.question, "Again, 2 times: Run the command “Rocket: Launch” (rocket.launch)?");
    assert.equal(asked.always, undefined);
    assert.deepEqual(rig.ran, ["rocket.launch"]);
    rig.wait(1);
    rig.userSays("yes");
    await rig.call("confirm_action", { id: "confirm_2", accept: true });
    assert.deepEqual(rig.ran, ["rocket.launch", "rocket.launch", "rocket.launch"]);
  });

  it("does not ask where a rule allows each call of it", async () => {
    const rig = createSafetyRig({ allow: ["command:rocket.launch"] });
    await rig.call("run_command", { command: "rocket.launch" });
    assert.equal((await rig.call("repeat_calls", {})).status, "done");
    assert.equal(rig.ran.length, 2);
  });

  it("is not allowed by a rule for itself, or for everything by its name", async () => {
    const allow = ["command:rocket.launch"];
    const rig = createSafetyRig({ allow });
    await rig.call("run_command", { command: "rocket.launch" });
    allow.splice(0, 1, "repeat_calls");
    assert.equal((await rig.call("repeat_calls", {})).status, "asking");
  });

  it("is denied where a rule denies what it would do", async () => {
    const deny: string[] = [];
    const rig = createSafetyRig({ allow: ["command:rocket.launch"], deny });
    await rig.call("run_command", { command: "rocket.launch" });
    deny.push("command:rocket.*");
    const { status, result } = await rig.call("repeat_calls", {});
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /settings forbid this/);
    assert.equal(rig.ran.length, 1);
  });

  it("does a call in the terminal again, together with a change of the text", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" }, allow: ["terminal:npm test"] });
    await rig.call(...insert("x"));
    await rig.call("terminal", { action: "run", text: "npm test", name: "1" });
    const { status, result } = await rig.call("repeat_calls", { calls: 2 });
    assert.equal(status, "done", JSON.stringify(result));
    assert.deepEqual(
      rig.terminal.filter((line) => line.startsWith("run")),
      ["run 1 npm test", "run 1 npm test"],
    );
    assert.equal(rig.files.get("a.txt"), "1\nx\nx");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1\nx");
  });

  it("does not take what the user types, while a program runs, for its own", async () => {
    const rig = createSafetyRig({
      texts: { "a.txt": "1" },
      allow: ["terminal:npm test"],
      editor: ({ files }) => ({
        terminals: {
          ...memoryTerminals([state(1, { active: true })]).terminals,
          run: () => {
            files.set("a.txt", `by hand\n${files.get("a.txt")}`);
            return Promise.resolve(undefined);
          },
        },
      }),
    });
    await rig.call(...insert("x"));
    await rig.call("terminal", { action: "run", text: "npm test" });
    await rig.call("repeat_calls", { calls: 2 });
    assert.equal(rig.files.get("a.txt"), "by hand\nby hand\n1\nx\nx");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "by hand\nby hand\n1\nx");
  });

  it("undoes again, and redo has all of it", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    for (const text of ["x", "y", "z"]) await rig.call(...insert(text));
    await rig.call("undo", {});
    assert.equal((await rig.call("repeat_calls", {})).status, "done");
    assert.equal(rig.files.get("a.txt"), "1\nx");
    await rig.call("redo", { times: 2 });
    assert.equal(rig.files.get("a.txt"), "1\nx\ny\nz");
  });

  it("does not mix undoing with doing", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert("x"));
    await rig.call("undo", {});
    const { result } = await rig.call("repeat_calls", { calls: 2 });
    assert.match(String(result["error"]), /Undoing cannot be one of several steps/);
    assert.equal(rig.files.get("a.txt"), "1");
  });

  it("stops where a call fails, says what was done, and that can be undone", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" }, tools: [threeLines] });
    await rig.call("add_line", {});
    const { status, result } = await rig.call("repeat_calls", { times: 3 });
    assert.equal(status, "failed");
    assert.equal(
      result["error"],
      "Call 2 of 3, add_line, failed: There are three lines. Done before: Added a line.",
    );
    assert.equal(rig.files.get("a.txt"), "1\n\n");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1\n");
  });

  it("asks in front of a large edit, as the call itself would", async () => {
    const long = Array.from({ length: 40 }, (_, index) => `${index}`).join("\n");
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call(...insert(long));
    const large = Array.from({ length: 70 }, () => "y").join("\n");
    const asked = await rig.call(...insert(large));
    assert.equal(asked.status, "asking");
    await rig.router.confirm("call_2", true, never);
    const again = await rig.call("repeat_calls", {});
    assert.equal(again.status, "asking");
    assert.equal(again.always, undefined);
  });

  it("stops in front of what is not what the user said yes to", async () => {
    let sent = 0;
    const send = defineTool({
      name: "send_next",
      description: "",
      input: z.strictObject({}),
      async prepare() {
        const question = `Send number ${sent + 1}?`;
        return {
          risk: "external",
          question,
          run: () => Promise.resolve({ output: {}, summary: `Sent ${++sent}` }),
        };
      },
    });
    const rig = createSafetyRig({ tools: [send] });
    await rig.call("send_next", {});
    await rig.router.confirm("call_1", true, never);
    const asked = await rig.call("repeat_calls", { times: 3 });
    assert.equal(asked.question, "Again, 3 times: Send number 2?");
    const outcome = await rig.router.confirm("call_2", true, never);
    assert.equal(outcome?.status, "failed");
    assert.match(outcome.summary, /needs a yes of its own now.+Send number 3\?.+Done before: Sent 2\./);
    assert.equal(sent, 2);
  });

  it("is too much where it is more than 200 calls", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    for (let index = 0; index < 10; index++) await rig.call(...insert("x"));
    assert.equal((await rig.call("repeat_calls", { calls: 10, times: 21 })).status, "failed");
  });
});
