import assert from "node:assert/strict";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { callOutputs, currentSession, speak, until } from "./talking.ts";

/** What the server was sent, by type. */
function receivedOf(stage: Stage, type: string): Record<string, unknown>[] {
  return currentSession(stage).received.filter(
    (event): event is Record<string, unknown> => (event as { type: string }).type === type,
  );
}

async function goToLine42(stage: Stage): Promise<void> {
  await stage.probe.open("src/inventory.ts", { line: 1 });
  const before = await speak(stage, "goToLine42", "slt");
  await stage.probe.until("line 42", ({ editor }) => editor?.line === 42);
  await until("the model is told of it", () => callOutputs(currentSession(stage)).length === before + 1);
}

describe("a network that lets no UDP through", () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage({ udpBlocked: true });
    await stage.panel.setKey(stage.key);
    await stage.panel.connect();
  });
  after(() => stage.close());

  it("is talked over all the same, by a WebSocket, and the user is told", async () => {
    await stage.panel
      .newest("notice")
      .filter({ hasText: "The sound goes over a WebSocket instead." })
      .waitFor();
    assert.ok(stage.server.requests.some(({ path, status }) => path === "/v1/realtime" && status === 101));
    await goToLine42(stage);
    await stage.panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
  });

  it("lets the user cut the assistant short, and the server is told what was heard", async () => {
    const { panel, server } = stage;
    const endStory = server.script.onTurn(({ words }) =>
      words === "Tell me a story" ? { outputs: [{ say: "Once upon a time. ".repeat(60) }] } : undefined,
    );
    await panel.type("Tell me a story");
    await panel.shows("speaking");
    await goToLine42(stage);
    endStory();
    const [truncate] = receivedOf(stage, "conversation.item.truncate");
    const heard = Number(truncate?.["audio_end_ms"]);
    assert.ok(heard > 0 && heard < 60_000, `${heard} ms`);
    assert.equal(receivedOf(stage, "output_audio_buffer.clear").length, 0);
  });

  it("is not searched for a way again in this window", async () => {
    const before = stage.server.requests.length;
    await stage.panel.stop();
    await stage.panel.connect();
    const paths = stage.server.requests.slice(before).map(({ path }) => path);
    assert.ok(!paths.includes("/v1/realtime/calls"), String(paths));
  });
});

describe("a server that knows WebSockets only", () => {
  it("is talked to", async () => {
    const stage = await openStage({ settings: { "vivaVoce.provider": "websocket" } });
    try {
      await stage.panel.setKey(stage.key);
      await stage.panel.connect();
      await goToLine42(stage);
    } finally {
      await stage.close();
    }
  });
});
