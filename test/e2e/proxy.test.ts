/**
 * VS Code's proxy settings and the system's certificates, as the extension's requests meet them in a real VS Code: a
 * provider over https whose name only the proxy knows, and whose authority only the system trusts, or nobody.
 */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAuthority, type Certified } from "../../dev/network/certificates.ts";
import { startFront, type Front } from "../../dev/network/front.ts";
import { startProxy, type Proxy } from "../../dev/network/proxy.ts";
import { temporaryFolder } from "../../dev/setup/cleanup.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";

const trusted = "realtime.example";
const untrusted = "stranger.example";

describe("a provider behind a proxy", () => {
  let stage: Stage;
  let proxy: Proxy;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const fronts: Front[] = [];
  const places: Record<string, number> = {};

  before(async () => {
    folder = await temporaryFolder("certificates");
    const authority = createAuthority("The company's authority");
    const bundle = join(folder.path, "system.pem");
    await writeFile(bundle, authority.certificate);
    proxy = await startProxy({ places, credentials: "me:secret" });
    stage = await openStage({
      // Where OpenSSL, and so Node on Linux, looks for what the system trusts.
      environment: { SSL_CERT_FILE: bundle },
      settings: {
        "vivaVoce.baseUrl": `https://${trusted}/v1`,
        "http.proxy": `http://me:secret@127.0.0.1:${proxy.port}`,
      },
    });
    const { port } = stage.server;
    places[`${trusted}:443`] = await front(authority.certify(trusted), port);
    places[`${untrusted}:443`] = await front(createAuthority("Nobody's").certify(untrusted), port);
    await stage.panel.setKey(stage.key);
  });
  after(async () => {
    await stage?.close();
    proxy?.close();
    for (const one of fronts) one.close();
    folder?.remove();
  });

  /** @returns the port on which the server is spoken to in TLS. */
  async function front(certified: Certified, port: number): Promise<number> {
    const one = await startFront(certified, port);
    fronts.push(one);
    return one.port;
  }

  const alert = () => stage.workbench.panel.getByRole("alert");

  async function fails(what: RegExp, remedy: RegExp, buttons: string[]): Promise<void> {
    const before = stage.server.requests.length;
    await stage.probe.command("vivaVoce.start");
    // Before, what the check of the key has found is shown in its place.
    await stage.panel.shows("failed");
    await alert().filter({ hasText: what }).waitFor();
    assert.match(await alert().innerText(), remedy);
    assert.deepEqual(await alert().getByRole("button").allInnerTexts(), buttons);
    assert.equal(stage.server.requests.length, before, "a request came through");
    assert.doesNotMatch(await alert().innerText(), /secret@|:wrong/);
    await stage.probe.command("vivaVoce.stop");
  }

  async function address(host: string): Promise<void> {
    await stage.probe.configure("vivaVoce.baseUrl", `https://${host}/v1`);
    await stage.panel.setKey(stage.key);
  }

  it("is reached through it, with a certificate that the system trusts", async () => {
    await stage.panel.connect();
    assert.equal(stage.server.sessions.length, 1);
    assert.ok(proxy.asked.includes(`${trusted}:443`));
    await stage.panel.stop();
  });

  it("is reached through it by a WebSocket, too", async () => {
    const { panel, probe, server } = stage;
    const [requests, asked] = [server.requests.length, proxy.asked.length];
    await probe.configure("vivaVoce.transport", "websocket");
    await panel.connect();
    const sockets = server.requests.slice(requests).filter(({ path }) => path === "/v1/realtime");
    assert.deepEqual(
      sockets.map(({ status }) => status),
      [101],
    );
    assert.ok(proxy.asked.slice(asked).every((place) => place === `${trusted}:443`));
    // What we say, and what the server says, come through it.
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.type("go to line 42");
    await probe.until("line 42", ({ editor }) => editor?.line === 42);
    await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    await panel.stop();
    await probe.configure("vivaVoce.transport", undefined);
  });

  it("is not spoken to where the system does not trust its certificate", async () => {
    await address(untrusted);
    await fails(/does not trust the certificate that stranger\.example shows/, /among those of the system/, [
      "Open Settings",
      "Try Again",
    ]);
  });

  it("is not reached where the proxy does not lead there", async () => {
    await address("nowhere.example");
    await fails(
      /The proxy on the way to nowhere\.example does not let the request through/,
      /administrator/,
      ["Open Proxy Settings", "Try Again"],
    );
  });

  it("is not reached where the proxy wants another password, and is again with the right one", async () => {
    await address(trusted);
    // Changed there: of a changed setting, VS Code was seen to go on with the password of before.
    proxy.want("me:another");
    await fails(/The proxy on the way to realtime\.example wants a name and a password/, /http\.proxy/, [
      "Open Proxy Settings",
      "Try Again",
    ]);
    proxy.want("me:secret");
    await stage.panel.connect();
    await stage.panel.stop();
  });
});
