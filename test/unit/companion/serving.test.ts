import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { mock } from "node:test";
import { beatInterval, closeCodes } from "../../../src/shared/companion.ts";
import { startRig, state, until, type Rig } from "./companionRig.ts";

const signal = (): AbortSignal => AbortSignal.timeout(2_000);

describe("the companion page's server, with a page that behaves", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.close());

  it("gives an address whose fragment is the pass, another each time", () => {
    const urls = [rig.companion.url(), rig.companion.url()];
    assert.notEqual(urls[0], urls[1]);
    for (const url of urls) assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
  });

  it("serves the page with its texts, which cannot break out of it", async () => {
    const { status, headers, body } = await rig.get("/");
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "text/html; charset=utf-8");
    assert.match(body, /<html lang="de">/);
    assert.match(body, /<title>Das Mikrofon &lt;\/script>&lt;b><\/title>/);
    const [, data] = /id="texts">(.*?)<\/script>/s.exec(body) ?? [];
    const texts = JSON.parse(data ?? "") as Record<string, string>;
    assert.equal(texts["title"], "Das Mikrofon </script><b>");
    assert.equal(texts["mute"], "Mute");
  });

  it("serves script, style and icon, and asks the browser to guard them", async () => {
    const types = {
      "/companion.js": "text/javascript",
      "/companion.css": "text/css",
      "/pulse.js": "text/javascript",
      "/icon.svg": "image/svg+xml",
    };
    for (const [path, type] of Object.entries(types)) {
      const { status, headers } = await rig.get(path);
      assert.equal(status, 200);
      assert.equal(headers["content-type"], `${type}; charset=utf-8`);
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
      assert.equal(headers["cross-origin-opener-policy"], "same-origin");
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["referrer-policy"], "no-referrer");
      assert.equal(headers["cache-control"], "no-store");
      assert.equal(headers["access-control-allow-origin"], undefined);
      const permissions = String(headers["permissions-policy"]).split(", ");
      assert.ok(permissions.includes("microphone=(self)"));
      assert.ok(permissions.includes("camera=()"));
      const port = String(rig.port);
      assert.deepEqual(String(headers["content-security-policy"]).replaceAll(port, "PORT").split("; "), [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "worker-src 'self'",
        "img-src 'self'",
        "connect-src 'self' ws://127.0.0.1:PORT ws://localhost:PORT",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
    }
  });

  it("talks with the page both ways", async () => {
    const page = await rig.open();
    const client = await rig.companion.page(signal());
    const microphone = {
      from: "device",
      device: "",
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    } as const;
    const offer = await client.offer({ link: 1, microphone, gated: false });
    assert.deepEqual(offer, { sdp: "v=0", microphone: { granted: true } });
    assert.deepEqual(page.asked, [
      { what: "show", params: state },
      { what: "offer", params: { link: 1, microphone, gated: false } },
    ]);
    page.host.linkEvent({ link: 1, data: "{}" });
    page.host.setMuted({ muted: true });
    await client.answer({ link: 1, sdp: "v=0" });
    assert.deepEqual(rig.told, [
      { what: "linkEvent", params: { link: 1, data: "{}" } },
      { what: "setMuted", params: { muted: true } },
    ]);
  });

  it("waits for a page no longer than it may", async () => {
    await assert.rejects(rig.companion.page(AbortSignal.abort(new Error("stopped"))), /stopped/);
    const waiting = new AbortController();
    const page = rig.companion.page(waiting.signal);
    waiting.abort(new Error("stopped"));
    await assert.rejects(page, /stopped/);
  });

  it("lets a page that is loaded anew come back, and tells that it was gone", async () => {
    const first = await rig.open();
    first.socket.close();
    await first.closed;
    const second = await rig.open(first.pass);
    await rig.companion.page(signal());
    assert.deepEqual(rig.told, [{ what: "gone", params: "The companion page was closed or reloaded." }]);
    assert.notEqual(second.pass, first.pass);
  });

  it("lets a page come back that was loaded anew before it could keep its next pass", async () => {
    const pass = rig.newPass();
    const socket = rig.dial(rig.companion.address.slice(0, -1));
    await once(socket, "open");
    socket.send(JSON.stringify({ pass }));
    await once(socket, "message");
    socket.terminate();
    await rig.open(pass);
    await rig.companion.page(signal());
  });

  it("gives up what it asked of a page that goes away", async () => {
    const page = await rig.open();
    const client = await rig.companion.page(signal());
    page.socket.removeAllListeners("message");
    const offer = client.offer({ link: 1, microphone: null, gated: false });
    page.socket.terminate();
    await assert.rejects(offer, /closed/);
  });

  it("serves one page at a time: the newer one", async () => {
    const older = await rig.open();
    await rig.companion.page(signal());
    const newer = await rig.open();
    assert.equal(await older.closed, closeCodes.moved);
    assert.deepEqual(rig.told, [{ what: "gone", params: "The microphone moved to another page." }]);
    const client = await rig.companion.page(signal());
    await client.setMicrophone({ link: 1, microphone: null });
    assert.equal(newer.asked.at(-1)?.what, "setMicrophone");
    await assert.rejects(rig.open(older.pass), /closed: 4001/);
  });

  it("tells its page when the session is over, and is gone", async () => {
    const page = await rig.open();
    const waiting = rig.companion.page(signal());
    await waiting;
    await rig.companion.close();
    assert.equal(await page.closed, closeCodes.ended);
    await assert.rejects(rig.get("/"), /ECONNREFUSED/);
    await assert.rejects(rig.companion.page(signal()), /ended/);
  });

  it("is gone within two seconds though its page does not say goodbye", async () => {
    const page = await rig.open();
    await rig.companion.page(signal());
    page.socket.pause();
    const start = performance.now();
    await rig.companion.close();
    assert.ok(performance.now() - start < 2_000);
    page.socket.terminate();
  });

  it("is reached under a forwarded address, whatever its path", async () => {
    const url = new URL(rig.companion.url("https://code.example.com:8443/proxy/40000"));
    assert.equal(url.origin + url.pathname, "https://code.example.com:8443/proxy/40000/");
    const headers = { host: "code.example.com:8443" };
    const { status, headers: answered } = await rig.get("/", { headers });
    assert.equal(status, 200);
    assert.match(String(answered["content-security-policy"]), / wss:\/\/code\.example\.com:8443;/);
    const socket = rig.dial("https://code.example.com:8443", { headers });
    await once(socket, "open");
    socket.send(JSON.stringify({ pass: url.hash.slice(1) }));
    await once(socket, "message");
    socket.terminate();
  });

  it("listens on loopback only", async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4");
    for (const { address } of others) {
      const socket = createConnection({ host: address, port: rig.port });
      await assert.rejects(once(socket, "connect"), /ECONNREFUSED/);
    }
    const everywhere = createConnection({ host: "::1", port: rig.port });
    await assert.rejects(once(everywhere, "connect"), /ECONNREFUSED|EADDRNOTAVAIL|ENETUNREACH/);
  });

  describe("with its beats", () => {
    beforeEach(() => mock.timers.enable({ apis: ["setInterval"] }));
    afterEach(() => mock.timers.reset());

    it("keeps a page that answers them", async () => {
      const page = await rig.open();
      const client = await rig.companion.page(signal());
      for (let beat = 0; beat < 3; beat++) {
        mock.timers.tick(beatInterval);
        // Its answer comes after the one to the beat.
        await client.answer({ link: 1, sdp: "" });
      }
      assert.equal(page.asked.filter(({ what }) => what === "beat").length, 3);
      assert.deepEqual(rig.told, []);
    });

    it("takes a page for gone that does not", async () => {
      const page = await rig.open();
      await rig.companion.page(signal());
      page.socket.pause();
      mock.timers.tick(beatInterval);
      mock.timers.tick(beatInterval);
      await until(() => rig.told.some(({ what }) => what === "gone"));
      page.socket.terminate();
    });
  });
});
