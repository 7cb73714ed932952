import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../../dev/stage/stage.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";
import { callOutputs, currentSession, speak, until } from "./talking.ts";

/** The file's lines, 1-based. */
const line = (text: string | undefined, number: number): string | undefined => text?.split("\n")[number - 1];

describe("spoken commands", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
  });
  after(() => stage.panel.stop());

  /** Resolves when this is the last that the assistant has said. */
  const answered = (words: string): Promise<void> =>
    stage.panel.newest("assistant").filter({ hasText: words }).waitFor();

  it("go to a line, which the panel shows as it was heard and done", async () => {
    const { probe, panel, workbench } = stage;
    await probe.open("src/inventory.ts");
    await speak(stage, "goToLine42", "slt");
    const { editor } = await probe.until("line 42", (state) => state.editor?.line === 42);
    assert.equal(editor?.file, "src/inventory.ts");
    assert.ok(editor.visible !== null && editor.visible.from <= 42 && editor.visible.to >= 42);
    await answered("Done.");
    assert.match(await panel.newest("user").innerText(), /spoken[^]*Go to line forty two/);
    const card = panel.newest("tool");
    assert.equal(await card.getAttribute("aria-label"), "Go to: Done");
    assert.match(await card.innerText(), /Go to line 42/);
    await workbench.screenshot(join(screenshots, "spoken.png"));
  });

  it("open a file by its spoken name, and go to a function in it", async () => {
    const { probe } = stage;
    await speak(stage, "openPrice", "rms");
    await probe.until("price.ts is open", ({ editor }) => editor?.file === "src/price.ts");
    await speak(stage, "goToCalculateTotal", "awb");
    const { editor } = await probe.until("the function", (state) => state.editor?.line === 12);
    assert.match(line(editor?.text, 12) ?? "", /function calculateTotal/);
  });

  it("replace, delete, undo, and save to the disk", async () => {
    const { probe, workspace } = stage;
    const onDisk = (): Promise<string> => readFile(join(workspace, "src/price.ts"), "utf8");
    const original = await onDisk();
    await probe.open("src/price.ts", { line: 7 });

    await speak(stage, "replacePrice", "slt");
    const replaced = await probe.until(
      "amount",
      ({ editor }) => line(editor?.text, 7) === "  amount: number;",
    );

    await speak(stage, "deleteLine", "rms");
    await probe.until("line 3 is gone", ({ editor }) => line(editor?.text, 3) === line(original, 4));

    await speak(stage, "undoThat", "slt");
    await probe.until("it is back", ({ editor }) => editor?.text === replaced.editor?.text);
    assert.equal(await onDisk(), original, "nothing is saved unasked");

    await speak(stage, "saveFile", "awb");
    await probe.until("saved", ({ editor }) => editor?.dirty === false);
    assert.equal(await onDisk(), replaced.editor?.text);
  });

  it("go to the next problem", async () => {
    const { probe } = stage;
    await probe.open("src/order.ts");
    await probe.until("the error is found", ({ problems }) => problems.length > 0, 60_000);
    await speak(stage, "nextProblem", "rms");
    await probe.until("the line of the error", ({ editor }) => editor?.line === 26);
    const told = (): string => callOutputs(currentSession(stage)).at(-1)?.output ?? "";
    await until("the model is told of it", () => told().includes("not assignable"));
  });

  it("do two things, in the order in which one sentence names them", async () => {
    const { probe, panel } = stage;
    const before = await speak(stage, "openAndGo", "rms");
    await probe.until(
      "line 42 of the inventory",
      ({ editor }) => editor?.file === "src/inventory.ts" && editor.line === 42,
    );
    await until("both are answered", () => callOutputs(currentSession(stage)).length === before + 2);
    assert.match(await panel.newest("tool").innerText(), /Go to line 42/);
  });

  it("that are none do nothing and are asked for once more", async () => {
    const before = await speak(stage, "otherSandwich", "rms");
    await answered("Sorry");
    assert.equal(callOutputs(currentSession(stage)).length, before);
  });

  it("cut the assistant short", async () => {
    const { panel, probe, server } = stage;
    const session = currentSession(stage);
    const endStory = server.script.onTurn(({ words }) =>
      words === "Tell me a story" ? { outputs: [{ say: "Once upon a time. ".repeat(60) }] } : undefined,
    );
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.type("Tell me a story");
    await panel.newest("assistant").filter({ hasText: "Once upon a time" }).waitFor();
    await panel.shows("speaking");
    const before = session.sent.length;
    await speak(stage, "goToLine42", "slt");
    endStory();
    await probe.until("line 42", ({ editor }) => editor?.line === 42);

    const after = session.sent.slice(before);
    const done = after.find((event) => event.type === "response.done");
    assert.equal(done?.response.status, "cancelled");
    assert.deepEqual(done.response.status_details, { type: "cancelled", reason: "client_cancelled" });
    assert.ok(
      after.some(({ type }) => type === "output_audio_buffer.cleared"),
      "the sound is not cleared",
    );
    const story = panel.log().locator('[data-status="cut"]', { hasText: "Once upon a time" });
    assert.match(await story.innerText(), /interrupted/);
  });
});
