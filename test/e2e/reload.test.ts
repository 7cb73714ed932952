import assert from "node:assert/strict";
import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { connectProbe } from "../../dev/vscode/probe.ts";
import type { Item } from "../../src/session/clientEvents.ts";
import { screenshots } from "./sharedStage.ts";
import { addedItems, callOutputs, currentSession, receivedEvents, until } from "./talking.ts";

describe("a window that is reloaded", function () {
  this.timeout(120_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    await stage.panel.setKey(stage.key);
    await stage.panel.connect();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await mkdir(screenshots, { recursive: true });
    const name = `failed-reload-${this.currentTest.title.slice(0, 20).replaceAll(/\W+/g, "-")}.png`;
    await stage.workbench.screenshot(join(screenshots, name));
  });
  after(async () => {
    stage?.probe.close();
    await stage?.close();
  });

  /** Lets the extension host end, and resolves when there is another one. */
  async function another(end: () => Promise<void> | void): Promise<void> {
    const { probe, vsCode } = stage;
    await Promise.all([probe.gone, end()]);
    probe.close();
    stage = { ...stage, probe: await connectProbe(vsCode.probePath) };
  }

  /** @returns the session that takes over after `end`, live, and when the panel says so. */
  async function successor(end: () => Promise<void> | void): Promise<ServerSession> {
    const session = currentSession(stage);
    const notices = stage.panel.log().getByText("Connected again");
    const before = await notices.count();
    await another(end);
    await notices.nth(before).waitFor();
    const next = currentSession(stage);
    assert.notEqual(next, session);
    await until("the old session has ended", () => session.closed);
    return next;
  }

  const reload = (): Promise<void> => stage.workbench.reload();
  const wordsOf = (item: Item | undefined): string | undefined =>
    item?.type === "message" ? item.content[0]?.text : undefined;
  const responses = (session: ServerSession): number =>
    receivedEvents(session).filter(({ type }) => type === "response.create").length;
  const shown = (): Promise<string> => stage.panel.log().innerText();

  async function say(command: string): Promise<void> {
    const answers = stage.panel.log().locator(".entry.assistant");
    const before = await answers.count();
    await stage.panel.type(command);
    await answers.nth(before).filter({ hasText: "Done." }).waitFor();
    await stage.panel.shows("listening");
  }

  it("goes on by itself: nothing is to be repeated, and no call runs twice", async () => {
    await say("open the cart file and go to line 22");
    await say("insert a comment check this");
    const next = await successor(reload);
    const { panel, probe } = stage;
    await panel.shows("listening");
    const items = addedItems(next);
    assert.deepEqual(
      items.map((item) => wordsOf(item) ?? (item.type === "function_call" ? item.name : item.type)),
      [
        "open the cart file and go to line 22",
        "open_file",
        "function_call_output",
        "go_to",
        "function_call_output",
        "Done.",
        "insert a comment check this",
        "insert_text",
        "function_call_output",
        "Done.",
      ],
    );
    assert.match(await shown(), /open the cart file[^]*Insert text[^]*Connected again/i);
    assert.equal(responses(next), 0, "an answer is asked for that was given already");
    const { editor } = await probe.until("cart.ts", (state) => state.editor?.file === "src/cart.ts");
    assert.equal(editor?.text.split("// check this").length, 2);
    await say("go to line 7");
    assert.equal(currentSession(stage), next);
  });

  it("tells the model of a call that ran, and does not run it again", async () => {
    const { panel, probe } = stage;
    await probe.open("src/cart.ts", { line: 22 });
    await probe.hang();
    await panel.type("go to the definition");
    await panel.newest("tool").and(panel.log().locator('[data-status="running"]')).waitFor();
    while ((await probe.asked()) === 0);
    const next = await successor(reload);
    await stage.probe.hang();
    const outputs = callOutputs(next);
    const calls = addedItems(next).filter((item) => item.type === "function_call");
    const call = calls.findLast(({ name }) => name === "navigate");
    const told = outputs.filter(({ callId }) => callId === call?.call_id);
    assert.equal(told.length, 1);
    assert.match(told[0]?.output ?? "", /not known whether it was done/);
    const card = stage.panel.log().locator('.entry.tool[data-status="failed"]').last();
    assert.match(await card.innerText(), /definition[^]*It is not known whether this was done/i);
    await until("the model speaks of it", () => responses(next) === 1);
    await stage.panel.shows("listening");
    assert.equal(await stage.probe.asked(), 0);
    assert.equal((await stage.probe.state()).editor?.line, 22);
  });

  it("asks nothing any more that was asked before, and is muted where it was", async () => {
    const { panel } = stage;
    await panel.setMuted(true);
    await panel.type("run the command create terminal editor");
    await panel.log().getByRole("button", { name: "Allow" }).waitFor();
    await panel.shows("listening");
    const next = await successor(reload);
    const mute = 'button[aria-label="Mute microphone"][aria-pressed="true"]';
    await stage.workbench.panel.locator(mute).waitFor();
    assert.match(JSON.stringify(callOutputs(next).at(-1)), /before the user answered/);
    assert.match(await shown(), /Not done: the window was reloaded or closed before you answered/);
    assert.equal(await stage.panel.log().getByRole("button", { name: "Allow" }).count(), 0);
    assert.equal((await stage.probe.state()).terminals, 0);
    await stage.panel.setMuted(false);
  });

  it("goes on after a crash of the extension host, too", async () => {
    await stage.probe.open("src/cart.ts");
    await say("go to line 9");
    const next = await successor(() => stage.probe.crash());
    await stage.panel.shows("listening");
    assert.ok(addedItems(next).some((item) => wordsOf(item) === "go to line 9"));
    await say("go to line 11");
    await stage.probe.until("line 11", ({ editor }) => editor?.line === 11);
  });

  it("stays silent where the user had stopped it, and shows what was said", async () => {
    await stage.panel.stop();
    const again = await stage.panel.log().getByText("Connected again").count();
    const sessions = stage.server.sessions.length;
    await another(reload);
    const { panel, server } = stage;
    await panel.log().getByText("go to line 11", { exact: true }).waitFor();
    await panel.shows("idle");
    await panel.connect();
    assert.equal(server.sessions.length, sessions + 1);
    await until("the history arrives", () =>
      addedItems(currentSession(stage)).some((item) => wordsOf(item) === "go to line 11"),
    );
    assert.equal(await panel.log().getByText("Connected again").count(), again);
    await panel.stop();
  });

  it("finds nothing on disk where the user does not want that", async () => {
    const { vsCode, probe } = stage;
    const found = (): Promise<string[]> => keptFiles(vsCode.data);
    const [file = "", ...more] = await found();
    assert.deepEqual(more, []);
    assert.match(await readFile(file, "utf8"), /go to line 11/);
    if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o777, 0o600);
    await probe.configure("vivaVoce.history.keep", false);
    while ((await found()).length > 0);
    await another(reload);
    await stage.panel.shows("idle");
    assert.equal(await stage.panel.log().count(), 0);
    assert.deepEqual(await found(), []);
  });
});

/** All that is kept of conversations, by their paths. */
async function keptFiles(data: string): Promise<string[]> {
  const entries = await readdir(data, { recursive: true, withFileTypes: true });
  const names = entries.filter(({ name }) => /^conversation.*\.json/.test(name));
  return names.map(({ parentPath, name }) => join(parentPath, name));
}
