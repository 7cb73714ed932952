import assert from "node:assert/strict";
import { callCheck } from "../../../../src/host/diagnose/callCheck.ts";
import type { Finding } from "../../../../src/host/diagnose/check.ts";
import type { Trial } from "../../../../src/host/diagnose/trialCall.ts";
import { SessionFailure } from "../../../../src/session/failure.ts";
import type { LinkReport } from "../../../../src/shared/media.ts";
import type { ShownSession } from "../../../../src/shared/state.ts";
import { inShort, run, words } from "./plainWords.ts";

const udp: LinkReport = {
  ice: "connected",
  path: { local: "host", remote: "host", protocol: "udp", roundTrip: 12.4 },
  received: 0,
  lost: 0,
  blocked: false,
};
const live: ShownSession = { status: "live", phase: "listening", microphone: "open" };
const idle: ShownSession = { status: "idle" };
const connecting: ShownSession = { status: "connecting", step: "secret", again: false };

describe("the check of a call", () => {
  const never = () => assert.fail("it was asked for");
  /** @param sessions the session's state, each time that it is asked for. */
  function find(
    sessions: ShownSession[],
    parts: { trial?: Trial; report?: LinkReport | null } = {},
  ): Promise<Finding> {
    const { trial, report } = parts;
    const check = callCheck({
      session: () => sessions.shift() ?? idle,
      report: () => (report === undefined ? never() : Promise.resolve(report ?? undefined)),
      tryCall: () => (trial === undefined ? never() : Promise.resolve(trial)),
      words,
    });
    return run(check);
  }
  const times = { secret: 1, offer: 2, exchange: 3, channel: 4 };
  const opened = (report: LinkReport): Promise<Finding> =>
    find([idle], { trial: { opened: true, times, report } });
  const failed = async (parts: Partial<Extract<Trial, { opened: false }>>): Promise<string> => {
    const failure = new SessionFailure("mediaFailed");
    return inShort(
      await find([idle], { trial: { opened: false, failure, answered: true, ice: undefined, ...parts } }),
    );
  };

  it("says how long each step took, and which way the sound goes", async () => {
    assert.equal(
      inShort(await opened(udp)),
      "ok: A call was opened and ended again (secret 1 ms, offer 2 ms, exchange 3 ms, channel 4 ms). " +
        "Its sound goes over UDP, directly (host–host). There and back takes 12 ms.",
    );
    const relayed = await opened({ ...udp, path: { local: "relay", remote: "srflx", protocol: "udp" } });
    assert.match(relayed.found, /Its sound goes over UDP, by a relay \(relay–srflx\)\.$/);
    const { path: _, ...pathless } = udp;
    assert.match((await opened(pathless)).found, /Which way its sound goes, the page does not tell\.$/);
  });

  it("wonders at TCP, which stands in where UDP is blocked", async () => {
    const { state, found, advice } = await opened({
      ...udp,
      path: { local: "host", remote: "host", protocol: "tcp" },
    });
    assert.equal(state, "warning");
    assert.match(found, /over TCP, directly/);
    assert.match(advice ?? "", /UDP seems to be blocked/);
  });

  it("tells a way that is blocked from a provider that does not answer", async () => {
    const blocked =
      "failed: The provider took the call, but the sound connection did not come about: UDP may be blocked. [showLog]";
    const timedOut = new SessionFailure("timedOut");
    assert.equal(await failed({ failure: timedOut, ice: "checking" }), blocked);
    assert.equal(await failed({ failure: timedOut }), blocked);
    assert.equal(await failed({}), blocked);
    assert.equal(
      await failed({ failure: timedOut, ice: "connected" }),
      "failed: The sound connection stands, but the session on it did not begin. [showLog]",
    );
    assert.equal(
      await failed({ failure: timedOut, answered: false, ice: "new" }),
      "failed: The provider did not answer the call in time. [showLog]",
    );
    assert.equal(
      await failed({ failure: new SessionFailure("requestRejected"), answered: false }),
      "failed: Explained: requestRejected. [showLog]",
    );
  });

  it("says nothing of UDP where it was a WebSocket that stayed silent", async () => {
    const timedOut = new SessionFailure("timedOut");
    const silent = "failed: The WebSocket was opened, but no session began on it. [showLog]";
    assert.equal(await failed({ transport: "websocket", failure: timedOut }), silent);
    assert.equal(await failed({ transport: "websocket" }), silent);
    assert.equal(
      await failed({ transport: "websocket", failure: timedOut, answered: false }),
      "failed: The provider did not answer the call in time. [showLog]",
    );
  });

  it("looks at the link of a live session instead of opening another", async () => {
    assert.equal(
      inShort(await find([live], { report: { ...udp, received: 960, lost: 40 } })),
      "ok: A session is on. Its sound goes over UDP, directly (host–host). There and back takes 12 ms.",
    );
    assert.match(
      inShort(await find([live], { report: { ...udp, received: 90, lost: 10 } })),
      /^warning: .* 10 of 100 packets of the assistant's voice were lost\. \[showLog\]$/,
    );
    assert.match(inShort(await find([live], { report: { ...udp, received: 1, lost: 10 } })), /^ok: /);
  });

  it("keeps out of the way of a session that is being connected", async () => {
    const kept = "skipped: Not checked, because a session is being connected.";
    assert.equal(inShort(await find([connecting])), kept);
    assert.equal(inShort(await find([live], { report: null })), kept);
    const trial: Trial = {
      opened: false,
      failure: new SessionFailure("mediaFailed"),
      answered: false,
      ice: undefined,
    };
    assert.equal(inShort(await find([idle, connecting], { trial })), kept);
    assert.equal(inShort(await find([idle, live], { trial })), kept);
  });
});
