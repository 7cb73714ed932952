import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../dev/realtime/server.ts";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { addedItems, currentSession, until } from "./talking.ts";

describe("what is under way when the connection ends", () => {
  let stage: Stage;
  let restarted: RealtimeServer | undefined;
  before(async () => {
    stage = await openStage();
    await stage.panel.setKey(stage.key);
    await stage.panel.connect();
  });
  after(async () => {
    await stage?.close();
    await restarted?.close();
  });

  /** @returns the messages and calls that a session was given before its first response was asked for. */
  function given(session: ServerSession): string[] {
    return addedItems(session).flatMap((item) => {
      if (item.id?.startsWith("context_") === true) return [];
      return [item.type === "message" ? `${item.role}: ${item.content[0]?.text}` : item.type];
    });
  }
  const successor = (session: ServerSession): Promise<ServerSession> =>
    until("another session", () => {
      const newest = stage.server.sessions.at(-1);
      return newest !== session && newest;
    });
  const asked = (session: ServerSession): boolean =>
    session.received.some((event) => (event as { type: string }).type === "response.create");

  it("is an answer: it goes on where it was cut off, though the panel was reloaded", async () => {
    const { panel, server, workbench } = stage;
    const story = "Once upon a time there was a cart that nobody had emptied. ".repeat(20);
    const endStory = server.script.onTurn(({ words, items }) => {
      if (words === "Tell me a story") return { outputs: [{ say: story }] };
      const last = items.at(-1);
      return last?.type === "message" && last.role === "system"
        ? { outputs: [{ say: "So they emptied it." }] }
        : undefined;
    });
    const first = currentSession(stage);
    await panel.type("Tell me a story");
    await panel.newest("assistant").filter({ hasText: "Once upon a time" }).waitFor();
    await panel.shows("speaking");
    await workbench.runCommand("Developer: Reload Webviews");
    const second = await successor(first);
    await until("the answer is asked for", () => asked(second));
    endStory();
    const [user, assistant = "", note, ...more] = given(second);
    assert.equal(user, "user: Tell me a story");
    const heard = assistant.replace(/^assistant: /, "").replace(/ …$/, "");
    assert.ok(heard !== "" && story.startsWith(heard), assistant);
    assert.ok(heard.length < story.length / 2, "what was not heard is part of the history");
    assert.match(note ?? "", /^system: .* Go on where it ends/);
    assert.deepEqual(more, []);
    await panel.newest("assistant").filter({ hasText: "So they emptied it." }).waitFor();
    assert.match(await panel.log().locator('[data-status="cut"]').innerText(), /…/);
    await panel.shows("listening");
  });

  it("is a call: it is done once, and answered by the server that comes back", async () => {
    const { panel, probe, server, key } = stage;
    await probe.open("src/cart.ts", { line: 1 });
    await panel.type("insert hello");
    await probe.until("an unsaved change", ({ editor }) => editor?.dirty === true);
    await panel.shows("listening");
    await probe.holdSaves();
    const first = currentSession(stage);
    await panel.type("save the file");
    await panel.newest("tool").filter({ hasText: /save/i }).waitFor();
    await panel.shows("acting");
    await server.close();
    await panel.shows("connecting");
    assert.equal(await probe.releaseSaves(), 1);
    await probe.until("it is saved", ({ editor }) => editor?.dirty === false);
    restarted = await startRealtimeServer({ key, port: server.port });
    stage = { ...stage, server: restarted };
    const second = await successor(first);
    await until("the answer is asked for", () => asked(second), 30_000);
    const history = addedItems(second);
    const calls = history.filter((item) => item.type === "function_call" && item.name === "save_file");
    assert.equal(calls.length, 1);
    const [call] = calls;
    const outputs = history.filter(
      (item) =>
        item.type === "function_call_output" &&
        call?.type === "function_call" &&
        item.call_id === call.call_id,
    );
    assert.equal(outputs.length, 1);
    assert.match(JSON.stringify(outputs), /ok\\+":true/);
    await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    assert.equal(await panel.newest("tool").getAttribute("data-status"), "done");
  });
});
