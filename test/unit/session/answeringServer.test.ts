import assert from "node:assert/strict";
import type { SessionSettings } from "../../../src/session/settings.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { defaults } from "./defaults.ts";
import { creates, hears, speaks } from "./hearing.ts";
import { respond, scripted, typesOf, until } from "./scripted.ts";

const theirs: Partial<SessionSettings> = { serverTurns: "theirs", interruption: "words" };

describe("a server that answers every turn by itself", () => {
  it("is told so, however the user talks, and is asked by nobody else", async () => {
    for (const turns of ["handsFree", "untilSent", "onTrigger"] as const) {
      for (const serverTurns of ["theirs", "answered"] as const) {
        const policy = turnPolicy(turns, false, { ...defaults, ...theirs, serverTurns });
        const { detection, ...rest } = policy;
        assert.deepEqual(rest, { asks: "itself", stops: "server", silent: false });
        assert.ok(detection?.create_response === true && detection.interrupt_response);
      }
    }
    const { goLive } = scripted({ settings: theirs });
    const link = await goLive();
    hears(link, "u1", "Hello");
    respond(link, "r1", []);
    assert.equal(creates(link), 0);
  });

  it("lets nobody talk otherwise, and says so", async () => {
    const { session, goLive } = scripted({ settings: { ...theirs, turns: "untilSent" } });
    const link = await goLive();
    assert.equal(session.turns, "handsFree");
    const refusals = () => session.entries.filter((entry) => entry.kind === "notice").length;
    assert.equal(refusals(), 1);
    assert.ok(session.state.status === "live" && session.state.microphone === "open");
    await session.dialogue.turnTaking.setTurns("onTrigger");
    await session.talk(true);
    await session.talk(false);
    assert.equal(refusals(), 3);
    assert.equal(session.turns, "handsFree");
    assert.deepEqual(link.sent, []);
  });

  it("is not heard asleep, because it would answer", async () => {
    const { session, goLive } = scripted({ settings: theirs });
    await goLive();
    await session.dialogue.turnTaking.setAsleep(true);
    assert.ok(session.state.status === "live" && session.state.microphone === "muted");
  });

  it("commits nothing that a turn of the server's could wait for", async () => {
    const { session, goLive } = scripted({ settings: theirs });
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    session.dialogue.turns.sendTurn();
    assert.ok(!typesOf(link.sent).includes("input_audio_buffer.commit"));
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    respond(link, "r1", []);
    session.say("Hello");
    assert.equal(creates(link), 1);
  });

  it("is interrupted where the user dictates", async () => {
    const { session, calls, goLive } = scripted({ settings: theirs });
    const link = await goLive();
    session.dialogue.dictation.set(true);
    hears(link, "u1", "Hello comma world");
    speaks(link, "r1");
    await until(() => calls.length === 1);
    assert.deepEqual(link.sent.at(-1), { type: "response.cancel", response_id: "r1" });
    respond(link, "r2", []);
    session.dialogue.dictation.set(false);
    hears(link, "u2", "Go to line three");
    const before = link.sent.length;
    link.receive({ type: "response.created", response: { id: "r3" } });
    assert.equal(link.sent.length, before, "this answer is wanted");
  });

  it("is not asked for the answer to what is committed, where it takes that", async () => {
    const { session, goLive } = scripted({ settings: { serverTurns: "answered", turns: "pushToTalk" } });
    const link = await goLive();
    await session.talk(true);
    await session.talk(false, Date.now() + 1_000);
    assert.equal(link.sent.at(-1)?.type, "input_audio_buffer.commit");
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    assert.ok(session.state.status === "live" && session.state.awaitingResponse);
    assert.equal(creates(link), 0);
  });
});
