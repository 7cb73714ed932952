import assert from "node:assert/strict";
import { creates, hears, speaks } from "./hearing.ts";
import { call, respond, scripted, typesOf, until, type ScriptedLink } from "./scripted.ts";

describe("until sent", () => {
  it("waits through pauses for the phrase, which the model does not hear of", async () => {
    const { goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    hears(link, "u1", "Rename this function,");
    hears(link, "u2", "and save the file.");
    assert.equal(creates(link), 0);
    hears(link, "u3", "Send it.");
    assert.deepEqual(link.sent.slice(-2), [
      { type: "conversation.item.delete", item_id: "u3" },
      { type: "response.create", event_id: "create_1" },
    ]);
  });

  it("is sent by the phrase at a sentence's end, and by the button; once", async () => {
    const { session, goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    hears(link, "u1", "Save the file, send it");
    assert.equal(creates(link), 1);
    respond(link, "r1", []);
    session.dialogue.turns.sendTurn();
    assert.equal(creates(link), 1);
    hears(link, "u2", "Undo that");
    session.dialogue.turns.sendTurn();
    assert.equal(creates(link), 2);
  });

  it("commits what is being said when it is sent", async () => {
    const { session, goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    session.dialogue.turns.sendTurn();
    assert.equal(link.sent.at(-1)?.type, "input_audio_buffer.commit");
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    assert.equal(creates(link), 1);
  });

  it("sends what was said before where there is nothing new to commit", async () => {
    const { session, goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    hears(link, "u1", "Save the file");
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u2" });
    session.dialogue.turns.sendTurn();
    link.receive({ type: "error", error: { code: "input_audio_buffer_commit_empty", message: "" } });
    assert.equal(creates(link), 0);
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u2" });
    link.receive({ type: "input_audio_buffer.cleared" });
    assert.equal(creates(link), 1);
  });

  it("takes everything back that was not sent", async () => {
    const { session, goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    hears(link, "u1", "Delete the whole file");
    hears(link, "u2", "Never mind");
    session.dialogue.turns.sendTurn();
    const deleted = link.sent.flatMap((event) =>
      event.type === "conversation.item.delete" ? [event.item_id] : [],
    );
    assert.deepEqual(deleted.toSorted(), ["u1", "u2"]);
    assert.equal(creates(link), 0);
  });
});

describe("on a trigger", () => {
  it("is silent by its modality, whatever is said, and speaks when asked", async () => {
    const { goLive } = scripted({ settings: { turns: "onTrigger" } });
    const link = await goLive();
    hears(link, "u1", "So the parser is too slow.");
    hears(link, "u2", "What could we do?");
    assert.equal(creates(link), 0);
    hears(link, "u3", "A quick hint, please.");
    const create = link.sent.at(-1);
    assert.ok(create?.type === "response.create" && create.response !== undefined);
    assert.deepEqual(create.response.output_modalities, ["audio"]);
    assert.equal(create.response.input?.length, 3);
  });

  it("goes on speaking over talk, and stops at the phrase for it", async () => {
    const { session, goLive } = scripted({ settings: { turns: "onTrigger" } });
    const link = await goLive();
    session.dialogue.trigger(scriptedTrigger);
    speaks(link, "r1");
    hears(link, "u1", "Interesting.");
    assert.ok(!typesOf(link.sent).includes("response.cancel"));
    hears(link, "u2", "Stop.");
    assert.deepEqual(typesOf(link.sent).slice(-2), ["response.cancel", "output_audio_buffer.clear"]);
  });
});

const scriptedTrigger = { name: "Hint", phrases: [], seconds: 5, lines: 2, instructions: "" };

describe("asleep", () => {
  it("hears nothing but the phrase to wake up, and tells the model of neither", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    hears(link, "u1", "Go to sleep");
    assert.equal(session.state.status === "live" && session.state.microphone, "asleep");
    const update = link.sent.findLast(({ type }) => type === "session.update");
    assert.ok(update?.type === "session.update");
    assert.equal(update.session.audio?.input?.turn_detection?.create_response, false);
    assert.deepEqual(update.session.output_modalities, ["text"]);

    hears(link, "u2", "Delete everything");
    assert.equal(session.entries.length, 1);
    assert.equal(link.sent.at(-1)?.type, "conversation.item.delete");
    hears(link, "u3", "Hey, wake up");
    assert.equal(session.state.status === "live" && session.state.microphone, "open");
    hears(link, "u4");
    assert.equal(session.state.status === "live" && session.state.awaitingResponse, true);
  });

  it("is muted where nobody would notice the phrase", async () => {
    const { session, goLive } = scripted({ settings: { transcriptionModel: "" } });
    await goLive();
    await session.dialogue.turnTaking.setAsleep(true);
    assert.equal(session.state.status === "live" && session.state.microphone, "muted");
    await session.dialogue.turnTaking.setAsleep(false);
    assert.equal(session.state.status === "live" && session.state.microphone, "open");
  });

  it("wakes for the talk key", async () => {
    const { session, goLive } = scripted();
    await goLive();
    await session.dialogue.turnTaking.setAsleep(true);
    await session.talk(true);
    assert.equal(session.state.status === "live" && session.state.microphone, "held");
    assert.equal(session.dialogue.turnTaking.asleep, false);
  });
});

describe("a change of mode", () => {
  it("goes back to the open mode that it came from, after mute and after the key", async () => {
    const { session, goLive } = scripted({ settings: { turns: "untilSent" } });
    const link = await goLive();
    await session.talk(true);
    assert.equal(session.turns, "pushToTalk");
    await session.setMuted(true);
    await session.setMuted(false);
    assert.equal(session.turns, "untilSent");
    assert.equal(link.media.at(-1), "gate on");
  });

  it("to push-to-talk closes the gate and forgets half a sentence", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    await session.dialogue.turnTaking.setTurns("pushToTalk");
    assert.equal(link.media.at(-1), "gate off");
    assert.deepEqual(typesOf(link.sent), ["session.update", "input_audio_buffer.clear"]);
    assert.equal(session.state.status === "live" && session.state.microphone, "gated");
  });
});

describe("never mind", () => {
  const deleted = (link: ScriptedLink): string[] =>
    link.sent.flatMap((event) => (event.type === "conversation.item.delete" ? [event.item_id] : []));

  it("takes back what is about to be answered, spoken or typed", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    hears(link, "u1", "Delete the file.");
    link.receive({ type: "response.created", response: { id: "r1" } });
    session.dialogue.turns.cancelTurn();
    assert.deepEqual(deleted(link), ["u1"]);
    link.receive({ type: "response.done", response: { id: "r1", status: "cancelled", output: [] } });
    session.say("delete the other one");
    const [typed] = link.sent.flatMap((event) =>
      event.type === "conversation.item.create" && event.item.type === "message" ? [event.item.id] : [],
    );
    session.dialogue.turns.cancelTurn();
    assert.deepEqual(deleted(link), ["u1", typed]);
  });

  it("takes back nothing that is long answered", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    hears(link, "u1", "Delete the file.");
    respond(link, "r1", []);
    session.dialogue.turns.cancelTurn();
    assert.deepEqual(deleted(link), []);
  });
});

describe("stop everything", () => {
  it("silences, cancels the response and the call that runs, and asks for no answer", async () => {
    const { session, goLive, calls } = scripted({
      runTool: ({ signal }) =>
        new Promise((resolve) => {
          const end = (): void => resolve({ status: "failed", output: "cancelled", summary: "" });
          if (signal.aborted) end();
          else signal.addEventListener("abort", end);
        }),
    });
    const link = await goLive();
    respond(link, "r1", [call("a"), call("b")]);
    await until(() => calls.length === 1);
    hears(link, "u1", "Stop everything!");
    await until(() => session.state.status === "live" && session.state.runningCalls === 0);
    const outputs = link.sent.filter(
      (event) => event.type === "conversation.item.create" && event.item.type === "function_call_output",
    );
    await until(() => calls.length === 2);
    assert.ok(calls.every(({ signal }) => signal.aborted));
    assert.ok(outputs.length > 0);
    assert.equal(creates(link), 0);
    assert.equal(link.media.at(-1), "audible off");
  });

  it("forgets the sentence that is being said, and waits for the next one", async () => {
    const { session, goLive } = scripted({ settings: { interruption: "words" } });
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    session.dialogue.stopEverything();
    link.receive({ type: "input_audio_buffer.cleared" });
    assert.ok(link.sent.some(({ type }) => type === "input_audio_buffer.clear"));
    assert.equal(session.state.status === "live" && session.state.userSpeaking, false);
    hears(link, "u2", "Go to line three.");
    assert.equal(creates(link), 1);
  });
});

describe("written answers", () => {
  it("silence the assistant at once, and the session by its modality", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    session.dialogue.setAnswers("written");
    assert.equal(link.media.at(-1), "audible off");
    assert.deepEqual(link.sent, [
      { type: "session.update", session: { type: "realtime", output_modalities: ["text"] } },
    ]);
    session.dialogue.setAnswers("spoken");
    assert.equal(link.sent.length, 2);
  });
});
