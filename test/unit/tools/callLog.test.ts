import assert from "node:assert/strict";
import { createSafetyRig, never } from "./safetyRig.ts";

const launch = { command: "launch the rocket" };

describe("the log of actions", () => {
  it("tells of each call its cause, risk, who allowed it, what came of it, and how long it took", async () => {
    const cause = { item: "item_1", words: "launch it with sk-secret", typed: false };
    const rig = createSafetyRig({ cause: () => cause });
    await rig.call("run_command", launch);
    rig.wait(5_000);
    await rig.router.confirm("call_1", true, never, { by: "key" });
    await rig.call("go_to", { line: 99 });
    const [asked, moved] = rig.log.actions();
    assert.deepEqual(asked, {
      number: 1,
      at: 0,
      callId: "call_1",
      tool: "run_command",
      arguments: '{"command":"launch the rocket"}',
      risk: "external",
      allowedBy: "key",
      cause: { item: "item_1", words: "launch it with [redacted]", typed: false },
      outcome: "done",
      summary: "Rocket: Launch",
      took: 0,
    });
    assert.deepEqual([moved?.risk, moved?.allowedBy, moved?.outcome], ["read", "harmless", "failed"]);
  });

  it("gets the words of the cause when they are written down", async () => {
    const rig = createSafetyRig({ cause: () => ({ item: "item_1", words: undefined, typed: false }) });
    await rig.call("get_history", {});
    assert.equal(rig.log.actions()[0]?.cause?.words, "");
    rig.log.written("item_1", "what did you do with sk-secret");
    rig.log.written("item_2", "something else");
    assert.equal(rig.log.actions()[0]?.cause?.words, "what did you do with [redacted]");
  });

  it("keeps the last 500, cut where they are long", async () => {
    const rig = createSafetyRig();
    await rig.call("get_history", "x".repeat(5_000));
    assert.match(rig.log.actions()[0]?.arguments ?? "", /^x{2000}… \[3000 more characters\]$/);
    for (let count = 0; count < 500; count++) await rig.call("go_to", { line: 1 });
    assert.deepEqual([rig.log.actions().length, rig.log.actions()[0]?.number], [500, 2]);
  });

  it("is what the model is told of, when the user asks what it did", async () => {
    const rig = createSafetyRig();
    await rig.call("insert_text", { text: "new " });
    await rig.call("go_to", { line: 2 });
    const { result } = await rig.call("get_history", { count: 2 });
    assert.partialDeepStrictEqual(result["actions"], [
      { tool: "insert_text", what: "Inserted at a.txt, line 1", outcome: "done", undo: "possible" },
      { tool: "go_to", what: "a.txt, line 2", outcome: "done" },
    ]);
    await rig.call("undo", {});
    const later = await rig.call("get_history", { count: 3 });
    assert.equal((later.result["actions"] as { undo?: string }[])[0]?.undo, "was undone");
  });

  describe("of what runs at an MCP server", () => {
    const remote = (callId: string) => ({
      callId,
      name: "mcp:weather/get_forecast",
      arguments: '{"city":"Bern"}',
      server: "weather",
    });
    const asked = (callId: string) => ({
      ...remote(callId),
      tool: "get_forecast",
      approve: () => undefined,
      refuse: () => undefined,
    });

    it("runs from the user's yes until the server has answered", async () => {
      const rig = createSafetyRig();
      const last = () => rig.log.actions().at(-1);
      await rig.router.assess(asked("m1"), never);
      assert.equal(last()?.outcome, "asking");
      await rig.router.confirm("m1", true, never, { by: "click" });
      assert.deepEqual([last()?.outcome, last()?.allowedBy], ["running", "click"]);
      rig.wait(700);
      rig.router.endedElsewhere(remote("m1"), "done");
      assert.deepEqual(
        [last()?.outcome, last()?.summary, last()?.took],
        ["done", "Ran at the MCP server weather.", 700],
      );
      assert.equal(rig.log.actions().length, 1);
    });

    it("tells what the user's rules allow, and what could not be called any more", async () => {
      const rig = createSafetyRig({ allow: ["mcp:weather/get_forecast"] });
      const outcomes = () => rig.log.actions().map(({ outcome, allowedBy }) => [outcome, allowedBy]);
      await rig.router.assess(asked("m1"), never);
      assert.deepEqual(outcomes(), [["running", "rule"]]);
      rig.router.endedElsewhere(remote("m1"), "cancelled");
      assert.deepEqual(outcomes(), [["cancelled", "rule"]]);
    });

    it("tells of calls that needed no approval", () => {
      const rig = createSafetyRig();
      rig.router.endedElsewhere(remote("m1"), "failed");
      assert.partialDeepStrictEqual(rig.log.actions(), [
        {
          tool: "mcp:weather/get_forecast",
          risk: "external",
          allowedBy: "rule",
          outcome: "failed",
          summary: "Failed at the MCP server weather.",
        },
      ]);
    });
  });

  it("knows which question went by", async () => {
    const rig = createSafetyRig({ patience: 1 });
    const { expired } = await rig.call("run_command", launch);
    // The process would end: a question keeps it from nothing.
    const alive = setInterval(() => undefined, 5);
    await expired;
    clearInterval(alive);
    assert.equal(rig.log.actions()[0]?.outcome, "expired");
    assert.equal(await rig.router.confirm("call_1", true, never), undefined);
  });
});
