import assert from "node:assert/strict";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import type { Item } from "../../src/session/clientEvents.ts";
import { sharedStage } from "./sharedStage.ts";
import { addedItems, currentSession, nextRequest, until } from "./talking.ts";

describe("a conversation", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    await stage.panel.connect();
    await say("open the cart file");
  });
  afterEach(async () => {
    await stage.probe.command("vivaVoce.stop");
    await stage.panel.shows("idle");
  });

  async function say(command: string): Promise<void> {
    const { sent } = currentSession(stage);
    const before = sent.length;
    await stage.panel.type(command);
    await until("it is answered", () =>
      sent.slice(before).some(({ type }) => type === "output_audio_buffer.stopped"),
    );
    await stage.panel.shows("listening");
  }

  /** @returns the session that takes over after `work`, when the panel says so and the old one has ended. */
  async function successor(work: () => Promise<unknown> | void): Promise<ServerSession> {
    const session = currentSession(stage);
    const notices = stage.panel.log().getByText("Connected again");
    const before = await notices.count();
    await work();
    const next = await until("another session", () => {
      const current = currentSession(stage);
      return current !== session && current;
    });
    await notices.nth(before).waitFor();
    await until("the old session has ended", () => session.closed);
    return next;
  }

  const wordsOf = (item: Item | undefined): string | undefined =>
    item?.type === "message" ? item.content[0]?.text : undefined;

  /** The new session knows what was said and done, and the next command works in it. */
  async function goesOn(session: ServerSession): Promise<void> {
    const { panel, probe } = stage;
    await until("the history arrives", () => wordsOf(addedItems(session).at(-1)) === "Done.");
    const [user, call, output] = addedItems(session).slice(-4);
    assert.equal(wordsOf(user), "open the cart file");
    assert.deepEqual(call?.type === "function_call" && [call.name, call.arguments], [
      "open_file",
      '{"name":"cart"}',
    ]);
    assert.equal(
      output?.type === "function_call_output" && output.call_id,
      call?.type === "function_call" && call.call_id,
    );
    assert.match(await panel.log().innerText(), /open the cart file[^]*Connected again/);
    await panel.type("go to line 22");
    await probe.until(
      "line 22 of cart.ts",
      ({ editor }) => editor?.file === "src/cart.ts" && editor.line === 22,
    );
    assert.equal(currentSession(stage), session);
  }

  it("goes on in the same session while the panel is hidden", async () => {
    const { panel, probe, workbench } = stage;
    const session = currentSession(stage);
    await panel.evaluate("document.body.dataset.mark = 'kept'");
    await workbench.runCommand("View: Show Explorer");
    await panel.log().waitFor({ state: "hidden" });
    await probe.command("vivaVoce.toggleMute");
    await until("the mute arrives", () =>
      JSON.stringify(session.received.at(-1)).includes("input_audio_buffer.clear"),
    );
    await probe.command("vivaVoce.toggleMute");
    await panel.show();
    assert.equal(await panel.evaluate("document.body.dataset.mark"), "kept");
    await panel.type("go to line 5");
    await probe.until("line 5", ({ editor }) => editor?.line === 5);
    assert.equal(currentSession(stage), session);
    assert.equal(session.closed, false);
  });

  it("goes on in a new session where the panel is moved to the other side", async () => {
    const { panel, workbench, probe } = stage;
    await panel.evaluate("document.body.dataset.mark = 'gone with the old panel'");
    const list = workbench.page.locator(".quick-input-widget:visible");
    const pick = (name: string): Promise<void> =>
      list.locator(".monaco-list-row").getByText(name, { exact: true }).click();
    const next = await successor(async () => {
      await workbench.page.keyboard.press("F1");
      await list.locator("input").fill(">View: Move View");
      await pick("View: Move View");
      await pick("Voice");
      await pick("New Secondary Side Bar Entry");
    });
    assert.equal(await panel.evaluate("document.body.dataset.mark ?? 'new'"), "new");
    await workbench.page.locator(".part.auxiliarybar").getByText("Viva Voce", { exact: true }).waitFor();
    await goesOn(next);
    const home = { viewIds: ["vivaVoce.panel"], destinationId: "workbench.view.extension.vivaVoce" };
    await successor(() => probe.command("vscode.moveViews", home));
  });

  it("goes on in a new session where the panel is reloaded", async () => {
    await goesOn(await successor(() => stage.workbench.runCommand("Developer: Reload Webviews")));
  });

  it("goes on in a new session where the connection breaks", async () => {
    await goesOn(await successor(() => currentSession(stage).drop()));
  });

  it("goes on in a new session where the hour of one is over", async () => {
    await goesOn(await successor(() => currentSession(stage).expire()));
  });

  it("is hung up where the user stops it", async () => {
    const { panel, server } = stage;
    const session = currentSession(stage);
    await panel.stop();
    await until("the session has ended", () => session.closed);
    const status = await until("the hang-up is answered", () => {
      const hangUp = server.requests.findLast(({ path }) => path.endsWith("/hangup"));
      return hangUp !== undefined && hangUp.status > 0 && hangUp.status;
    });
    // 404 where the closed connection was the first to tell.
    assert.ok(status === 200 || status === 404, `the hang-up is answered with ${status}`);
  });

  it("ends where the user stops it while it is coming back", async () => {
    const { panel, server } = stage;
    const count = server.sessions.length;
    server.script.failNext({ path: "/realtime/client_secrets", delayMs: 60_000 });
    const secretAsked = nextRequest(server, "/realtime/client_secrets");
    currentSession(stage).drop();
    await panel.shows("connecting");
    await secretAsked();
    assert.match(await panel.log().innerText(), /open the cart file/);
    await panel.button("Cancel").click();
    await panel.shows("idle");
    await panel.connect();
    assert.equal(server.sessions.length, count + 1);
  });
});
