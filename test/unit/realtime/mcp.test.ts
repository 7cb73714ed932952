import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, type TestClient } from "./client.ts";

const tool = (more: Record<string, unknown> = {}) => ({
  type: "mcp",
  server_label: "weather",
  server_url: "https://weather.example.com/mcp",
  ...more,
});

describe("the loopback server's MCP servers", () => {
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  afterEach(() => client.close());

  async function withTools(...tools: unknown[]): Promise<void> {
    client = await call(server);
    client.send({
      type: "session.update",
      session: { type: "realtime", output_modalities: ["text"], tools },
    });
  }

  it("are listed, and their token is not repeated", async () => {
    await withTools(tool({ authorization: "mcp-token", allowed_tools: ["get_forecast"] }));
    const { item_id: id } = await client.next("mcp_list_tools.completed");
    const item =
      client.all("conversation.item.done").find((event) => event.item.id === id)?.item ??
      (await client.next("conversation.item.done")).item;
    assert.ok(item.type === "mcp_list_tools");
    assert.deepEqual(
      item.tools.map(({ name }) => name),
      ["get_forecast"],
    );
    assert.ok(!client.messages.some((message) => message.includes("mcp-token")));
  });

  it("fail to be listed where nobody is there", async () => {
    await withTools(tool({ server_url: "https://nowhere.example.com/mcp" }));
    await client.next("mcp_list_tools.failed");
  });

  it("are called after an approval only", async () => {
    await withTools(tool({ require_approval: "always" }));
    await client.next("mcp_list_tools.completed");
    client.type("ask the weather server for the forecast");
    await client.next("response.done");
    const request = client.session.items.find(({ type }) => type === "mcp_approval_request");
    assert.equal(client.all("response.mcp_call.in_progress").length, 0);
    client.send({
      type: "conversation.item.create",
      item: {
        type: "mcp_approval_response",
        id: "answer_1",
        approval_request_id: request?.id,
        approve: true,
      },
    });
    await client.next("response.mcp_call.completed");
    const done =
      client.all("response.output_item.done").at(-1) ?? (await client.next("response.output_item.done"));
    assert.partialDeepStrictEqual(done.item, { type: "mcp_call", approval_request_id: request?.id });
  });

  it("are called at once where no approval is wanted, and fail in their own words", async () => {
    await withTools(tool({ require_approval: "never" }));
    await client.next("mcp_list_tools.completed");
    client.type("ask the weather server for the warning");
    await client.next("response.mcp_call.failed");
    const { item } = await client.next("response.output_item.done");
    assert.match(JSON.stringify(item), /tool_execution_error.*no warning service/);
  });
});
