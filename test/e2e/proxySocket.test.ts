/**
 * The WebSocket, as the editor's proxy settings and the system's certificates meet it in a real VS Code: at a name that
 * only the proxy knows, with an authority that only the system trusts.
 */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createAuthority } from "../../dev/network/certificates.ts";
import { startFront, type Front } from "../../dev/network/front.ts";
import { startProxy, type Proxy } from "../../dev/network/proxy.ts";
import { temporaryFolder } from "../../dev/setup/cleanup.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";

const host = "realtime.example";

describe("a WebSocket to a provider behind a proxy", () => {
  let stage: Stage;
  let proxy: Proxy;
  let front: Front;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
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
        "vivaVoce.transport": "websocket",
        "vivaVoce.baseUrl": `https://${host}/v1`,
        "http.proxy": `http://me:secret@127.0.0.1:${proxy.port}`,
      },
    });
    front = await startFront(authority.certify(host), stage.server.port);
    places[`${host}:443`] = front.port;
    await stage.panel.setKey(stage.key);
  });
  after(async () => {
    await stage?.close();
    proxy?.close();
    front?.close();
    folder?.remove();
  });

  it("goes through it, with a certificate that the system trusts", async () => {
    await stage.panel.connect();
    assert.ok(stage.server.requests.some(({ path, status }) => path === "/v1/realtime" && status === 101));
    assert.ok(proxy.asked.every((place) => place === `${host}:443`));
    // What we say, and what the server says, come through it.
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await stage.panel.type("go to line 42");
    await stage.probe.until("line 42", ({ editor }) => editor?.line === 42);
    await stage.panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    await stage.panel.stop();
  });
});
