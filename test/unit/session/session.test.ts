import assert from "node:assert/strict";
import { SessionFailure } from "../../../src/session/failure.ts";
import { call, comeBack, respond, scripted, typesOf, until } from "./scripted.ts";

describe("session", () => {
  it("connects step by step and is live with an open microphone", async () => {
    const { session, goLive } = scripted();
    await goLive();
    assert.deepEqual(session.state, {
      status: "live",
      microphone: "open",
      userSpeaking: false,
      awaitingResponse: false,
      responseActive: false,
      assistantAudible: false,
      runningCalls: 0,
    });
  });

  it("makes one session of two starts", async () => {
    const { session, links, goLive } = scripted();
    session.start();
    session.start();
    await goLive();
    session.start();
    assert.equal(links.length, 1);
  });

  it("fails with the provider's reason, and starts again on retry", async () => {
    let refuse = true;
    const { session, goLive } = scripted({
      provider: {
        mintSecret: () =>
          refuse
            ? Promise.reject(new SessionFailure("quotaExceeded", { detail: "no credit" }))
            : Promise.resolve({ value: "ek_1", dropped: [] }),
      },
    });
    session.start();
    await until(() => session.state.status === "failed");
    assert.equal(session.state.status === "failed" && session.state.failure.reason, "quotaExceeded");
    refuse = false;
    await goLive();
  });

  it("mints once more when the secret is refused at the call", async () => {
    const secrets: (string | undefined)[] = [];
    let minted = 0;
    const { goLive } = scripted({
      provider: {
        mintSecret: () => Promise.resolve({ value: `ek_${++minted}`, dropped: [] }),
        call(secret) {
          secrets.push(secret.value);
          if (secrets.length === 1) return Promise.reject(new SessionFailure("secretRefused"));
          return Promise.resolve({ answer: { sdp: "v=0" }, hangUp: () => Promise.resolve() });
        },
      },
    });
    await goLive();
    assert.deepEqual(secrets, ["ek_1", "ek_2"]);
  });

  it("stops while connecting and leaves nothing open", async () => {
    const { session, link } = scripted();
    session.start();
    await until(() => link()?.media.includes("answer"));
    session.stop();
    await until(() => link().media.includes("close"));
    assert.equal(session.state.status, "idle");
  });

  it("stops while the key does not come, and leaves nothing open", async () => {
    const { session, link } = scripted({ provider: { mintSecret: () => new Promise(() => undefined) } });
    session.start();
    await until(() => link()?.media.some((what) => what.startsWith("offer")));
    session.stop();
    await until(() => link().media.includes("close"));
    assert.equal(session.state.status, "idle");
  });

  it("goes live without a microphone and says so", async () => {
    const { session, goLive } = scripted({ microphone: { granted: false, reason: "denied" } });
    await goLive();
    assert.equal(session.state.status === "live" && session.state.microphone, "unavailable");
    assert.equal(session.entries.at(-1)?.kind, "notice");
  });

  it("ignores malformed and unknown events, and goes on", async () => {
    const { session, goLive, logged } = scripted();
    const link = await goLive();
    link.listener.received("{not json");
    link.listener.received("[]");
    link.receive({ type: "response.done", response: "what?" });
    link.receive({ type: "rocket.launched", when: "now" });
    link.receive({
      type: "input_audio_buffer.speech_started",
      item_id: "i",
      audio_start_ms: 1,
      new_field: {},
    });
    assert.equal(session.state.status === "live" && session.state.userSpeaking, true);
    assert.equal(logged.filter((line) => line.startsWith("Ignored")).length, 3);
  });

  it("runs the calls of a response in order, answers each, and asks once for the next response", async () => {
    const { goLive, calls } = scripted();
    const link = await goLive();
    respond(link, "r1", [call("a"), call("b", "save_file", "{}")]);
    await until(() => link.sent.length === 3);
    assert.deepEqual(
      calls.map(({ name }) => name),
      ["go_to_line", "save_file"],
    );
    assert.deepEqual(typesOf(link.sent), [
      "conversation.item.create",
      "conversation.item.create",
      "response.create",
    ]);
  });

  it("runs a call once, though the response is reported twice", async () => {
    const { goLive, calls } = scripted();
    const link = await goLive();
    respond(link, "r1", [call("a")]);
    link.receive({ type: "response.done", response: { id: "r1", status: "completed", output: [call("a")] } });
    await until(() => typesOf(link.sent).includes("response.create"));
    assert.equal(calls.length, 1);
  });

  it("never runs the calls of a cancelled response, but answers them", async () => {
    const { session, goLive, calls } = scripted();
    const link = await goLive();
    respond(link, "r1", [{ ...call("a"), status: "incomplete" }], "cancelled");
    assert.equal(calls.length, 0);
    assert.deepEqual(typesOf(link.sent), ["conversation.item.create"]);
    const [entry] = session.entries;
    assert.equal(entry?.kind === "tool" && entry.status, "cancelled");
  });

  it("does not answer over a response that began meanwhile", async () => {
    const finish = Promise.withResolvers<void>();
    const { goLive } = scripted({
      runTool: async () => {
        await finish.promise;
        return { status: "done", output: "{}", summary: "" };
      },
    });
    const link = await goLive();
    respond(link, "r1", [call("a")]);
    link.receive({ type: "response.created", response: { id: "r2" } });
    finish.resolve();
    await until(() => typesOf(link.sent).includes("conversation.item.create"));
    assert.ok(!typesOf(link.sent).includes("response.create"));
    link.receive({ type: "response.done", response: { id: "r2", status: "completed", output: [] } });
    await until(() => typesOf(link.sent).includes("response.create"));
  });

  it("silences the assistant as soon as the user speaks, and lets the next answer be heard", async () => {
    const { goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "response.created", response: { id: "r1" } });
    link.receive({ type: "output_audio_buffer.started", response_id: "r1" });
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    assert.equal(link.media.at(-1), "audible off");
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    link.receive({ type: "response.created", response: { id: "r2" } });
    assert.equal(link.media.at(-1), "audible on");
  });

  it("takes typed text: interrupts, adds the turn, asks for the answer", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "response.created", response: { id: "r1" } });
    link.receive({ type: "output_audio_buffer.started", response_id: "r1" });
    session.say("where am I");
    assert.deepEqual(typesOf(link.sent), [
      "response.cancel",
      "output_audio_buffer.clear",
      "conversation.item.create",
    ]);
    link.receive({ type: "response.done", response: { id: "r1", status: "cancelled", output: [] } });
    assert.equal(link.sent.at(-1)?.type, "response.create");
    const id = link.sent[2]?.type === "conversation.item.create" && link.sent[2].item.id;
    assert.ok(id !== false && id !== undefined && id.length <= 32);
  });

  it("shows the user's words where the turn was, though they arrive after the answer", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    const answer = { item_id: "a1", response_id: "r1" };
    link.receive({ type: "response.output_audio_transcript.delta", ...answer, delta: "Do" });
    link.receive({ type: "response.output_audio_transcript.done", ...answer, transcript: "Done." });
    link.receive({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "u1",
      transcript: " save ",
    });
    assert.deepEqual(
      session.entries.map((entry) => entry.kind !== "tool" && entry.text),
      ["save", "Done."],
    );
  });

  it("drops a turn in which nothing was said", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    link.receive({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "u1",
      transcript: " ",
    });
    assert.deepEqual(session.entries, []);
  });

  it("tells errors that matter and keeps quiet about those that do not", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({
      type: "error",
      error: { code: "response_cancel_not_active", message: "nothing to cancel" },
    });
    link.receive({ type: "error", error: { code: "input_audio_buffer_commit_empty", message: "too small" } });
    link.receive({ type: "error", error: { code: "item_delete_invalid_item_id", message: "no such item" } });
    assert.deepEqual(session.entries, []);
    link.receive({ type: "error", error: { code: "invalid_value", message: "Not so." } });
    assert.equal(session.entries.length, 1);
  });

  it("goes on after an error that names no event", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    session.say("one");
    link.receive({ type: "error", error: { type: "server_error", message: "Sorry", event_id: null } });
    assert.equal(session.state.status === "live" && session.state.awaitingResponse, false);
    session.say("two");
    assert.equal(typesOf(link.sent).filter((type) => type === "response.create").length, 2);
  });

  it("tells the next session what came of a click", async () => {
    const { session, links, goLive } = scripted({
      runTool: () =>
        Promise.resolve({ status: "asking", output: "confirmation_required", summary: "", question: "?" }),
    });
    const first = await goLive();
    respond(first, "r1", [call("a")]);
    await until(() => session.entries.some((entry) => entry.kind === "tool" && entry.status === "asking"));
    await session.confirm("a", true);
    first.listener.closed("network");
    await comeBack(session, links);
    assert.ok(!JSON.stringify(links[1]!.sent).includes("confirmation_required"));
  });

  it("mutes: releases the device and forgets half a sentence", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    await session.setMuted(true);
    link.receive({ type: "input_audio_buffer.cleared" });
    assert.deepEqual(link.media.slice(-1), ["microphone off"]);
    assert.deepEqual(typesOf(link.sent), ["input_audio_buffer.clear"]);
    assert.deepEqual(session.entries, []);
    await session.setMuted(false);
    assert.deepEqual(link.media.slice(-2), ["microphone on", "gate on"]);
  });
});
