import assert from "node:assert/strict";
import type { Stage } from "../../dev/stage/stage.ts";
import { sharedStage } from "./sharedStage.ts";
import { callOutputs, currentSession, speak } from "./talking.ts";

describe("dictation", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
  });
  after(() => stage.panel.stop());

  it("writes what is spoken, obeys none of it, and ends by its button", async () => {
    const { panel, probe } = stage;
    await probe.open("README.md", { line: 1 });
    await panel.type("start dictation");
    const stop = panel.button("Stop dictation");
    await stop.waitFor();
    const calls = callOutputs(currentSession(stage)).length;
    await speak(stage, "goToLine42", "slt");
    const { editor } = await probe.until("the words", (state) =>
      /go to line (?:42|forty.two)/i.test(state.editor?.text ?? ""),
    );
    assert.equal(editor?.line, 1);
    assert.equal(callOutputs(currentSession(stage)).length, calls, "the model was not asked");
    await stop.click();
    await stop.waitFor({ state: "hidden" });
    await panel.type("undo that");
    await probe.until("the text as it was", (state) => !/go to line/i.test(state.editor?.text ?? ""));
  });
});
