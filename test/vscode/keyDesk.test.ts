import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { KeyDesk } from "../../src/host/keyDesk.ts";
import { Keys } from "../../src/host/keys.ts";
import { activeProfile } from "../../src/host/profiles.ts";
import { Keyring, Memory } from "./stores.ts";

const update = (name: string, value: unknown): Thenable<void> =>
  vscode.workspace.getConfiguration("vivaVoce").update(name, value, vscode.ConfigurationTarget.Global);

describe("what the panel shows of the key", () => {
  let server: Server;
  let asked: PromiseWithResolvers<void>;
  let answer: PromiseWithResolvers<number>;
  let keys: Keys;
  let desk: KeyDesk;
  let checked: Promise<unknown>[];

  beforeEach(async () => {
    [asked, answer] = [Promise.withResolvers(), Promise.withResolvers()];
    checked = [];
    server = createServer((_, response) => {
      asked.resolve();
      void answer.promise.then((status) => response.writeHead(status).end('{"data":[]}'));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const provider = { provider: "compatible", baseUrl };
    await update("profiles", { One: provider, Two: provider });
    await update("profile", "One");
    keys = new Keys(new Keyring(), new Memory());
    desk = new KeyDesk({
      keys,
      safetyIdentifier: () => Promise.resolve("nobody"),
      panelVisible: () => true,
      act: () => assert.fail("nobody chose anything"),
      changed: () => undefined,
      report: (promise) => void checked.push(promise),
    });
    await desk.settingsChanged();
  });
  afterEach(async () => {
    desk.dispose();
    keys.dispose();
    server.close();
    for (const name of ["profile", "profiles"]) await update(name, undefined);
  });

  async function check(change: () => Promise<void>): Promise<void> {
    await keys.set(activeProfile(), "one-key-of-one-profile");
    await asked.promise;
    await change();
    answer.resolve(401);
    assert.equal(checked.length, 1);
    await Promise.all(checked);
  }

  it("is what a check has found of it", async () => {
    await check(() => Promise.resolve());
    assert.notEqual(desk.state.problem, undefined);
  });

  it("is nothing that a check has found of another profile's", async () => {
    await check(async () => {
      await update("profile", "Two");
      await desk.settingsChanged();
    });
    assert.equal(desk.state.problem, undefined);
  });
});
