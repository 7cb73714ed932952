import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { addedItems, currentSession, until } from "./talking.ts";

describe("profiles", () => {
  let stage: Stage;
  before(async () => {
    // The settings as they stand lead nowhere: what works, works by the profile.
    stage = await openStage({ closed: true, settings: { "vivaVoce.baseUrl": "http://127.0.0.1:9/v1" } });
    await mkdir(screenshots, { recursive: true });
  });
  after(() => stage?.close());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await picture("failed");
  });

  const picture = (name: string): Promise<void> =>
    stage.workbench.screenshot(join(screenshots, `profiles-${name}.png`));
  const widget = () => stage.workbench.page.locator(".quick-input-widget:visible");
  const press = (key: string): Promise<void> => stage.workbench.page.keyboard.press(key);
  const type = (text: string): Promise<void> => stage.workbench.page.keyboard.type(text);
  const value = (): Promise<string> => widget().locator("input.input").inputValue();
  const shows = (text: string): Promise<void> => widget().getByText(text).first().waitFor();
  const chosen = (label: string): Promise<void> =>
    widget().locator(".monaco-list-row.focused .label-name").filter({ hasText: label }).first().waitFor();

  /** As the command "Go Back", which differs from system to system. */
  const back = (): Promise<void> =>
    press(process.platform === "darwin" ? "Control+Minus" : "Control+Alt+Minus");

  async function command(title: string): Promise<void> {
    await press("F1");
    await widget().waitFor();
    await type(title);
    await chosen(title);
    await press("Enter");
  }
  async function write(text: string): Promise<void> {
    await press("ControlOrMeta+A");
    await type(text);
  }
  const atStep = (number: number): Promise<void> => shows(`Add Profile (${number}/5)`);
  async function enterKey(key: string): Promise<void> {
    await widget().locator('input[type="password"]').waitFor();
    await type(key);
    await press("Enter");
  }
  const uses = (name: string): Promise<void> => settingIs("vivaVoce.profile", name);
  async function settingIs(key: string, wanted: unknown): Promise<void> {
    const deadline = performance.now() + 20_000;
    while (JSON.stringify(await stage.probe.setting(key)) !== JSON.stringify(wanted)) {
      assert.ok(performance.now() < deadline, `${key} is not ${JSON.stringify(wanted)}`);
      await delay(50);
    }
  }
  async function choose(name: string): Promise<void> {
    await type(name);
    await chosen(name);
    await press("Enter");
  }
  /** Goes through the first three steps. */
  async function begin(provider: string, address: string, key: string): Promise<void> {
    await command("Viva Voce: Add Profile");
    await atStep(1);
    await choose(provider);
    await atStep(2);
    await write(address);
    await press("Enter");
    await atStep(3);
    await press("Enter");
    await enterKey(key);
    await atStep(4);
  }
  /** Types into the panel's box, which the focus is brought to by Tab. */
  async function say(words: string): Promise<void> {
    const { panel, page } = stage.workbench;
    await command("Viva Voce: Show Voice Panel");
    const box = panel.getByRole("textbox", { name: "Message" });
    const hasFocus = (): Promise<boolean> => box.evaluate((element) => element === document.activeElement);
    for (let count = 0; count < 30 && !(await hasFocus()); count++) await press("Tab");
    assert.ok(await hasFocus());
    await page.keyboard.type(words);
    await press("Enter");
  }
  /** The session after this one, with what was said before it. */
  async function next(before: ServerSession): Promise<ServerSession> {
    const session = await until("another session", () => {
      const current = currentSession(stage);
      return current !== before && current;
    });
    await until("the history", () => JSON.stringify(addedItems(session)).includes("go to line 3"));
    await stage.panel.shows("listening");
    return session;
  }

  it("are set up from nothing by the keyboard alone, and talked to", async () => {
    const { server, key, probe, panel } = stage;
    await command("Viva Voce: Add Profile");
    await atStep(1);
    await picture("1-provider");
    await press("Enter");

    await atStep(2);
    assert.equal(await value(), "https://api.openai.com/v1");
    await write("sk-proj-of-somebody");
    await shows("This is a key");
    await press("Enter");
    await atStep(2);
    await picture("2-key-as-address");
    await write(`${server.url}/realtime/`);
    await shows(`Taken as ${server.url}`);
    await picture("2-address");
    await press("Enter");

    await atStep(3);
    await back();
    await atStep(2);
    assert.equal(await value(), `${server.url}/realtime/`);
    await press("Enter");
    await atStep(3);
    await picture("3-sign-in");
    await press("Enter");
    await widget().locator('input[type="password"]').waitFor();
    await press("Escape");
    await atStep(3);
    await press("Enter");
    await enterKey("sk-of-nobody");

    await atStep(4);
    await shows("Other…");
    await shows("The models could not be listed: The provider does not accept the API key.");
    await picture("4-not-listed");
    await back();
    await atStep(3);
    await press("ArrowDown");
    await chosen("Enter another key");
    await press("Enter");
    await enterKey(key);
    await atStep(4);
    await chosen("gpt-realtime-2.1");
    await picture("4-model");
    await press("Enter");

    await atStep(5);
    assert.equal(await value(), "OpenAI");
    await write("Private");
    await picture("5-name");
    await press("Enter");
    await uses("Private");
    assert.deepEqual(await probe.setting("vivaVoce.profiles"), {
      Private: { provider: "openai", baseUrl: server.url, model: "gpt-realtime-2.1" },
    });

    await probe.open("src/inventory.ts");
    await press("ControlOrMeta+Alt+Shift+Space");
    await panel.shows("listening");
    await say("go to line 3");
    await probe.until("line 3", ({ editor }) => editor?.line === 3);
    await picture("in-use");
  });

  it("leave nothing behind where they are given up", async () => {
    const { server, probe, key } = stage;
    const before = await probe.setting("vivaVoce.profiles");
    await begin("OpenAI", server.url, key);
    await chosen("gpt-realtime");
    await press("Escape");
    await widget().waitFor({ state: "detached" });
    assert.deepEqual(await probe.setting("vivaVoce.profiles"), before);

    // Had the key stayed, a profile of the name and address that it was for would not ask for one.
    const openai = { provider: "openai", baseUrl: server.url, model: "gpt-realtime-2.1" };
    await probe.configure("vivaVoce.profiles", { ...(before as object), OpenAI: openai });
    const session = currentSession(stage);
    await command("Viva Voce: Choose Profile");
    await chosen("Private");
    await choose("OpenAI");
    await widget().locator('input[type="password"]').waitFor();
    await press("Escape");
    await stage.workbench.page.getByText("OpenAI has no key yet. Private stays in use.").first().waitFor();
    assert.equal(await probe.setting("vivaVoce.profile"), "Private");
    assert.equal(currentSession(stage), session);
    await stage.panel.shows("listening");
    await probe.configure("vivaVoce.profiles", before);
  });

  it("say what does not work, and where it is changed", async () => {
    const { server, probe } = stage;
    await begin("OpenAI", server.url, "sk-of-nobody");
    await shows("The models could not be listed");
    await type("gpt-realtime-2.1-mini");
    await chosen("Use “gpt-realtime-2.1-mini”");
    await press("Enter");
    await atStep(5);
    await write("Second");
    await press("Enter");
    await chosen("Change the key or the sign-in");
    await picture("6-does-not-work");
    await press("Enter");
    await atStep(3);
    await press("ArrowDown");
    await chosen("Enter another key");
    await press("Enter");
    const session = currentSession(stage);
    await enterKey(stage.key);
    await atStep(4);
    await chosen("gpt-realtime-2.1-mini");
    await press("Enter");
    await atStep(5);
    assert.equal(await value(), "Second");
    await press("Enter");
    await uses("Second");
    const stored = (await probe.setting("vivaVoce.profiles")) as Record<string, unknown>;
    assert.deepEqual(Object.keys(stored), ["Private", "Second"]);
    const { configuration } = await next(session);
    assert.equal(configuration.model, "gpt-realtime-2.1-mini");
  });

  it("are switched by command, by the panel's button and by voice, and the conversation goes on", async () => {
    const { panel, workbench } = stage;
    let session = currentSession(stage);
    await command("Viva Voce: Choose Profile");
    await chosen("Second");
    await picture("choose");
    await press("ArrowUp");
    await chosen("Private");
    await press("Enter");
    session = await next(session);
    assert.equal(session.configuration.model, "gpt-realtime-2.1");

    await workbench.panel.getByRole("button", { name: "Profile: gpt-realtime-2.1 · Private" }).click();
    await chosen("Private");
    await choose("Second");
    session = await next(session);
    assert.equal(session.configuration.model, "gpt-realtime-2.1-mini");

    await panel.type("use the profile private");
    // Another provider would hear them.
    await panel.log().getByRole("button", { name: "Allow" }).click();
    session = await next(session);
    assert.equal(session.configuration.model, "gpt-realtime-2.1");
    await uses("Private");
    await workbench.panel.getByRole("button", { name: "Profile: gpt-realtime-2.1 · Private" }).waitFor();
  });

  it("get another model from the list, with a word about the day on which it is switched off", async () => {
    const { probe, workbench } = stage;
    const session = currentSession(stage);
    await command("Viva Voce: Choose Model");
    await chosen("gpt-realtime-2.1");
    await shows("Is switched off on January 20, 2027.");
    await picture("choose-model");
    await choose("gpt-realtime-1.5");
    const { configuration } = await next(session);
    assert.equal(configuration.model, "gpt-realtime-1.5");
    const stored = (await probe.setting("vivaVoce.profiles")) as Record<string, { model: string }>;
    assert.deepEqual(
      [stored["Private"]?.model, stored["Second"]?.model],
      ["gpt-realtime-1.5", "gpt-realtime-2.1-mini"],
    );
    await workbench.panel.getByRole("button", { name: "Profile: gpt-realtime-1.5 · Private" }).waitFor();
  });

  it("take from a page of Azure's the resource and the deployment that it names", async () => {
    const account = "/subscriptions/1/providers/Microsoft.CognitiveServices/accounts/Work/deployments/talk";
    const page = `https://ai.azure.com/resource/deployments/${encodeURIComponent(account)}?tid=1`;
    await begin("Azure", page, "0123456789abcdef0123456789abcdef");
    assert.equal(await value(), "talk");
    await press("Enter");
    await atStep(5);
    assert.equal(await value(), "Azure work");
    await picture("5-azure");
    await press("Escape");
    await widget().waitFor({ state: "detached" });
  });

  it("are removed with their keys, after a question", async () => {
    const { probe, workbench } = stage;
    const before = (await probe.setting("vivaVoce.profiles")) as Record<string, unknown>;
    await command("Viva Voce: Remove Profile");
    await chosen("Private");
    await choose("Second");
    await workbench.page.getByText("Remove the profile “Second”, and its key").first().waitFor();
    await press("Enter");
    const left = { Private: before["Private"] };
    await settingIs("vivaVoce.profiles", left);
    await probe.configure("vivaVoce.profiles", before);
    await command("Viva Voce: Choose Profile");
    await chosen("Private");
    await choose("Second");
    await widget().locator('input[type="password"]').waitFor();
    await press("Escape");
  });
});
