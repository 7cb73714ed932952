import assert from "node:assert/strict";
import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, mint } from "./client.ts";

const json = { authorization: `Bearer ${key}`, "content-type": "application/json" };

interface ApiError {
  error: { message: string; type: string; code: string | null; param: string | null };
}

async function refused(response: Response, status: number, code: string | null, param: string | null = null) {
  const { error } = (await response.json()) as ApiError;
  assert.deepEqual([response.status, error.code, error.param], [status, code, param], error.message);
  assert.equal(error.type, "invalid_request_error");
  return error.message;
}

const sdpRequest = (authorization: string): RequestInit => ({
  headers: { authorization, "content-type": "application/sdp" },
  body: "hello",
});

describe("the Realtime server over HTTP", () => {
  let server: RealtimeServer;
  const origin = "http://127.0.0.1:4321";
  before(async () => {
    server = await startRealtimeServer({ key, origins: [origin] });
  });
  after(() => server.close());

  const post = (path: string, init: RequestInit): Promise<Response> =>
    fetch(server.url + path, { method: "POST", headers: json, ...init });
  const mintWith = (body: unknown, headers: Record<string, string> = json): Promise<Response> =>
    post("/realtime/client_secrets", { headers, body: JSON.stringify(body) });

  it("mints a secret with the whole session in the answer", async () => {
    const wanted = {
      type: "realtime",
      model: "gpt-realtime-2.1-mini",
      audio: { output: { voice: "cedar" } },
    };
    const response = await mintWith({
      expires_after: { anchor: "created_at", seconds: 60 },
      session: wanted,
    });
    assert.equal(response.status, 200);
    const body = (await response.json()) as {
      value: string;
      expires_at: number;
      session: typeof wanted & { tools: [] };
    };
    assert.match(body.value, /^ek_/);
    assert.ok(Math.abs(body.expires_at - (Date.now() / 1000 + 60)) < 3);
    assert.equal(body.session.model, "gpt-realtime-2.1-mini");
    assert.equal(body.session.audio.output.voice, "cedar");
    assert.deepEqual(body.session.tools, []);
  });

  const faults: [what: string, body: unknown, code: string, param: string][] = [
    [
      "an unknown parameter",
      { session: { type: "realtime", temperature: 1 } },
      "unknown_parameter",
      "session.temperature",
    ],
    ["a missing type", { session: { model: "gpt-realtime" } }, "missing_required_parameter", "session.type"],
    [
      "a wrong type",
      { session: { type: "realtime", instructions: 5 } },
      "invalid_type",
      "session.instructions",
    ],
    [
      "a value that is none",
      { session: { type: "realtime", tool_choice: "maybe" } },
      "invalid_value",
      "session.tool_choice",
    ],
    [
      "a speed out of range",
      { session: { type: "realtime", audio: { output: { speed: 3 } } } },
      "decimal_above_max_value",
      "session.audio.output.speed",
    ],
    [
      "a secret for too short",
      { expires_after: { seconds: 5 } },
      "integer_below_min_value",
      "expires_after.seconds",
    ],
    [
      "a secret for too long",
      { expires_after: { seconds: 7201 } },
      "integer_above_max_value",
      "expires_after.seconds",
    ],
    [
      "a field of the wrong turn detection",
      {
        session: {
          type: "realtime",
          audio: { input: { turn_detection: { type: "semantic_vad", threshold: 0.5 } } },
        },
      },
      "unknown_parameter",
      "session.audio.input.turn_detection.threshold",
    ],
  ];
  for (const [what, body, code, param] of faults) {
    it(`refuses ${what}`, async () => {
      await refused(await mintWith(body), 400, code, param);
    });
  }

  it("refuses wrong keys, unknown models, paths, methods and bodies", async () => {
    const message = await refused(
      await mintWith({}, { authorization: "Bearer sk-wrong-key-1" }),
      401,
      "invalid_api_key",
    );
    assert.ok(!message.includes("wrong-key"));
    await refused(await mintWith({}, {}), 401, null);
    const session = { type: "realtime", model: "gpt-nothing" };
    await refused(await mintWith({ session }), 404, "model_not_found");
    await refused(await post("/realtime/nothing", {}), 404, null);
    await refused(
      await fetch(`${server.url}/realtime/calls`, { headers: json }),
      405,
      "method_not_supported",
    );
    await refused(await post("/realtime/client_secrets", { body: "{" }), 400, null);
  });

  it("refuses calls without a right secret, type or offer", async () => {
    await refused(await post("/realtime/calls", sdpRequest("Bearer ek_unknown")), 401, "invalid_api_key");
    await refused(
      await post("/realtime/calls", sdpRequest(`Bearer ${await mint(server)}`)),
      400,
      "invalid_offer",
    );
    await refused(await post("/realtime/calls", { body: "{}" }), 415, "unsupported_content_type");
    assert.equal(server.sessions.length, 0);
  });

  it("lets secrets expire", async () => {
    const brief = await startRealtimeServer({ key, secretSeconds: 0.2 });
    try {
      const secret = await mint(brief);
      await sleep(1200);
      const headers = { authorization: `Bearer ${secret}`, "content-type": "application/sdp" };
      const response = await fetch(`${brief.url}/realtime/calls`, { method: "POST", headers, body: "v=0" });
      await refused(response, 401, "invalid_api_key");
    } finally {
      await brief.close();
    }
  });

  it("takes a form with the key, answers 201 with the call's place, and hangs up", async () => {
    const client = await call(server);
    const offer = client.connection.localDescription?.sdp ?? "";
    await client.close();
    const form = new FormData();
    form.set("sdp", new Blob([offer], { type: "application/sdp" }));
    const session = JSON.stringify({ type: "realtime", model: "gpt-realtime-1.5" });
    form.set("session", new Blob([session], { type: "application/json" }));
    const response = await post("/realtime/calls", {
      headers: { authorization: `Bearer ${key}` },
      body: form,
    });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get("content-type"), "application/sdp");
    assert.match(await response.text(), /^v=0[\s\S]+opus\/48000/);
    const [, callId] =
      /^\/v1\/realtime\/calls\/(rtc_\w+)$/.exec(response.headers.get("location") ?? "") ?? [];
    assert.equal(server.sessions.at(-1)?.configuration.model, "gpt-realtime-1.5");
    assert.equal((await post(`/realtime/calls/${callId}/hangup`, {})).status, 200);
    assert.equal(server.sessions.at(-1)?.closed, true);
    await refused(await post(`/realtime/calls/${callId}/hangup`, {}), 404, "call_id_not_found");
  });

  it("lists models, and serves Azure's paths and header", async () => {
    const models = (await (await fetch(`${server.url}/models`, { headers: json })).json()) as {
      data: { id: string }[];
    };
    assert.ok(models.data.some(({ id }) => id === "gpt-realtime-2.1"));
    const azure = `http://127.0.0.1:${server.port}/openai/v1/realtime/client_secrets`;
    const response = await fetch(azure, { method: "POST", headers: { "api-key": key }, body: "{}" });
    assert.equal(response.status, 200);
  });

  it("serves no other host and no page that was not let in", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { host: "evil.example", authorization: `Bearer ${key}` };
      get(`${server.url}/models`, { headers }, (response) => resolve(response.statusCode)).on(
        "error",
        reject,
      );
    });
    assert.equal(status, 403);
    const asking = (from: string): Promise<Response> =>
      fetch(`${server.url}/models`, { headers: { ...json, origin: from } });
    assert.equal((await asking("https://evil.example")).status, 403);
    const allowed = await asking(origin);
    assert.deepEqual([allowed.status, allowed.headers.get("access-control-allow-origin")], [200, origin]);
    const preflight = await fetch(`${server.url}/realtime/calls`, { method: "OPTIONS", headers: { origin } });
    assert.equal(preflight.status, 204);
  });

  it("fails as it is told to, once, and logs without secrets", async () => {
    const path = "/realtime/client_secrets";
    const body = {
      error: { message: "Slow down.", type: "requests", code: "rate_limit_exceeded", param: null },
    };
    server.script.failNext({ path, status: 429, body, headers: { "retry-after": "2" } });
    const limited = await mintWith({});
    assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "2"]);
    server.script.failNext({ path, hangUp: true });
    await assert.rejects(mintWith({}));
    server.script.failNext({ path, status: 503, body: "<html>", delayMs: 100 });
    const from = performance.now();
    assert.equal(await (await mintWith({})).text(), "<html>");
    assert.ok(performance.now() - from >= 95);
    assert.equal((await mintWith({})).status, 200);
    const statuses = server.requests.slice(-4).map((request) => request.status);
    assert.deepEqual(statuses, [429, 0, 503, 200]);
    assert.ok(!JSON.stringify(server.requests).includes(key));
  });
});
