/** Desktop VS Code gives its panels no microphone, and no sound before a click; this browser does the same. */
import assert from "node:assert/strict";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { currentSession, until } from "./talking.ts";

const soundButton = "Click here once to hear the assistant";

describe("where VS Code gives its panels no microphone, and the user wants no other", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({
      settings: { "vivaVoce.microphone.source": "panel" },
      workbench: { denyMicrophone: true, gestureRequired: true },
      closed: true,
    });
  });
  after(() => stage?.close());

  /**
   * To the browser, a key, a click and any look into a page by Playwright are gestures, for all frames that are
   * there. So the panel opens after the last of them, and is looked at only when it has tried to play.
   */
  async function connectUntouched(): Promise<void> {
    const { workbench, key, probe, server } = stage;
    // Not by the palette, which does not tell when the key is stored: the start would ask for it again.
    const stored = probe.command("vivaVoce.setKey");
    const box = workbench.page.locator('.quick-input-widget:visible input[type="password"]');
    await box.fill(key);
    await box.press("Enter");
    await stored;
    await probe.command("vivaVoce.start");
    await until("the session is live", () => server.sessions[0]?.sent.length);
  }

  it("connects all the same, and says that one can type", async () => {
    const { panel } = stage;
    await connectUntouched();
    await panel.shows("listening");
    assert.match(
      await panel.newest("notice").innerText(),
      /does not give its panels the microphone\. Choose another source.*type below/,
    );
    await panel.button("Try the microphone again").waitFor();
    assert.equal(await panel.button("Hold to talk").count(), 0);
  });

  it("asks for one click before sound", async () => {
    const button = stage.panel.button(soundButton);
    await button.click();
    await button.waitFor({ state: "detached" });
  });

  it("does what is typed, and speaks its answer", async () => {
    const { panel, probe } = stage;
    const { sent } = currentSession(stage);
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.type("go to line 42");
    await probe.until("line 42", ({ editor }) => editor?.line === 42);
    await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    await until("it is spoken", () => sent.some(({ type }) => type === "output_audio_buffer.stopped"));
    assert.equal(await panel.button(soundButton).count(), 0, "one click is not enough");
  });
});
