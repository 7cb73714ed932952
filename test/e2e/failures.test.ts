import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startRealtimeServer, type RealtimeServer } from "../../dev/realtime/server.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { currentSession, nextRequest, until } from "./talking.ts";

describe("when a session cannot start", () => {
  let stage: Stage;
  let restarted: RealtimeServer | undefined;
  before(async () => {
    stage = await openStage();
  });
  after(async () => {
    await stage?.close();
    await restarted?.close();
  });

  const alert = () => stage.workbench.panel.getByRole("alert");
  const keyBox = () => stage.workbench.page.locator('.quick-input-widget:visible input[type="password"]');

  async function enterKey(key: string): Promise<void> {
    await keyBox().fill(key);
    await keyBox().press("Enter");
  }
  /** The panel tells what is wrong and what to do, and offers just this. */
  async function tells(what: RegExp, remedy: RegExp, buttons: string[]): Promise<void> {
    await alert().filter({ hasText: what }).waitFor();
    assert.match(await alert().innerText(), remedy);
    assert.deepEqual(await alert().getByRole("button").allInnerTexts(), buttons);
    await stage.workbench.page.getByRole("button", { name: /^Viva Voce: Voice stopped/ }).waitFor();
  }
  async function connectsAfter(act: () => Promise<unknown>): Promise<void> {
    const before = stage.server.sessions.length;
    await act();
    await stage.panel.shows("listening");
    assert.equal(stage.server.sessions.length, before + 1);
    assert.equal(await alert().count(), 0);
    await stage.panel.stop();
  }
  const tryAgain = () => alert().getByRole("button", { name: "Try Again" }).click();

  it("for want of a key, there is one thing to do, and two ways around it", async () => {
    const { panel, workbench } = stage;
    const buttons = workbench.panel.getByRole("button");
    await panel.button("Set API Key").waitFor();
    assert.equal(await buttons.count(), 3);
    await workbench.screenshot(join(screenshots, "welcome.png"));

    await workbench.runCommand("Viva Voce: Start Talking");
    await keyBox().press("Escape");
    await keyBox().waitFor({ state: "detached" });
    assert.equal(await buttons.count(), 3);
    assert.deepEqual(stage.server.requests, []);

    await panel.button("Set API Key").click();
    await enterKey("sk-of another");
    await workbench.page.getByText("A key has no spaces").waitFor();
    await enterKey(`  "sk-of-nobody" `);
    await panel.button("Connect").waitFor();
  });

  it("for a key that is not accepted, a new one connects", async () => {
    const { panel } = stage;
    await panel.button("Connect").click();
    await tells(/does not accept the API key/, /Set a key that is valid/, ["Set API Key", "Open Settings"]);
    await alert().getByText("Details").click();
    assert.match(await alert().innerText(), /HTTP 401/);
    assert.doesNotMatch(await alert().innerText(), /sk-of-nobody/);
    await stage.workbench.screenshot(join(screenshots, "failure.png"));
    await connectsAfter(async () => {
      await alert().getByRole("button", { name: "Set API Key" }).click();
      await enterKey(stage.key);
    });
  });

  it("for want of credit", async () => {
    stage.server.script.failNext({
      path: "/realtime/client_secrets",
      status: 429,
      body: { error: { message: "You exceeded your current quota.", code: "insufficient_quota" } },
    });
    await stage.panel.button("Connect").click();
    await tells(/no credit left/, /Add credit/, ["Try Again"]);
    await connectsAfter(tryAgain);
  });

  it("for a model that the provider does not know", async () => {
    const { panel, workspace, workbench } = stage;
    const settings = join(workspace, ".vscode");
    await mkdir(settings);
    await writeFile(join(settings, "settings.json"), '{ "vivaVoce.model": "gpt-of-nobody" }');
    await workbench.panel.locator(".footer", { hasText: "gpt-of-nobody" }).waitFor();
    await panel.button("Connect").click();
    await tells(/does not know this model/, /Choose another model/, [
      "Choose Model",
      "Open Settings",
      "Try Again",
    ]);
    await rm(settings, { recursive: true });
    await workbench.panel.locator(".footer", { hasText: "gpt-realtime" }).waitFor();
    await connectsAfter(tryAgain);
  });

  it("for a refused offer, whose answer is JSON", async () => {
    stage.server.script.failNext({
      path: "/realtime/calls",
      status: 400,
      body: { error: { message: "Failed to parse SDP offer.", code: "invalid_offer" } },
    });
    await stage.panel.button("Connect").click();
    await tells(/refused the session/, /A setting may not fit/, ["Open Settings", "Try Again"]);
    await alert().getByText("Details").click();
    assert.match(await alert().innerText(), /HTTP 400 invalid_offer: Failed to parse SDP offer\./);
    await connectsAfter(tryAgain);
  });

  it("for an answer that is none", async () => {
    stage.server.script.failNext({ path: "/realtime/calls", status: 200, body: "<html>It works!</html>" });
    await stage.panel.button("Connect").click();
    await tells(/something else than the Realtime API/, /Check the endpoint/, ["Open Settings", "Try Again"]);
    await connectsAfter(tryAgain);
  });

  it("for a provider that is silent, until it is cancelled", async () => {
    const { panel, probe, server } = stage;
    const silent = { path: "/realtime/client_secrets", delayMs: 1_000 };
    server.script.failNext(silent);
    const asked = nextRequest(server, silent.path);
    await panel.button("Connect").click();
    await asked();
    await panel.shows("connecting");
    await panel.button("Cancel").click();
    await panel.shows("idle");
    // When this is answered, so is what was cancelled.
    server.script.failNext(silent);
    await fetch(`${server.url}${silent.path}`, { method: "POST" });
    await probe.state();
    await panel.shows("idle");
    await connectsAfter(() => panel.button("Connect").click());
  });

  it("for a network that is not there", async () => {
    const { panel, server, key } = stage;
    await server.close();
    await panel.button("Connect").click();
    await tells(/nothing listens there/, /Check the port/, ["Try Again", "Open Settings"]);
    await alert().getByText("Details").click();
    assert.match(await alert().innerText(), /ECONNREFUSED/);
    restarted = await startRealtimeServer({ key, port: server.port });
    stage = { ...stage, server: restarted };
    await connectsAfter(tryAgain);
  });

  it("because it is starting, it starts once", async () => {
    const { panel, probe, server } = stage;
    const before = server.sessions.length;
    await Promise.all([probe.command("vivaVoce.start"), probe.command("vivaVoce.start")]);
    await panel.shows("listening");
    await probe.command("vivaVoce.start");
    await panel.type("go to line 3");
    await until("the model answers", () =>
      currentSession(stage).sent.find(({ type }) => type === "response.done"),
    );
    assert.equal(server.sessions.length, before + 1);
    await panel.stop();
  });

  it("because its key was taken away, there is a way to set one", async () => {
    const { panel, workbench } = stage;
    await workbench.runCommand("Viva Voce: Clear API Key");
    await workbench.page.getByText("The API key was removed.", { exact: true }).waitFor();
    assert.match(await panel.log().innerText(), /go to line 3/);
    await panel.button("Set API Key").click();
    await enterKey(stage.key);
    await connectsAfter(() => panel.button("Connect").click());
  });
});
