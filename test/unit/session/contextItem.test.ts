import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import type { ClientEvent } from "../../../src/session/clientEvents.ts";
import { ContextItem } from "../../../src/session/contextItem.ts";
import { call, key } from "../realtime/client.ts";

function rig() {
  const sent: ClientEvent[] = [];
  let text = "";
  const item = new ContextItem({ text: () => text, send: (event) => void sent.push(event) });
  return {
    item,
    /** What is sent when the context is `now`: the texts that come, and the ids that go. */
    refresh(now: string): string[] {
      text = now;
      sent.splice(0);
      item.refresh();
      return sent.map((event) => {
        if (event.type === "conversation.item.delete") return `- ${event.item_id}`;
        assert.ok(event.type === "conversation.item.create" && event.item.type === "message");
        assert.equal(event.item.role, "system");
        return `+ ${event.item.id}: ${event.item.content.map(({ text }) => text).join()}`;
      });
    },
    sent,
  };
}

describe("the context's item", () => {
  it("comes, and is then replaced where the context has changed", () => {
    const { refresh } = rig();
    assert.deepEqual(refresh("a"), ["+ context_1: a"]);
    assert.deepEqual(refresh("a"), []);
    assert.deepEqual(refresh("b"), ["+ context_2: b", "- context_1"]);
    assert.deepEqual(refresh("a"), ["+ context_3: a", "- context_2"]);
  });

  it("goes where there is no context any more", () => {
    const { refresh } = rig();
    assert.deepEqual(refresh(""), []);
    refresh("a");
    assert.deepEqual(refresh(""), ["- context_1"]);
    assert.deepEqual(refresh(""), []);
    assert.deepEqual(refresh("a"), ["+ context_2: a"]);
  });

  it("is told to a new session as it is, and nothing of the old one's is deleted there", () => {
    const { item, refresh } = rig();
    refresh("a");
    item.reset();
    assert.deepEqual(refresh("a"), ["+ context_2: a"]);
    item.reset();
    assert.deepEqual(refresh(""), []);
  });

  it("has ids that the API takes, and events that errors can name", () => {
    const { refresh, sent } = rig();
    const ids = new Set<string | undefined>();
    for (let turn = 0; turn < 1000; turn++) {
      refresh(`turn ${turn}`);
      for (const { event_id } of sent) {
        assert.ok(event_id !== undefined && event_id.length <= 32);
        assert.ok(!ids.has(event_id));
        ids.add(event_id);
      }
    }
    assert.equal(ids.size, 1999);
  });
});

describe("the context's item, with a server", () => {
  let server: RealtimeServer;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());

  it("is the only one there, and the last", async () => {
    const client = await call(server, { output_modalities: ["text"] });
    let text = "";
    const item = new ContextItem({ text: () => text, send: client.send });
    for (const turn of ["one", "two", "three"]) {
      text = `The editor at ${turn}`;
      item.refresh();
      client.type(turn);
      await client.next("response.done");
    }
    const systemItems = client.session.items.filter((item) => "role" in item && item.role === "system");
    assert.deepEqual(
      systemItems.map(({ id }) => id),
      ["context_3"],
    );
    const place = client.session.items.findIndex(({ id }) => id === "context_3");
    assert.equal(place, client.session.items.length - 3, "it does not come before the last turn");
    assert.deepEqual(client.all("error"), []);

    // Deleted behind its back, as a server may do that cuts old items.
    client.send({ type: "conversation.item.delete", item_id: "context_3" });
    text = "";
    item.refresh();
    const { error } = await client.next("error");
    assert.equal(error.code, "item_delete_invalid_item_id");
    assert.equal(error.event_id, "delete_context_3");
    await client.close();
  });
});
