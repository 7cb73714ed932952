import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { root } from "../../dev/setup/paths.ts";
import { selectors } from "../../dev/stage/panelDriver.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { until } from "./talking.ts";

describe("the first run", () => {
  let stage: Stage;
  before(async () => {
    await mkdir(screenshots, { recursive: true });
    // Wide enough for the walkthrough's pictures.
    stage = await openStage({ workbench: { viewport: { width: 1700, height: 900 } } });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await picture("failed");
  });
  after(() => stage?.close());

  const input = (): Locator =>
    stage.workbench.page.locator('.quick-input-widget:visible input[type="password"]');
  const said = (): Locator =>
    stage.workbench.page.locator(".quick-input-widget:visible .quick-input-message");
  const notification = (words: string | RegExp): Locator =>
    stage.workbench.page.locator(".notifications-toasts .notification-toast", { hasText: words });
  /** The row of a step in the walkthrough. */
  const step = (title: string): Locator =>
    stage.workbench.page.locator(".getting-started-step", { hasText: title });
  const isDone = (title: string): Promise<void> =>
    step(title).locator(".codicon-getting-started-step-checked").first().waitFor();
  const isOpen = (title: string): Promise<void> =>
    step(title).locator(".codicon-getting-started-step-unchecked").first().waitFor();
  const picture = (name: string): Promise<void> =>
    stage.workbench.screenshot(join(screenshots, `first-${name}.png`));

  it("opens the walkthrough from the panel, by keyboard alone", async () => {
    const { page } = stage.workbench;
    await stage.panel.button("Set API Key").waitFor();
    await picture("welcome");
    await stage.workbench.runCommand("Viva Voce: Show Voice Panel");
    const order: string[] = [];
    for (let count = 0; count < 8 && order.at(-1) !== "Get Started"; count++) {
      await page.keyboard.press("Tab");
      const name = await stage.panel.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''");
      if (name !== order.at(-1)) order.push(name);
    }
    assert.deepEqual(order.slice(-3), ["Set API Key", "Use Another Provider", "Get Started"]);
    await page.keyboard.press("Enter");
    for (const title of [
      "Set your API key",
      "Check the microphone",
      "Say your first command",
      "Talk by key",
    ]) {
      await isOpen(title);
    }
    await step("Find out what you can say").waitFor();
    await picture("walkthrough-key");
  });

  it("says while the user types what does not belong there", async () => {
    await step("Set your API key").getByRole("button", { name: "Set API Key" }).click();
    await input().fill("https://api.openai.com/v1");
    await said().getByText("This is an address.").waitFor();
    await picture("address");
    await input().press("Enter");
    await input().waitFor();
    await input().fill("ek_0123456789abcdef0123456789");
    await said().getByText("This is a secret for a single call").waitFor();
    await input().fill("sk-ant-0123456789abcdef0123456789");
    await said().getByText("This is a key of Anthropic.").waitFor();
  });

  it("takes the key out of what was pasted, and checks it", async () => {
    const { key, panel, workbench, server } = stage;
    await input().fill(`export OPENAI_API_KEY="${key}"`);
    await input().press("Enter");
    await panel.button("Connect").waitFor();
    await isDone("Set your API key");
    await until("the check", () => server.requests.some(({ path }) => path.endsWith("/models")));
    await workbench.runCommand("Viva Voce: Check API Key");
    await notification("The key works. It opens 5 realtime models, gpt-realtime-2.1 among them.").waitFor();
    await picture("works");
    await workbench.panel.locator(".key-row summary").click();
    await panel.button("Replace API Key").waitFor();
  });

  it("shows the other steps", async () => {
    for (const [title, name] of [
      ["Check the microphone", "microphone"],
      ["Say your first command", "command"],
      ["Talk by key", "talk"],
      ["Find out what you can say", "say"],
    ] as const) {
      await step(title).click();
      await step(title).locator(".step-description-container").first().waitFor();
      await picture(`walkthrough-${name}`);
    }
  });

  it("completes the steps by what the user does", async () => {
    const { panel, probe, workbench } = stage;
    await probe.open("src/inventory.ts");
    await panel.connect();
    await panel.type("go to line 31");
    await probe.until("line 31", ({ editor }) => editor?.line === 31);
    await workbench.runCommand("Viva Voce: Get Started");
    await isDone("Say your first command");
    await isOpen("Talk by key");
    await panel.talkButton().hover();
    await workbench.page.mouse.down();
    await workbench.panel.locator(selectors.microphoneHeld).first().waitFor();
    await workbench.page.mouse.up();
    await isDone("Talk by key");
    await workbench.runCommand("Viva Voce: What Can I Say");
    await isDone("Find out what you can say");
    await panel.stop();
  });

  it("completes the microphone's step where it hears something", async () => {
    const { microphone, panel, workbench } = stage;
    await isOpen("Check the microphone");
    await microphone.load(join(root, "test/fixtures/speech/goToLine42.slt.wav"));
    await step("Check the microphone").click();
    await step("Check the microphone").getByRole("button", { name: "Test Microphone" }).click();
    await panel.button("Record 3 seconds").click();
    await workbench.panel.getByText(/^You were heard/).waitFor();
    await isDone("Check the microphone");
    await panel.button("Close").click();
    await microphone.rest();
  });

  it("says what is wrong with another key, and only that", async () => {
    const { panel, workbench, key } = stage;
    await workbench.runCommand("Viva Voce: Set API Key");
    await input().fill("sk-wrong-0123456789abcdef");
    await input().press("Enter");
    await workbench.panel.getByRole("alert").getByText("does not accept the API key").waitFor();
    await picture("wrong");
    await panel.setKey(key);
    await workbench.panel.getByRole("alert").waitFor({ state: "detached" });
  });

  it("moves a key out of the settings", async () => {
    const { probe, panel, key, workbench } = stage;
    await workbench.runCommand("Viva Voce: Clear API Key");
    await panel.button("Set API Key").waitFor();
    const profile = { provider: "openai", apiKey: key };
    await probe.configure("vivaVoce.profiles", { Mine: profile });
    await probe.configure("vivaVoce.profile", "Mine");
    const told = notification("An API key stands in your settings, in vivaVoce.profiles.Mine.apiKey");
    await told.waitFor();
    await picture("settings");
    await told.getByRole("button", { name: "Move to Secret Storage" }).click();
    await notification("The key is in the secret storage now").waitFor();
    assert.deepEqual(await probe.setting("vivaVoce.profiles"), { Mine: { provider: "openai" } });
    await panel.connect();
    await panel.stop();
  });

  it("says that a key is gone, and asks for it again", async () => {
    const { panel, workbench } = stage;
    // Where VS Code in a browser keeps secrets.
    await workbench.page.evaluate(() => localStorage.removeItem("secrets.provider"));
    await workbench.reload();
    await panel.show();
    await workbench.panel.getByText(/^The key is gone/).waitFor();
    await picture("lost");
    await panel.button("Set API Key").click();
    await said()
      .or(workbench.page.locator(".quick-input-widget:visible"))
      .getByText(/The key is gone/)
      .first()
      .waitFor();
  });
});
