import assert from "node:assert/strict";
import { args, asked, created, done, itemDone, live, mcpCall, request } from "./mcpStage.ts";
import { comeBack, respond, until } from "./scripted.ts";

describe("a request for approval", () => {
  it("asks with server, tool and arguments, and the model is told to ask aloud", async () => {
    const stage = await live();
    await asked(stage);
    assert.partialDeepStrictEqual(stage.entry("mcpr_1"), {
      status: "asking",
      question: `Use the tool “get_forecast” of the MCP server “weather” with ${args}?`,
      preview: { kind: "command", text: 'weather/get_forecast {\n  "city": "Oslo"\n}' },
      always: `mcp:weather/get_forecast ${args}`,
    });
    assert.deepEqual(stage.answers(), []);
    assert.match(JSON.stringify(stage.link().sent), /confirmation_required/);
    assert.equal(stage.creates(), 1);
  });

  it("is approved by a click, once, and its call goes on in the same entry", async () => {
    const stage = await live();
    await asked(stage);
    await stage.session.confirm("mcpr_1", true);
    assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: true }]);
    assert.ok(stage.answers().every(({ id = "" }) => id.length <= 32));
    assert.equal(stage.entry("mcpr_1")?.status, "running");
    respond(stage.link(), "resp_2", []);
    const before = stage.creates();
    itemDone(stage.link(), mcpCall("mcp_9", { approval_request_id: "mcpr_1", output: "Rain" }));
    assert.partialDeepStrictEqual(stage.entry("mcpr_1"), { status: "done", result: "Rain" });
    assert.equal(stage.entry("mcp_9"), undefined);
    assert.equal(stage.creates(), before + 1);
    assert.deepEqual(
      stage.rig.log.actions().map(({ outcome, allowedBy }) => [outcome, allowedBy]),
      [["done", "click"]],
    );
    await stage.session.confirm("mcpr_1", true);
    assert.equal(stage.answers().length, 1);
  });

  it("is the call's own where the server named that before", async () => {
    const stage = await live();
    created(stage.link(), "resp_1");
    stage
      .link()
      .receive({ type: "response.output_item.added", response_id: "resp_1", item: mcpCall("mcp_1") });
    itemDone(stage.link(), request("mcpr_1"));
    done(stage.link(), "resp_1", []);
    await until(() => stage.entry("mcp_1")?.status === "asking");
    assert.equal(stage.entry("mcpr_1"), undefined);
  });

  it("is approved by the user's own spoken yes only", async () => {
    const stage = await live();
    await asked(stage);
    const early = await stage.rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.match(early.output, /has not spoken/);
    stage.rig.userSays("what is that");
    const vague = await stage.rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.match(vague.output, /not heard as a yes/);
    assert.deepEqual(stage.answers(), []);
    stage.rig.userSays("yes");
    const clear = await stage.rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.deepEqual([clear.status, clear.settled], ["done", undefined]);
    assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: true }]);
    assert.equal(stage.entry("mcpr_1")?.status, "running");
  });

  it("is refused by a no, and the model is told why", async () => {
    const stage = await live();
    await asked(stage);
    await stage.session.confirm("mcpr_1", false);
    assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: false }]);
    assert.match(JSON.stringify(stage.answers()), /refused/);
    assert.equal(stage.entry("mcpr_1")?.status, "refused");
  });

  it("is refused where nobody answers", async () => {
    const stage = await live({ patience: 20 });
    await asked(stage);
    await until(() => stage.entry("mcpr_1")?.status === "expired");
    assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: false }]);
    assert.match(JSON.stringify(stage.answers()), /did not answer in time/);
  });

  it("is refused after a stop, and no later yes counts", async () => {
    const stage = await live();
    await asked(stage);
    stage.session.dialogue.stopEverything();
    await stage.session.confirm("mcpr_1", true);
    assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: false }]);
    assert.equal(stage.answers().length, 1);
  });

  for (const rules of [{}, { allow: ["mcp:weather/*"] }]) {
    it(`of a response that was cut off is refused, ${"allow" in rules ? "also where a rule allows it" : "unasked"}`, async () => {
      const stage = await live(rules);
      created(stage.link(), "resp_1");
      itemDone(stage.link(), request("mcpr_1"));
      done(stage.link(), "resp_1", [request("mcpr_1")], "cancelled");
      assert.partialDeepStrictEqual(stage.answers(), [{ approval_request_id: "mcpr_1", approve: false }]);
      assert.equal(stage.entry("mcpr_1")?.status, "cancelled");
    });
  }

  it("is approved unasked where a rule allows the tool, and refused where one denies it", async () => {
    const allowed = await live({ allow: ["mcp:weather/get_*"] });
    await (async () => {
      created(allowed.link(), "resp_1");
      itemDone(allowed.link(), request("mcpr_1"));
      done(allowed.link(), "resp_1", []);
      await until(() => allowed.answers().length === 1);
    })();
    assert.partialDeepStrictEqual(allowed.answers(), [{ approve: true }]);
    const denied = await live({ allow: ["mcp:weather/*"], deny: ["mcp:weather/get_forecast"] });
    await asked(denied);
    assert.partialDeepStrictEqual(denied.answers(), [{ approve: false }]);
    assert.match(denied.entry("mcpr_1")?.result ?? "", /vivaVoce\.confirm\.deny/);
  });

  it("is refused in a workspace that is not trusted, whatever the rules", async () => {
    const stage = await live({ trusted: false, allow: ["*"] });
    await asked(stage);
    assert.partialDeepStrictEqual(stage.answers(), [{ approve: false }]);
    assert.match(stage.entry("mcpr_1")?.result ?? "", /not trusted/);
  });

  it("of a lost link is not answered over the next", async () => {
    const stage = await live();
    await asked(stage);
    stage.link().listener.closed("gone");
    await comeBack(stage.session, stage.links);
    await stage.session.confirm("mcpr_1", true);
    assert.deepEqual(stage.answers(), []);
    assert.equal(stage.entry("mcpr_1")?.status, "cancelled");
  });
});
