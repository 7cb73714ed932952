import assert from "node:assert/strict";
import { SessionLog } from "../../../../src/session/observation/sessionLog.ts";
import { comeBack, scripted } from "../scripted.ts";

describe("the session's course in the log", () => {
  let now: number;
  let lines: string[];
  let traces: boolean;
  const secret = "plain-secret";
  const note =
    (level: string) =>
    (message: string): void =>
      void lines.push(`${level} ${message}`);
  const create = (): SessionLog =>
    new SessionLog({
      log: {
        trace: (message) => {
          if (traces) note("trace")(message());
        },
        debug: note("debug"),
        info: note("info"),
        warn: note("warn"),
        error: note("error"),
      },
      secrets: () => [secret],
      now: () => now,
    });
  beforeEach(() => {
    now = 0;
    lines = [];
    traces = false;
  });

  it("tells when it starts, is lost, comes back, and stops", async () => {
    const { session, goLive, links } = scripted({ observers: [create()] });
    const starting = goLive();
    now = 700;
    const link = await starting;
    link.listener.closed("network");
    now = 1_500;
    await comeBack(session, links);
    session.stop();
    assert.deepEqual(lines, [
      "info Session starting",
      "info Session live after 700 ms",
      "info Connecting again",
      "info Session live after 800 ms",
      "info Session stopped",
    ]);
  });

  it("has each event whole at trace, without secrets and without deltas", async () => {
    traces = true;
    const { session, goLive } = scripted({ observers: [create()] });
    const link = await goLive();
    lines.length = 0;
    session.say(`my key is ${secret}`);
    link.receive({ type: "response.output_text.delta", item_id: "i", response_id: "r", delta: "plain-" });
    link.receive({ type: "response.function_call_arguments.delta", item_id: "i", delta: "secret" });
    link.receive({ type: "rate_limits.updated", text: secret, instructions: "Be brief." });
    link.listener.received("not JSON");
    const [typed, ...others] = lines;
    assert.match(typed ?? "", /^trace → \{"type":"conversation\.item\.create".*"my key is \[redacted\]"/);
    assert.deepEqual(others, [
      'trace → {"type":"response.create","event_id":"create_1"}',
      'trace ← {"type":"rate_limits.updated","text":"[redacted]","instructions":"[9 characters]"}',
      "trace ← not JSON",
    ]);
  });

  it("makes no text for a level that is off", () => {
    const log = create();
    const event = { type: "response.create", toJSON: () => assert.fail("it was made into text") } as const;
    log.sent(event);
    log.received({ kind: "unknown", type: "x" }, "what cannot be parsed");
    assert.deepEqual(lines, []);
    traces = true;
    assert.throws(() => log.received({ kind: "unknown", type: "x" }, "what cannot be parsed"), SyntaxError);
  });
});
