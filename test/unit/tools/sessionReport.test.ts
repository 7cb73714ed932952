import assert from "node:assert/strict";
import { spent } from "../../../dev/call/memorySession.ts";
import { createRig } from "./routerRig.ts";

describe("get_session", () => {
  it("tells how one talks, how long, and what it has cost", async () => {
    const { result, summary } = await createRig().call("get_session", {});
    assert.deepEqual(result, {
      ok: true,
      connection: "live",
      turns: "hands_free",
      microphone: "open",
      answers: "spoken",
      voice: "marin",
      speed: 1,
      model: "gpt-realtime-2.1 · localhost",
      minutes: 12,
      conversation: { tokens: 4_000, usd: 0.0123 },
      today: { tokens: 90_000, usd: 0.5 },
    });
    assert.equal(summary, "12 min, $0.0123");
  });

  it("tells what is left of budgets, and nothing below zero", async () => {
    const rig = createRig();
    rig.session.report.budgets = [
      { of: "day", usd: 2, share: 0.25 },
      { of: "session", usd: 0.5, share: 1.2 },
    ];
    const { result } = await rig.call("get_session", {});
    assert.deepEqual((result as unknown as { usd_left: object }).usd_left, { today: 1.5, conversation: 0 });
  });

  it("warns of near limits and unknown prices, and makes no price up", async () => {
    const rig = createRig();
    Object.assign(rig.session.report, {
      conversation: spent(null, 700),
      today: { ...spent(0.2, 900), priced: false },
      limits: [{ name: "tokens", left: 0.042, seconds: 31.6 }],
      unpriced: ["my-deployment"],
    });
    const { output, summary } = await rig.call("get_session", {});
    const told = JSON.parse(output) as Record<string, unknown>;
    assert.deepEqual(told["conversation"], { tokens: 700, usd_at_least: null });
    assert.deepEqual(told["today"], { tokens: 900, usd_at_least: 0.2 });
    assert.deepEqual(told["warnings"], [
      "Of the provider's limit of tokens, 4 % are left for 32 s.",
      "The price of my-deployment is not known. The user can set it: vivaVoce.prices.",
    ]);
    assert.equal(summary, "12 min");
  });

  it("tells of a muted microphone and of one that is gone", async () => {
    const rig = createRig();
    rig.session.talking.microphone = "muted";
    assert.match((await rig.call("get_session", {})).output, /"microphone":"muted"/);
    rig.session.talking.microphone = undefined;
    assert.match((await rig.call("get_session", {})).output, /"microphone":"off"/);
  });
});
