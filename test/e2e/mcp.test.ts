import assert from "node:assert/strict";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { recordMessages } from "./messageRecorder.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";
import { currentSession, receivedEvents, until } from "./talking.ts";

const token = `mcp-token-${crypto.randomUUID()}`;
const host = "weather.example.com";
const wish = "ask the weather server for the forecast";
/** What the pretended server says. */
const forecast = "Rain in the morning, <b>12 degrees</b>.";

describe("a tool of an MCP server", () => {
  let stage: Stage;
  let session: ServerSession;
  let messages: readonly string[] = [];

  const log = (): Locator => stage.panel.log();
  const button = (name: string): Locator => log().getByRole("button", { name, exact: true });
  const answers = () =>
    receivedEvents(session).flatMap((event) =>
      event.type === "conversation.item.create" && event.item.type === "mcp_approval_response"
        ? [event.item]
        : [],
    );
  const ran = (): number =>
    session.sent.filter(({ type }) => type === "response.mcp_call.in_progress").length;

  before(async () => {
    stage = await sharedStage();
    const { probe, server, workbench } = stage;
    server.script.mcpServers[host]!.token = token;
    await probe.configure("vivaVoce.mcpServers", { weather: { url: `https://${host}/mcp` } });
    await workbench.runCommand("Viva Voce: Set Token of an MCP Server");
    await workbench.page.locator(".quick-input-widget:visible .monaco-list-row", { hasText: host }).click();
    const box = workbench.page.locator('.quick-input-widget:visible input[type="password"]');
    await box.fill(` Bearer ${token} `);
    await box.press("Enter");
    await box.waitFor({ state: "hidden" });
    messages = await recordMessages(workbench.page, wholeSession);
  });
  after(async () => {
    delete stage?.server.script.mcpServers[host]!.token;
    await stage?.probe.configure("vivaVoce.mcpServers", undefined);
    await stage?.panel.stop();
  });

  const seen: { question: string; result: string; said: string } = { question: "", result: "", said: "" };

  async function wholeSession(): Promise<void> {
    await stage.panel.connect();
    session = currentSession(stage);
    await until("the list of tools", () =>
      session.sent.some(({ type }) => type === "mcp_list_tools.completed"),
    );
    await stage.panel.type(wish);
    await button("Allow").waitFor();
    seen.question = await stage.panel.newest("tool").innerText();
    assert.equal(ran(), 0, "it is called before the yes");
    await stage.workbench.screenshot(join(screenshots, "asking-mcp.png"));
    await button("Allow").click();
    const card = stage.panel.newest("tool").and(log().locator('[data-status="done"]'));
    await card.waitFor();
    seen.result = await card.locator(".result").innerText();
    await log().locator(".entry.assistant", { hasText: forecast }).waitFor();
    seen.said = await stage.panel.newest("assistant").innerText();
    await stage.panel.shows("listening");

    await stage.panel.type(wish);
    await button("Deny").click();
    await stage.panel.newest("tool").and(log().locator('[data-status="refused"]')).waitFor();
    await until("the refusal", () => answers().length === 2);
    await stage.panel.shows("listening");
  }

  it("asks on a card, with server, tool and what is sent", () => {
    assert.match(seen.question, /weather: get_forecast/);
    assert.match(seen.question, /Use the tool “get_forecast” of the MCP server “weather”/);
    assert.match(seen.question, /"about": "forecast"/);
  });

  it("runs after Allow, and its answer is shown as text and spoken", () => {
    assert.deepEqual([seen.result, seen.said.includes(forecast)], [forecast, true]);
    assert.ok(
      session.sent.some(
        (event) => event.type === "response.output_audio_transcript.done" && event.transcript === forecast,
      ),
    );
  });

  it("is not called after Deny", () => {
    assert.deepEqual(
      answers().map(({ approve }) => approve),
      [true, false],
    );
    assert.equal(ran(), 1);
  });

  it("has a token that comes to the provider, and never to the panel", () => {
    const tool = session.configuration.tools?.find(({ type }) => type === "mcp");
    assert.partialDeepStrictEqual(tool, { server_label: "weather", authorization: token });
    assert.ok(
      messages.some((message) => message.includes("mcp_approval_response")),
      "the search would find nothing",
    );
    assert.deepEqual(
      messages.filter((message) => message.includes(token.slice(0, 20))),
      [],
    );
    assert.ok(
      !JSON.stringify(session.received).includes(token.slice(0, 20)),
      "a client event holds the token",
    );
  });
});
