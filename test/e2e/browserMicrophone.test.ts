/** Where the editor gives its panels no microphone, and none can be captured beside it: a page in the browser. */
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { meterSound, silencePeak } from "./sound.ts";
import { currentSession, speak, until } from "./talking.ts";

describe("a microphone in a page of the browser", () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await openStage({ workbench: { denyMicrophone: true } });
    await stage.panel.setKey(stage.key);
  });
  after(() => stage?.close());

  it("is found by itself, and the page opens", async () => {
    const { panel, workbench } = stage;
    const opening = workbench.page.context().waitForEvent("page");
    await panel.connect();
    page = await opening;
    await page.waitForLoadState();
    assert.equal(new URL(page.url()).hash, "", "the token stays in the address bar");
    assert.equal(await workbench.panel.locator(".entry.notice").count(), 0, "something is amiss");
  });

  it("moves the editor by what is spoken there", async () => {
    const { panel, probe } = stage;
    await probe.open("src/inventory.ts", { line: 1 });
    await speak(stage, "goToLine42", "slt");
    await probe.until("line 42", ({ editor }) => editor?.line === 42);
    await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    await mkdir(screenshots, { recursive: true });
    await page.screenshot({ path: join(screenshots, "companion-live.png") });
    await stage.workbench.screenshot(join(screenshots, "browser-source.png"));
  });

  it("shows its level in the panel", async () => {
    const { panel, workbench, microphone } = stage;
    const meter = workbench.panel.getByRole("meter").first();
    await panel.setMuted(true);
    await microphone.load(join(import.meta.dirname, "../fixtures/speech/goToLine42.slt.wav"));
    await panel.setMuted(false);
    const deadline = performance.now() + 10_000;
    while (Number(await meter.getAttribute("aria-valuenow")) < 5) {
      assert.ok(performance.now() < deadline, "The panel's meter shows nothing.");
    }
    await panel.shows("listening");
  });

  it("sends nothing while it is muted in the panel", async () => {
    const { panel, microphone } = stage;
    await panel.setMuted(true);
    await microphone.load(join(import.meta.dirname, "../fixtures/speech/goToLine42.slt.wav"));
    const meter = meterSound(currentSession(stage));
    // What must not come can only be waited for.
    await delay(1_500);
    const { peak } = meter.read();
    meter.end();
    assert.ok(peak < silencePeak, `a peak of ${peak} arrives`);
    await microphone.rest();
    await panel.setMuted(false);
  });

  it("comes back after a reload of its page, and the conversation goes on", async () => {
    const { panel, server } = stage;
    const before = server.sessions.length;
    await page.reload();
    await until("another session", () => server.sessions.length > before);
    await panel.shows("listening");
    await panel.newest("notice").filter({ hasText: "Connected again." }).waitFor();
  });

  it("can be opened again where the page was closed", async () => {
    const { panel, workbench } = stage;
    await page.close();
    await panel.shows("connecting");
    const opening = workbench.page.context().waitForEvent("page");
    await panel.button("Open the Page Again").click();
    page = await opening;
    await panel.shows("listening");
  });

  it("ends with the session, and says so", async () => {
    const closed = page.waitForEvent("close");
    await stage.panel.stop();
    // It holds nothing but this page, so it closes itself.
    await closed;
  });
});
