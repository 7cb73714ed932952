import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createServer as createHttpServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer, type AddressInfo, type Server } from "node:net";
import type { Duplex } from "node:stream";
import { promisify } from "node:util";
import { createSelfSignedCertificate, HashAlgorithm, SignatureAlgorithm } from "werift";
import { endpointCheck } from "../../../../src/host/diagnose/endpointCheck.ts";
import { obstacleTo } from "../../../../src/providers/obstacle.ts";
import type { WayReason } from "../../../../src/session/failure.ts";
import { providerSettings } from "../../providers/played.ts";
import { inShort, run, words } from "./plainWords.ts";

const check = (baseUrl: string, { patience = 60_000, proxy }: { patience?: number; proxy?: string } = {}) =>
  endpointCheck({ settings: providerSettings({ baseUrl }), proxy, patience, words });

describe("the check of the endpoint", () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }
  const found = async (...parameters: Parameters<typeof check>): Promise<string> =>
    inShort(await run(check(...parameters)));

  it("takes any answer, and sends neither key nor body", async () => {
    const asked: unknown[] = [];
    const port = await listen(
      createHttpServer(({ method, url, headers }, response) => {
        asked.push([method, url, headers.authorization]);
        response.writeHead(404, { connection: "close" }).end();
      }),
    );
    const url = `http://127.0.0.1:${port}/v1`;
    assert.match(await found(url), new RegExp(`^ok: 127\\.0\\.0\\.1:${port} answers, in \\d+ ms\\.$`));
    assert.deepEqual(asked, [["HEAD", "/v1", undefined]]);
  });

  it("tells a closed port", async () => {
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    assert.equal(
      await found(`http://127.0.0.1:${port}/v1`),
      "failed: Explained: connectionRefused. [showLog]",
    );
  });

  it("tells a name that nobody has", async () => {
    assert.equal(
      // https://www.rfc-editor.org/rfc/rfc6761#section-6.4
      await found("https://realtime.invalid/v1"),
      "failed: Explained: nameUnknown. [showLog]",
    );
  });

  it("tells a certificate that is not trusted", async () => {
    const { certPem, keyPem } = await createSelfSignedCertificate({
      hash: HashAlgorithm.sha256_4,
      signature: SignatureAlgorithm.ecdsa_3,
    });
    const port = await listen(createTlsServer({ cert: certPem, key: keyPem }));
    assert.equal(
      await found(`https://127.0.0.1:${port}/v1`),
      "failed: Explained: certificateRefused. [showLog]",
    );
  });

  it("tells a server that does not speak https", async () => {
    const port = await listen(createHttpServer());
    assert.match(await found(`https://127.0.0.1:${port}/v1`), /^failed: Explained: unreachable\./);
  });

  it("tells silence, and names the proxy that may be at fault", async () => {
    const port = await listen(
      createServer((socket) => void setTimeout(() => socket.destroy(), 5_000).unref()),
    );
    const finding = await run(
      check(`http://127.0.0.1:${port}/v1`, { patience: 30, proxy: "proxy.example:3128" }),
    );
    assert.equal(inShort(finding), "failed: Explained: timedOut. [showLog]");
    assert.match(finding.advice ?? "", /Requests go through the proxy proxy\.example:3128\.$/);
  });

  it("tells a proxy that wants a password", async () => {
    const proxy = createHttpServer();
    proxy.on("connect", (_, socket: Duplex) =>
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\nConnection: close\r\n\r\n"),
    );
    const port = await listen(proxy);
    // Node takes proxies from the environment, and only as it starts.
    const script = `
      const { reach } = await import(${JSON.stringify(import.meta.resolve("../../../../src/host/diagnose/reach.ts"))});
      console.log(JSON.stringify(await reach("https://realtime.invalid/v1", AbortSignal.timeout(60_000))));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      env: { ...process.env, NODE_USE_ENV_PROXY: "1", HTTPS_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: "" },
    });
    assert.partialDeepStrictEqual(JSON.parse(stdout), {
      reached: false,
      failure: { reason: "proxyPassword" },
    });
  });

  it("gives up with the user", async () => {
    const port = await listen(
      createServer((socket) => void setTimeout(() => socket.destroy(), 5_000).unref()),
    );
    const cancelling = new AbortController();
    const running = run(check(`http://127.0.0.1:${port}/v1`), cancelling.signal);
    cancelling.abort(new Error("cancelled"));
    await assert.rejects(running, /cancelled/);
  });
});

describe("what keeps a request from its server", () => {
  const failed = (code: string, message = code, more: object = {}): Error =>
    new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code, ...more }) });
  const errors: [WayReason, Error][] = [
    ["nameUnknown", failed("EAI_AGAIN")],
    // The name of a host is no word on a proxy.
    ["nameUnknown", failed("ENOTFOUND", "getaddrinfo ENOTFOUND proxy.example", { hostname: "api.example" })],
    ["proxyFailed", failed("ENOTFOUND", "getaddrinfo ENOTFOUND gate.example", { hostname: "gate.example" })],
    ["connectionRefused", failed("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:443", { port: 443 })],
    ["proxyFailed", failed("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:3128", { port: 3128 })],
    ["noRoute", failed("ENETUNREACH")],
    ["noRoute", new TypeError("fetch failed", { cause: new AggregateError([failed("EHOSTUNREACH")]) })],
    ["timedOut", failed("UND_ERR_CONNECT_TIMEOUT")],
    ["certificateRefused", failed("CERT_HAS_EXPIRED")],
    ["certificateRefused", failed("ERR_TLS_CERT_ALTNAME_INVALID")],
    ["certificateRefused", failed("UNABLE_TO_VERIFY_LEAF_SIGNATURE")],
    // What undici says, and what VS Code's proxy agent says.
    ["proxyPassword", failed("UND_ERR_ABORTED", "Proxy response (407) !== 200 when HTTP Tunneling")],
    ["proxyPassword", failed("UND_ERR_ABORTED", "Proxy response (407) ?.== 200 when HTTP Tunneling")],
    ["proxyRefused", failed("UND_ERR_ABORTED", "Proxy response (403) !== 200 when HTTP Tunneling")],
    ["proxyFailed", failed("UND_ERR_ABORTED", "Proxy response (502) !== 200 when HTTP Tunneling")],
    ["proxyFailed", failed("", "Proxy connection ended before receiving CONNECT response")],
    // What Chromium says, where VS Code's fetch is its.
    ["nameUnknown", failed("", "net::ERR_NAME_NOT_RESOLVED")],
    ["certificateRefused", failed("", "net::ERR_CERT_AUTHORITY_INVALID")],
    ["proxyFailed", failed("", "net::ERR_PROXY_CONNECTION_FAILED")],
    ["unreachable", failed("ECONNRESET")],
  ];
  for (const [reason, error] of errors) {
    const { message } = error.cause as Error;
    it(`is named by ${message || "an address's own error"}: ${reason}`, () => {
      assert.equal(obstacleTo("https://api.example/v1", error).reason, reason);
    });
  }

  it("is told without a key that stands in it", () => {
    const { detail } = obstacleTo(
      "https://api.example/v1",
      failed("ECONNRESET", "Bearer sk-test-0123456789 lost"),
    );
    assert.equal(detail, "api.example: Bearer [redacted] lost");
  });
});
