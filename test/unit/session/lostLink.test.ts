import assert from "node:assert/strict";
import { mock } from "node:test";
import { creates, hears, speaks } from "./hearing.ts";
import {
  call,
  comeBack,
  respond,
  scripted,
  typesOf,
  until,
  type Scripted,
  type ScriptedLink,
} from "./scripted.ts";

/** A turn was said and not sent when the link was lost. @returns the next link, which is live. */
async function lostBeforeSent(): Promise<ScriptedLink> {
  const { session, goLive, links } = scripted({ settings: { turns: "untilSent" } });
  const first = await goLive();
  hears(first, "u1", "Rename this function,");
  first.listener.closed("network");
  return comeBack(session, links);
}

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
    await comeBack(session, links);
    const items = links[1]!.sent.map((event) => event.type === "conversation.item.create" && event.item.type);
    assert.deepEqual(items, ["message", "function_call", "function_call_output", "message"]);
  });

  it("answers a turn that was left without one", async () => {
    const { session, links, goLive } = scripted();
    const first = await goLive();
    session.say("what is this");
    first.listener.closed("network");
    await comeBack(session, links);
    assert.deepEqual(typesOf(links[1]!.sent), ["conversation.item.create", "response.create"]);
  });

  it("sends over the new one what was said and not sent, when the user says so", async () => {
    const second = await lostBeforeSent();
    assert.equal(creates(second), 0);
    hears(second, "u2", "Send it.");
    assert.equal(creates(second), 1);
  });

  it("forgets over the new one what was said over the old one, when the user says so", async () => {
    const second = await lostBeforeSent();
    const seeded = second.sent.map((event) => event.type === "conversation.item.create" && event.item.id);
    assert.deepEqual(seeded, ["u1"]);
    hears(second, "u2", "Never mind.");
    const deleted = second.sent.flatMap((event) =>
      event.type === "conversation.item.delete" ? [event.item_id] : [],
    );
    assert.deepEqual(deleted, ["u2", "u1"]);
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
    await comeBack(session, links);
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

  it("leaves a muted microphone muted", async () => {
    const { session, links, goLive } = scripted();
    const first = await goLive();
    await session.setMuted(true);
    first.listener.closed("network");
    await comeBack(session, links);
    assert.deepEqual(links[1]!.media.slice(0, 1), ["offer none"]);
    assert.equal(session.state.status === "live" && session.state.microphone, "muted");
    assert.ok(
      !session.entries.some(
        ({ kind, ...entry }) => kind === "notice" && "text" in entry && entry.text === "microphoneRefused",
      ),
    );
  });

  it("tells each call of one response to the new session whole", async () => {
    const finish = Promise.withResolvers<void>();
    const { links, session, goLive } = scripted({
      runTool: async () => {
        await finish.promise;
        return { status: "done", output: "late", summary: "" };
      },
    });
    const first = await goLive();
    respond(first, "r1", [call("a"), call("b")]);
    first.listener.closed("network");
    await comeBack(session, links);
    finish.resolve();
    await until(() => typesOf(links[1]!.sent).includes("response.create"));
    const items = links[1]!.sent.flatMap((event) =>
      event.type === "conversation.item.create" ? [event.item.type] : [],
    );
    assert.deepEqual(items, [
      "function_call",
      "function_call_output",
      "function_call",
      "function_call_output",
    ]);
  });

  it("speaks of a call that finished while nobody was there", async () => {
    const finish = Promise.withResolvers<void>();
    const { links, session, goLive } = scripted({
      runTool: async () => {
        await finish.promise;
        return { status: "done", output: "meanwhile", summary: "" };
      },
    });
    const first = await goLive();
    respond(first, "r1", [call("a")]);
    first.listener.closed("network");
    finish.resolve();
    await until(() => session.entries.some((entry) => entry.kind === "tool" && entry.status === "done"));
    await comeBack(session, links);
    assert.equal(links[1]!.sent.at(-1)?.type, "response.create");
  });

  it("is given up where every call dies young", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const { session, links, goLive } = scripted();
      const first = await goLive();
      first.listener.closed("at once");
      for (let seen = 1; session.state.status !== "failed";) {
        mock.timers.tick(20_000);
        await new Promise((resolve) => setImmediate(resolve));
        const link = links.at(-1)!;
        if (links.length === seen || !link.media.includes("answer")) continue;
        seen = links.length;
        link.receive({ type: "session.created", session: {} });
        await until(() => session.state.status === "live");
        link.listener.closed("at once");
      }
      assert.equal(session.state.failure.reason, "connectionLost");
      assert.ok(links.length <= 7, `${links.length} links`);
    } finally {
      mock.timers.reset();
    }
  });

  it("leaves nothing half written", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    link.receive({
      type: "response.output_audio_transcript.delta",
      item_id: "a1",
      response_id: "r1",
      delta: "I was ab",
    });
    session.stop();
    assert.deepEqual(
      session.entries.map((entry) => "status" in entry && entry.status),
      ["failed", "cut"],
    );
  });

  it("is not believed when it was lost in the moment that it opened", async () => {
    const { session, links, hungUp } = scripted();
    session.start();
    await until(() => links.at(-1)?.media.includes("answer") === true);
    links[0]!.receive({ type: "session.created", session: {} });
    links[0]!.listener.closed("gone");
    await until(() => session.state.status === "failed");
    assert.equal(session.state.status === "failed" && session.state.failure.reason, "mediaFailed");
    assert.ok(links[0]!.media.includes("close"));
    assert.equal(hungUp(), 1);
  });

  it("is closed where the user stops in the moment that it opens", async () => {
    const { session, links, hungUp } = scripted();
    session.start();
    await until(() => links.at(-1)?.media.includes("answer") === true);
    links[0]!.receive({ type: "session.created", session: {} });
    session.stop();
    await until(() => links[0]!.media.includes("close"));
    assert.equal(hungUp(), 1);
    assert.equal(session.state.status, "idle");
  });

  describe("in the middle of an answer", () => {
    const said = { item_id: "a1", response_id: "r1" };
    const cutOff = "message system";

    /** @returns what the next session is given. */
    async function after(happens: (script: Scripted, first: ScriptedLink) => void): Promise<string[]> {
      const script = scripted();
      const first = await script.goLive();
      script.session.say("what is in the cart");
      speaks(first, "r1");
      const transcript = "The cart holds three items, and one of them is a lamp.";
      first.receive({ type: "response.output_audio_transcript.done", ...said, transcript });
      happens(script, first);
      first.listener.closed("network");
      await comeBack(script.session, script.links);
      return script.links[1]!.sent.map((event) =>
        event.type === "conversation.item.create" && event.item.type === "message"
          ? `message ${event.item.role}`
          : event.type,
      );
    }

    it("has the next one go on with it", async () => {
      assert.deepEqual(await after(() => undefined), [
        "message user",
        "message assistant",
        cutOff,
        "response.create",
      ]);
    });

    it("has it go on where the response was ready, and its voice was not", async () => {
      const given = await after((_, first) =>
        first.receive({ type: "response.done", response: { id: "r1", status: "completed", output: [] } }),
      );
      assert.deepEqual(given.slice(-2), [cutOff, "response.create"]);
    });

    it("has it not go on where the user has silenced it, or heard it all", async () => {
      assert.ok(!(await after(({ session }) => session.dialogue.interrupt())).includes("response.create"));
      const given = await after((_, first) => {
        first.receive({ type: "response.done", response: { id: "r1", status: "completed", output: [] } });
        first.receive({ type: "output_audio_buffer.stopped", response_id: "r1" });
      });
      assert.deepEqual(given, ["message user", "message assistant"]);
    });
  });
});
