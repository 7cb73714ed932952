import assert from "node:assert/strict";
import { call, respond, scripted, typesOf, until } from "./scripted.ts";

describe("a lost link", () => {
  it("is replaced, and the conversation goes on with its history", async () => {
    const { session, links, goLive } = scripted();
    const first = await goLive();
    session.say("go to line three");
    respond(first, "r1", [call("a")]);
    await until(() => session.entries.some((entry) => entry.kind === "tool" && entry.status === "done"));
    respond(first, "r2", []);
    first.receive({
      type: "response.output_audio_transcript.done",
      item_id: "m1",
      response_id: "r2",
      transcript: "Done.",
    });
    first.listener.closed("the panel was reloaded");
    assert.equal(session.state.status, "connecting");
    await until(() => links.length === 2 && links[1]!.media.includes("answer"));
    links[1]!.receive({ type: "session.created", session: {} });
    await until(() => session.state.status === "live");
    const items = links[1]!.sent.map((event) => event.type === "conversation.item.create" && event.item.type);
    assert.deepEqual(items, ["message", "function_call", "function_call_output", "message"]);
  });

  it("answers a turn that was left without one", async () => {
    const { session, links, goLive } = scripted();
    const first = await goLive();
    session.say("what is this");
    first.listener.closed("network");
    await until(() => links.length === 2 && links[1]!.media.includes("answer"));
    links[1]!.receive({ type: "session.created", session: {} });
    await until(() => session.state.status === "live");
    assert.deepEqual(typesOf(links[1]!.sent), ["conversation.item.create", "response.create"]);
  });

  it("gives the new session a call that finished after the change, with its result", async () => {
    const finish = Promise.withResolvers<void>();
    const { links, session, goLive } = scripted({
      runTool: async () => {
        await finish.promise;
        return { status: "done", output: "late", summary: "" };
      },
    });
    const first = await goLive();
    respond(first, "r1", [call("a")]);
    first.listener.closed("network");
    await until(() => links.length === 2 && links[1]!.media.includes("answer"));
    links[1]!.receive({ type: "session.created", session: {} });
    await until(() => session.state.status === "live");
    finish.resolve();
    await until(() => typesOf(links[1]!.sent).includes("response.create"));
    const items = links[1]!.sent.flatMap((event) =>
      event.type === "conversation.item.create" ? [event.item.type] : [],
    );
    assert.deepEqual(items, ["function_call", "function_call_output"]);
  });

  it("does not come back after a stop, and an old link is not listened to", async () => {
    const { session, links, goLive, calls } = scripted();
    const first = await goLive();
    session.stop();
    respond(first, "r1", [call("a")]);
    first.listener.closed("late word");
    assert.equal(session.state.status, "idle");
    assert.equal(links.length, 1);
    assert.equal(calls.length, 0);
  });
});
