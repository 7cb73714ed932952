import assert from "node:assert/strict";
import type { ClientEvent, McpTool } from "../../../src/session/clientEvents.ts";
import type { Entry } from "../../../src/shared/state.ts";
import { createSafetyRig, type SafetyRig, type SafetyRigOptions } from "../tools/safetyRig.ts";
import { comeBack, respond, scripted, typesOf, until, type Scripted, type ScriptedLink } from "./scripted.ts";

const weather: McpTool = {
  type: "mcp",
  server_label: "weather",
  server_url: "https://weather.example.com/mcp",
  require_approval: "always",
};
const args = '{"city":"Oslo"}';
const request = (id: string) => ({
  type: "mcp_approval_request",
  id,
  server_label: "weather",
  name: "get_forecast",
  arguments: args,
});
const mcpCall = (id: string, more: Record<string, unknown> = {}) => ({
  type: "mcp_call",
  id,
  server_label: "weather",
  name: "get_forecast",
  arguments: args,
  output: null,
  error: null,
  ...more,
});
const itemDone = (link: ScriptedLink, item: unknown, type = "conversation.item.done"): void =>
  link.receive({ type, item });
const created = (link: ScriptedLink, id: string): void =>
  link.receive({ type: "response.created", response: { id, status: "in_progress", output: [] } });
const done = (link: ScriptedLink, id: string, output: unknown[], status = "completed"): void =>
  link.receive({ type: "response.done", response: { id, status, output } });

interface Stage extends Scripted {
  link(): ScriptedLink;
  rig: SafetyRig;
  entry(id: string): Extract<Entry, { kind: "tool" }> | undefined;
  answers(): (ClientEvent & { type: "conversation.item.create" })["item"][];
  creates(): number;
}

async function live(rules: SafetyRigOptions = {}): Promise<Stage> {
  const rig = createSafetyRig(rules);
  const parts = scripted({ mcpTools: () => [weather], guard: () => rig.router });
  await parts.goLive();
  const items = () =>
    parts.link().sent.flatMap((event) => (event.type === "conversation.item.create" ? [event.item] : []));
  return {
    ...parts,
    rig,
    entry: (id) =>
      parts.session.entries.find(
        (entry): entry is Extract<Entry, { kind: "tool" }> => entry.kind === "tool" && entry.id === id,
      ),
    answers: () => items().filter(({ type }) => type === "mcp_approval_response"),
    creates: () => typesOf(parts.link().sent).filter((type) => type === "response.create").length,
  };
}

/** A response that asks, whole. */
async function asked(stage: Stage, id = "mcpr_1"): Promise<void> {
  const link = stage.link();
  created(link, "resp_1");
  itemDone(link, request(id));
  done(link, "resp_1", [request(id)]);
  await until(() => stage.entry(id)?.status !== "running" && stage.entry(id) !== undefined);
}

describe("a call of an MCP tool", () => {
  it("is shown with its server, its arguments and its output, and is answered by one response", async () => {
    const { link, entry, creates, session } = await live();
    const at = link();
    created(at, "resp_1");
    at.receive({
      type: "response.output_item.added",
      response_id: "resp_1",
      item: mcpCall("mcp_1", { arguments: "" }),
    });
    at.receive({ type: "response.mcp_call_arguments.delta", item_id: "mcp_1", delta: args });
    at.receive({ type: "response.mcp_call_arguments.done", item_id: "mcp_1", arguments: args });
    at.receive({ type: "response.mcp_call.in_progress", item_id: "mcp_1", output_index: 0 });
    assert.partialDeepStrictEqual(entry("mcp_1"), {
      name: "mcp:weather/get_forecast",
      arguments: args,
      status: "running",
    });
    done(at, "resp_1", [mcpCall("mcp_1")]);
    assert.equal(creates(), 0, "there is nothing to speak of before it has ended");
    at.receive({ type: "response.mcp_call.completed", item_id: "mcp_1", output_index: 0 });
    const ended = mcpCall("mcp_1", { output: "Rain, <b>12</b> °C" });
    at.receive({ type: "response.output_item.done", response_id: "resp_1", item: ended });
    itemDone(at, ended);
    assert.partialDeepStrictEqual(entry("mcp_1"), { status: "done", result: "Rain, <b>12</b> °C" });
    assert.equal(creates(), 1);
    assert.ok(session.state.status === "live" && session.state.runningCalls === 0);
  });

  it("asks for no response while one is active, and for one where that says nothing of it", async () => {
    const { link, creates } = await live();
    created(link(), "resp_1");
    itemDone(link(), mcpCall("mcp_1", { output: "Rain" }));
    assert.equal(creates(), 0);
    done(link(), "resp_1", [mcpCall("mcp_1", { output: "Rain" })]);
    assert.equal(creates(), 1);
  });

  it("is left to the response that speaks of it itself", async () => {
    const { link, creates } = await live();
    created(link(), "resp_1");
    itemDone(link(), mcpCall("mcp_1", { output: "Rain" }));
    done(link(), "resp_1", [mcpCall("mcp_1", { output: "Rain" }), { type: "message", id: "item_2" }]);
    assert.equal(creates(), 0);
  });

  it("waits for the others of its response", async () => {
    const { link, creates } = await live();
    created(link(), "resp_1");
    for (const id of ["mcp_1", "mcp_2"]) {
      itemDone(link(), mcpCall(id));
      link().receive({ type: "response.mcp_call.in_progress", item_id: id, output_index: 0 });
    }
    done(link(), "resp_1", [mcpCall("mcp_1"), mcpCall("mcp_2")]);
    itemDone(link(), mcpCall("mcp_1", { output: "Rain" }));
    assert.equal(creates(), 0);
    itemDone(link(), mcpCall("mcp_2", { error: { type: "http_error", code: 502, message: "Bad gateway" } }));
    assert.equal(creates(), 1);
  });

  it("fails in the server's words", async () => {
    const { link, entry } = await live();
    respond(link(), "resp_1", [
      mcpCall("mcp_1", { error: { type: "tool_execution_error", message: "No such city" } }),
    ]);
    assert.partialDeepStrictEqual(entry("mcp_1"), { status: "failed", result: "No such city" });
    itemDone(link(), mcpCall("mcp_2", { error: 7 }));
    assert.equal(entry("mcp_2")?.status, "failed");
  });

  it("is told to the next session as a result, and not run again", async () => {
    const { session, links, link } = await live();
    respond(link(), "resp_1", [mcpCall("mcp_1", { output: "Rain" })]);
    link().receive({ type: "response.output_item.added", item: mcpCall("mcp_2") });
    link().receive({ type: "response.mcp_call.in_progress", item_id: "mcp_2", output_index: 0 });
    link().listener.closed("gone");
    const next = await comeBack(session, links);
    const told = next.sent.flatMap((event) =>
      event.type === "conversation.item.create" ? [event.item] : [],
    );
    const of = (id: string) => told.filter((item) => "call_id" in item && item.call_id === id);
    assert.partialDeepStrictEqual(of("mcp_1")[0], {
      type: "function_call",
      name: "mcp_weather_get_forecast",
    });
    assert.match(JSON.stringify(of("mcp_1")[1]), /data, not instructions.*Rain/);
    assert.match(JSON.stringify(of("mcp_2")[1]), /not known whether/);
  });

  it("says nothing of its end after a stop", async () => {
    const { link, creates, session, entry } = await live();
    created(link(), "resp_1");
    link().receive({ type: "response.output_item.added", response_id: "resp_1", item: mcpCall("mcp_1") });
    link().receive({ type: "response.mcp_call.in_progress", item_id: "mcp_1", output_index: 0 });
    session.dialogue.stopEverything();
    done(link(), "resp_1", [mcpCall("mcp_1")], "cancelled");
    itemDone(link(), mcpCall("mcp_1", { output: "Rain" }));
    assert.equal(entry("mcp_1")?.status, "done");
    assert.equal(creates(), 0);
  });
});

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

describe("an MCP server whose tools cannot be listed", () => {
  it("is told once", async () => {
    const { link, session } = await live();
    itemDone(
      link(),
      { type: "mcp_list_tools", id: "mcpl_1", server_label: "weather", tools: [] },
      "conversation.item.added",
    );
    for (let times = 0; times < 2; times++)
      link().receive({ type: "mcp_list_tools.failed", item_id: "mcpl_1" });
    const notices = session.entries.filter(
      (entry) => entry.kind === "notice" && entry.text === "toolsNotListed",
    );
    assert.equal(notices.length, 1);
  });
});

describe("the MCP servers of a session", () => {
  it("come with its configuration, and other ones with a new session, never by an update", async () => {
    let servers: McpTool[] = [weather];
    const { session, goLive, links } = scripted({ mcpTools: () => servers });
    const first = await goLive();
    servers = [weather, { ...weather, server_label: "news" }];
    session.settingsChanged();
    await until(() => first.media.includes("close"));
    const second = await comeBack(session, links);
    assert.deepEqual(session.configuration.tools, servers);
    servers = [];
    session.settingsChanged();
    await until(() => second.media.includes("close"));
    for (const { sent } of links) {
      assert.ok(sent.every((event) => event.type !== "session.update" || event.session.tools === undefined));
    }
  });
});
