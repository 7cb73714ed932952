import assert from "node:assert/strict";
import * as z from "zod";
import { defineTool, ToolError } from "../../../src/tools/tool.ts";
import { createSafetyRig, never } from "./safetyRig.ts";

const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");
const launch = { command: "launch the rocket" };

/** Edits what it is told, in several files at once. */
const editFiles = defineTool({
  name: "edit_files",
  description: "",
  input: z.strictObject({ paths: z.array(z.string()), text: z.string(), rounds: z.number().optional() }),
  risk: "reversible",
  async run({ paths, text, rounds = 1 }, { editor }) {
    const start = { line: 1, column: 1 };
    for (let round = 0; round < rounds; round++) {
      await editor.applyEdits(
        paths.map((path) => ({ path, edits: [{ range: { start, end: start }, text }] })),
      );
    }
    return { output: {}, summary: "Edited" };
  },
});

describe("an edit that is large", () => {
  it("does nothing before a yes, and shows exactly what it would do", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(100) } });
    const { status, question, preview, result } = await rig.call("delete", { line: 11, to_line: 80 });
    assert.equal(status, "asking");
    assert.equal(question, "Change 70 lines of a.txt?");
    assert.deepEqual(result["confirmation_required"], { id: "confirm_1", question });
    assert.ok(preview?.kind === "diff");
    assert.deepEqual([preview.files[0]?.removed, preview.files[0]?.added], [70, 0]);
    assert.equal(preview.files[0]?.hunks[0]?.lines.filter((line) => line.startsWith("-")).length, 70);
    assert.equal(rig.files.get("a.txt"), many(100));

    rig.userSays("yes");
    const answered = await rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.equal(answered.result["deleted"], "lines 11 to 80");
    assert.equal(rig.files.get("a.txt")?.split("\n").length, 30);
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), many(100));
  });

  it("is one of more than 60 lines, or of more than one file", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(100), "b.txt": "b" }, tools: [editFiles] });
    assert.equal((await rig.call("delete", { line: 1, to_line: 60 })).status, "done");
    assert.equal((await rig.call("edit_files", { paths: ["b.txt"], text: "new\n" })).status, "done");
    const two = await rig.call("edit_files", { paths: ["a.txt", "b.txt"], text: "new\n" });
    assert.equal(two.status, "asking");
    assert.equal(two.question, "Change 2 lines of 2 files?");
    assert.equal(rig.files.get("b.txt"), "new\nb");
  });

  it("is any edit of what runs by itself", async () => {
    for (const path of [".vscode/tasks.json", ".git/hooks/pre-commit", "sub/.husky/pre-push"]) {
      const rig = createSafetyRig({ texts: { [path]: "x" } });
      assert.equal((await rig.call("insert_text", { text: "y" })).status, "asking", path);
      assert.equal(rig.files.get(path), "x");
    }
  });

  it("does nothing after a no, a newer question, or a minute", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(100), "b.txt": "b" }, tools: [editFiles] });
    await rig.call("delete", { line: 1, to_line: 90 });
    assert.equal((await rig.router.confirm("call_1", false, never))?.summary, "Declined");
    await rig.call("delete", { line: 1, to_line: 90 });
    await rig.call("run_command", launch);
    assert.equal(await rig.router.confirm("call_2", true, never), undefined);
    await rig.call("delete", { line: 1, to_line: 90 });
    rig.wait(60_000);
    assert.equal(await rig.router.confirm("call_4", true, never), undefined);
    await rig.call("delete", { line: 1, to_line: 90 });
    rig.router.forgetQuestion();
    assert.equal(await rig.router.confirm("call_5", true, never), undefined);
    assert.equal(rig.files.get("a.txt"), many(100));
    assert.deepEqual(
      rig.log.actions().map(({ outcome }) => outcome),
      ["refused", "cancelled", "cancelled", "expired", "cancelled"],
    );
  });

  it("does nothing where the file was changed since the question", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(100) } });
    await rig.call("delete", { line: 1, to_line: 90 });
    rig.files.set("a.txt", `by hand\n${many(100)}`);
    const outcome = await rig.router.confirm("call_1", true, never);
    assert.match(outcome?.summary ?? "", /changed since the question, so nothing was done/);
    assert.equal(rig.files.get("a.txt"), `by hand\n${many(100)}`);
  });

  it("goes where it was shown, though the user looks at another file", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(100), "b.txt": many(100) } });
    await rig.call("delete", { line: 1, to_line: 90 });
    rig.front.path = "b.txt";
    assert.equal((await rig.router.confirm("call_1", true, never))?.status, "done");
    assert.equal(rig.files.get("b.txt"), many(100));
    assert.equal(rig.files.get("a.txt")?.split("\n").length, 10);
  });

  it("was seen once: a second one of the same call is refused", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "a", "b.txt": "b" }, tools: [editFiles] });
    await rig.call("edit_files", { paths: ["a.txt", "b.txt"], text: "x", rounds: 2 });
    const outcome = await rig.router.confirm("call_1", true, never);
    assert.match(outcome?.summary ?? "", /has seen one large edit/);
    assert.deepEqual([...rig.files.values()], ["xa", "xb"]);
    await rig.call("undo", {});
    assert.deepEqual([...rig.files.values()], ["a", "b"], "what was done of it can be taken back");
  });
});

describe("rules", () => {
  it("let run without a question what they allow, and say so in the log", async () => {
    const rig = createSafetyRig({
      allow: ["command:rocket.launch", "delete"],
      texts: { "a.txt": many(100) },
    });
    assert.equal((await rig.call("run_command", launch)).status, "done");
    assert.deepEqual(rig.ran, ["rocket.launch"]);
    assert.equal((await rig.call("delete", { line: 1, to_line: 90 })).status, "done");
    assert.equal((await rig.call("run_command", { command: "land the rocket" })).status, "asking");
    assert.deepEqual(
      rig.log.actions().map(({ allowedBy }) => allowedBy),
      ["rule", "rule", "nobody"],
    );
  });

  it("refuse what they deny, harmless or not, whatever else allows it", async () => {
    const rig = createSafetyRig({ deny: ["command:rocket.*", "go_to"], allow: ["*"] });
    const { status, result } = await rig.call("run_command", launch);
    assert.equal(status, "failed");
    assert.match(
      String(result["error"]),
      /vivaVoce\.confirm\.deny holds "command:rocket\.\*"\. Tell the user/,
    );
    assert.equal((await rig.call("go_to", { line: 1 })).status, "failed");
    assert.deepEqual(rig.ran, []);
    assert.deepEqual(
      rig.log.actions().map(({ outcome }) => outcome),
      ["denied", "denied"],
    );
  });
});

describe("always", () => {
  const ask = async (rig: ReturnType<typeof createSafetyRig>): Promise<void> => {
    const { status, always } = await rig.call("run_command", launch);
    assert.deepEqual([status, always], ["asking", "command:rocket.launch"]);
  };
  const yes = { id: "confirm_1", accept: true, always: true };

  it("by click allows exactly this, from now on", async () => {
    const rig = createSafetyRig();
    await ask(rig);
    await rig.router.confirm("call_1", true, never, { always: true });
    assert.deepEqual(rig.always, ["command:rocket.launch"]);
    assert.equal((await rig.call("run_command", launch)).status, "done");
    assert.equal((await rig.call("run_command", { command: "land the rocket" })).status, "asking");
  });

  it("by voice takes the user's own word for it", async () => {
    const rig = createSafetyRig();
    await ask(rig);
    rig.userSays("Yes, always.");
    const { result } = await rig.call("confirm_action", yes);
    assert.match(String(result["always"]), /will not ask/);
    assert.deepEqual(rig.always, ["command:rocket.launch"]);
  });

  it("is not taken from the model: neither without a turn of the user's, nor with one that does not say it", async () => {
    const rig = createSafetyRig();
    rig.userSays("always run the tests, please");
    rig.wait(10);
    await ask(rig);
    assert.equal((await rig.call("confirm_action", yes)).status, "failed");
    rig.userSays("Yes, do it.");
    const { result, status } = await rig.call("confirm_action", yes);
    assert.equal(status, "done", "a yes it was");
    assert.match(String(result["always"]), /Not remembered/);
    assert.deepEqual([rig.always, rig.ran], [[], ["rocket.launch"]]);
  });

  it("adds nothing with a no", async () => {
    const rig = createSafetyRig();
    await ask(rig);
    rig.userSays("no, always ask me");
    await rig.call("confirm_action", { ...yes, accept: false });
    assert.deepEqual([rig.always, rig.ran], [[], []]);
  });
});

describe("a yes that the model passes on", () => {
  const yes = { id: "confirm_1", accept: true };

  it("counts only where the user's words are one; the question stands", async () => {
    const rig = createSafetyRig();
    await rig.call("run_command", launch);
    for (const words of ["What does that do?", "no, don't", "go to line five"]) {
      rig.userSays(words);
      const { status, result } = await rig.call("confirm_action", yes);
      assert.equal(status, "failed", words);
      assert.match(String(result["error"]), /not heard as a yes/);
    }
    assert.deepEqual(rig.ran, []);
    rig.userSays("yes do it");
    assert.equal((await rig.call("confirm_action", yes)).status, "done");
    assert.deepEqual(rig.ran, ["rocket.launch"]);
  });

  it("counts where the words are not written down", async () => {
    const rig = createSafetyRig();
    await rig.call("run_command", launch);
    rig.userSays("");
    assert.equal((await rig.call("confirm_action", yes)).status, "done");
  });
});

describe("a call that fails half way", () => {
  const half = defineTool({
    name: "half",
    description: "",
    input: z.strictObject({}),
    risk: "reversible",
    async run(_, { editor }) {
      const at = { line: 1, column: 1 };
      await editor.edit([{ range: { start: at, end: at }, text: "half " }]);
      throw new ToolError("Not possible.");
    },
  });

  it("can be taken back as far as it came", async () => {
    const rig = createSafetyRig({ tools: [half] });
    assert.equal((await rig.call("half", {})).status, "failed");
    assert.equal(rig.files.get("a.txt"), "half 1\n2\n3");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1\n2\n3");
  });
});
