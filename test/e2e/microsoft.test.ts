import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { startRealtimeServer, type RealtimeServer } from "../../dev/realtime/server.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";

/** A request as it came, with what stood in for the credential. */
interface Shown {
  path: string;
  authorization: string | undefined;
  apiKey: string | undefined;
}

describe("the sign-in with Microsoft", () => {
  let stage: Stage;
  let azure: RealtimeServer;
  const shown: Shown[] = [];
  const note = (event: unknown): void => {
    const { url = "", headers } = (event as { request: IncomingMessage }).request;
    if (!url.startsWith("/openai/v1/")) return;
    const apiKey = headers["api-key"];
    shown.push({
      path: url.slice("/openai/v1".length),
      authorization: headers.authorization,
      apiKey: typeof apiKey === "string" ? apiKey : undefined,
    });
  };

  const dialog = (): Locator => stage.workbench.page.locator(".monaco-dialog-box");
  const notification = (words: string): Locator =>
    stage.workbench.page.locator(".notifications-toasts .notification-toast", { hasText: words });

  before(async () => {
    stage = await openStage({ settings: { "vivaVoce.provider": "azure" } });
    const { probe, panel } = stage;
    // As the stand-in for the sign-in gives them out: each use has another one.
    const token = /^entra-\d+-[\da-f-]{36}$/;
    azure = await startRealtimeServer({ key: crypto.randomUUID(), plays: "azure", azure: { token } });
    await probe.standInMicrosoft();
    const profile = {
      provider: "azure",
      baseUrl: new URL(azure.url).origin,
      model: "voice-deployment",
      signIn: "microsoft",
      tenant: "contoso.example",
    };
    await probe.configure("vivaVoce.profiles", { Work: profile });
    await probe.configure("vivaVoce.profile", "Work");
    await panel.button("Sign in with Microsoft").waitFor();
    subscribe("http.server.request.start", note);
  });
  after(async () => {
    unsubscribe("http.server.request.start", note);
    await stage?.close();
    await azure?.close();
  });

  it("asks nobody before the user has clicked", async () => {
    assert.deepEqual(await stage.probe.microsoft(), { asked: [], tokens: [] });
    assert.equal(await dialog().count(), 0);
  });

  it("tells that the user did not sign in, and why", async () => {
    const { panel, probe } = stage;
    await probe.microsoft({ refuse: "User did not consent to login." });
    await panel.button("Sign in with Microsoft").click();
    await dialog().getByRole("button", { name: "Allow" }).click();
    await notification("You are not signed in to Microsoft: User did not consent to login.").waitFor();
    await panel.button("Sign in with Microsoft").waitFor();
    assert.deepEqual(shown, []);
  });

  it("asks for Azure's resource, in the tenant of the profile", async () => {
    const { panel, probe } = stage;
    await notification("You are not signed in").getByRole("button", { name: "Sign In" }).click();
    await dialog().getByRole("button", { name: "Allow" }).click();
    await panel.button("Connect").waitFor();
    const { asked } = await probe.microsoft();
    assert.deepEqual(asked.at(-1)?.toSorted(), [
      "VSCODE_TENANT:contoso.example",
      "https://cognitiveservices.azure.com/.default",
    ]);
  });

  it("opens calls with a fresh token at each use, and no key", async () => {
    const { panel, probe } = stage;
    await panel.connect();
    const { model } = azure.sessions.at(-1)?.configuration ?? {};
    assert.equal(model, "voice-deployment");
    await panel.type("go to line 3");
    await panel.newest("tool").waitFor();
    await panel.stop();
    await panel.connect();
    await panel.stop();
    assert.equal(azure.sessions.length, 2);
    const { tokens } = await probe.microsoft();
    const minted = shown.filter(({ path }) => path === "/realtime/client_secrets");
    assert.ok(minted.length >= 2, JSON.stringify(shown));
    // A call is opened with its own secret, and all else with a token.
    const secrets = shown.filter(({ path }) => path === "/realtime/calls");
    assert.equal(secrets.length, 2);
    for (const { authorization } of secrets) assert.match(authorization ?? "", /^Bearer ek_/);
    for (const { authorization = "", apiKey } of shown.filter((request) => !secrets.includes(request))) {
      assert.ok(tokens.includes(authorization.replace(/^Bearer /, "")), authorization);
      assert.equal(apiKey, undefined);
    }
    assert.equal(new Set(minted.map(({ authorization }) => authorization)).size, minted.length);
  });

  it("leaves no token in a setting, a log or a state of VS Code", async () => {
    const { tokens } = await stage.probe.microsoft();
    assert.ok(tokens.length > 2);
    const entries = await readdir(stage.vsCode.data, { recursive: true, withFileTypes: true });
    let looked = 0;
    for (const entry of entries.filter((each) => each.isFile())) {
      const text = await readFile(join(entry.parentPath, entry.name), "latin1");
      looked += text.includes("contoso.example") ? 1 : 0;
      assert.ok(!tokens.some((token) => text.includes(token)), entry.name);
    }
    assert.ok(looked > 0, "the settings are missed");
  });

  it("asks again after the user has signed out", async () => {
    const { panel, probe } = stage;
    const before = (await probe.microsoft()).asked.length;
    await probe.microsoft({ signOut: true });
    await panel.button("Sign in with Microsoft").click();
    await dialog().getByRole("button", { name: "Allow" }).click();
    await panel.button("Connect").waitFor();
    assert.equal((await probe.microsoft()).asked.length, before + 1);
  });
});
