import assert from "node:assert/strict";
import { attackGround, refusalOf } from "./attackGround.ts";

describe("the companion page's server, attacked by requests", () => {
  const ground = attackGround();

  describe("by another name", () => {
    for (const host of [
      "evil.example",
      "evil.example:PORT",
      "127.0.0.1",
      "127.0.0.1:1",
      "localhost.evil.example:PORT",
      "[::1]:PORT",
      "127.0.0.1:PORT@evil.example",
      "127.0.0.1:PORT, evil.example",
    ]) {
      it(`gives ${host} neither page nor socket, and says nothing of itself`, async () => {
        const headers = { host: host.replace("PORT", String(ground.rig.port)) };
        for (const path of ["/", "/companion.js", "/socket"]) {
          const { status, body, headers: answered } = await ground.rig.get(path, { headers });
          assert.equal(status, 421);
          assert.equal(body, "");
          assert.equal(answered["content-security-policy"], undefined);
        }
        assert.equal(await refusalOf(ground.rig.dial(ground.origin, { headers })), 421);
        // As a page does that has bound its name to this machine.
        assert.equal(await refusalOf(ground.rig.dial(`http://${headers.host}`, { headers })), 421);
      });
    }

    it("gives nothing to a request without a host, or with two", async () => {
      assert.match(await ground.rig.raw("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 400 /);
      assert.match(await ground.rig.raw("GET / HTTP/1.0\r\n\r\n"), /^HTTP\/1\.1 421 /);
      const twice = `GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${ground.rig.port}\r\nConnection: close\r\n\r\n`;
      assert.match(await ground.rig.raw(twice), /^HTTP\/1\.1 4(00|21) /);
    });

    it("does not follow a forwarded host that it was not told of", async () => {
      const headers = {
        host: "evil.example",
        "x-forwarded-host": `127.0.0.1:${ground.rig.port}`,
        forwarded: "host=localhost",
      };
      assert.equal((await ground.rig.get("/", { headers })).status, 421);
    });
  });

  describe("from another origin", () => {
    for (const foreign of [
      "https://evil.example",
      "null",
      "http://127.0.0.1",
      "http://127.0.0.1:1",
      "https://127.0.0.1:PORT",
      "http://localhost.evil.example:PORT",
      "file://",
      "vscode-webview://abc",
    ]) {
      it(`gives ${foreign} no socket`, async () => {
        assert.equal(await refusalOf(ground.rig.dial(foreign.replace("PORT", String(ground.rig.port)))), 403);
      });
    }

    it("gives no socket to what names no origin", async () => {
      assert.equal(await refusalOf(ground.rig.dial()), 403);
    });

    it("lets no other page read or run its files", async () => {
      const { headers } = await ground.rig.get("/companion.js", {
        headers: { origin: "https://evil.example" },
      });
      assert.equal(headers["access-control-allow-origin"], undefined);
      assert.equal(headers["cross-origin-resource-policy"], "same-origin");
    });
  });

  describe("with requests that are none of the page's", () => {
    for (const path of [
      "/index.html",
      "/companion.js?x",
      "/companion.js/",
      "//companion.js",
      "/Companion.js",
      "/secret.txt",
      "/../secret.txt",
      "/..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/%2e%2e%2fsecret.txt",
      "/companion.js/../secret.txt",
      "/%63ompanion.js",
      "/companion.js%00",
      String.raw`/..\secret.txt`,
      "/socket",
      "/socket/",
      "/__proto__",
      "http://127.0.0.1/",
      "*",
    ]) {
      it(`has nothing at ${path}`, async () => {
        const { status, body, headers } = await ground.rig.get(path);
        assert.equal(status, 404);
        assert.equal(body, "");
        assert.match(String(headers["content-security-policy"]), /default-src 'none'/);
      });
    }

    for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"]) {
      it(`does not do ${method}`, async () => {
        const { status, body, headers } = await ground.rig.get("/", {
          method,
          headers: { origin: "https://evil.example" },
        });
        assert.equal(status, 405);
        assert.equal(body, "");
        assert.equal(headers.allow, "GET");
        assert.equal(headers["access-control-allow-methods"], undefined);
      });
    }

    it("is no proxy", async () => {
      assert.equal(
        await ground.rig.raw(
          `CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${ground.rig.port}\r\n\r\n`,
        ),
        "",
      );
    });

    it("has sockets at one path, by GET, and of one kind", async () => {
      const first = async (bytes: string): Promise<string> =>
        (await ground.rig.raw(bytes)).split("\r\n")[0] ?? "";
      assert.equal(await first(ground.upgrade("/")), "HTTP/1.1 404 Not Found");
      assert.equal(await first(ground.upgrade("/socket?pass=x")), "HTTP/1.1 404 Not Found");
      assert.equal(await first(ground.upgrade().replace("GET", "POST")), "HTTP/1.1 405 Method Not Allowed");
      assert.equal(await first(ground.upgrade().replace("websocket", "h2c")), "HTTP/1.1 400 Bad Request");
      assert.match(await first(ground.upgrade().replace("Version: 13", "Version: 7")), /^HTTP\/1\.1 4/);
    });

    it("takes no body along, and no second request behind one", async () => {
      const chunked = await ground.rig.raw(
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${ground.rig.port}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
      );
      assert.match(chunked, /^HTTP\/1\.1 413 /);
      const smuggled = `GET /companion.js HTTP/1.1\r\nHost: 127.0.0.1:${ground.rig.port}\r\n\r\n`;
      const received = await ground.rig.raw(
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${ground.rig.port}\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
      );
      assert.match(received, /^HTTP\/1\.1 413 /);
      assert.equal(received.match(/HTTP\/1\.1 /g)?.length, 1);
    });

    it("does not read headers or addresses without end", async () => {
      const long = "x".repeat(20_000);
      const head = `Host: 127.0.0.1:${ground.rig.port}\r\n`;
      assert.match(await ground.rig.raw(`GET /${long} HTTP/1.1\r\n${head}\r\n`), /^HTTP\/1\.1 431 /);
      assert.match(
        await ground.rig.raw(`GET / HTTP/1.1\r\n${head}Cookie: ${long}\r\n\r\n`),
        /^HTTP\/1\.1 431 /,
      );
    });

    it("takes nothing that is not HTTP", async () => {
      assert.match(await ground.rig.raw("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n"), /^HTTP\/1\.1 400 /);
    });
  });
});
