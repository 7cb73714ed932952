import assert from "node:assert/strict";
import type { McpTool } from "../../../src/session/clientEvents.ts";
import { args, created, done, itemDone, live, mcpCall, weather } from "./mcpStage.ts";
import { comeBack, respond, scripted, until } from "./scripted.ts";

describe("a call of an MCP tool", () => {
  it("is shown with its server, its arguments and its output, and is answered by one response", async () => {
    const { link, entry, creates, session, rig } = await live();
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
    assert.partialDeepStrictEqual(rig.log.actions(), [
      { callId: "mcp_1", outcome: "done", allowedBy: "rule" },
    ]);
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
