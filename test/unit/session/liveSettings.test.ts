import assert from "node:assert/strict";
import { mock } from "node:test";
import type { SessionSettings } from "../../../src/session/settings.ts";
import { comeBack, respond, scripted, type Scripted } from "./scripted.ts";

describe("a setting that changes while the session is live", () => {
  function withSettings(where?: () => string): { settings: Partial<SessionSettings>; world: Scripted } {
    const settings: Partial<SessionSettings> = {};
    return { settings, world: scripted({ settings, ...(where !== undefined && { where }) }) };
  }

  it("is told by an update of what differs, and of nothing else", async () => {
    const { settings, world } = withSettings();
    const link = await world.goLive();
    world.session.settingsChanged();
    assert.deepEqual(link.sent, []);
    settings.detection = { by: "silence", threshold: 0.6, silence: 900, padding: 200, idleTimeout: 10_000 };
    settings.effort = "low";
    world.session.settingsChanged();
    assert.deepEqual(link.sent, [
      {
        type: "session.update",
        session: {
          type: "realtime",
          reasoning: { effort: "low" },
          audio: {
            input: {
              turn_detection: {
                type: "server_vad",
                threshold: 0.6,
                silence_duration_ms: 900,
                prefix_padding_ms: 200,
                idle_timeout_ms: 10_000,
                create_response: true,
                interrupt_response: true,
              },
            },
          },
        },
      },
    ]);
  });

  it("is another session where it changed while the call was made", async () => {
    let where = "one";
    const { world } = withSettings(() => where);
    world.session.start();
    while (world.links.at(-1)?.media.includes("answer") !== true) await new Promise(setImmediate);
    where = "two";
    world.link().receive({ type: "session.created", session: { id: "sess_1" } });
    await comeBack(world.session, world.links);
    assert.equal(world.links.length, 2);
  });

  it("is the language, which the answers are in, too", async () => {
    const { settings, world } = withSettings();
    const link = await world.goLive();
    settings.language = "de";
    world.session.settingsChanged();
    const [update] = link.sent;
    assert.ok(update?.type === "session.update");
    assert.match(update.session.instructions ?? "", /Answer in German, whatever language the user speaks\.$/);
    assert.equal(update.session.audio?.input?.transcription?.language, "de");
    settings.language = "no language";
    world.session.settingsChanged();
  });

  it("waits for the pause where the API does not take it before", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const { settings, world } = withSettings();
      const link = await world.goLive();
      link.receive({ type: "response.created", response: { id: "r1" } });
      settings.speed = 1.25;
      world.session.settingsChanged();
      assert.deepEqual(link.sent, []);
      link.receive({ type: "response.done", response: { id: "r1", status: "completed" } });
      mock.timers.tick(500);
      assert.deepEqual(link.sent, [
        { type: "session.update", session: { type: "realtime", audio: { output: { speed: 1.25 } } } },
      ]);
    } finally {
      mock.timers.reset();
    }
  });

  it("is the voice: an update before the first word, a new session after it", async () => {
    const { settings, world } = withSettings();
    const link = await world.goLive();
    settings.voice = "cedar";
    world.session.settingsChanged();
    assert.equal(link.sent.at(-1)?.type, "session.update");
    link.receive({ type: "output_audio_buffer.started", response_id: "r1" });
    link.receive({ type: "output_audio_buffer.stopped", response_id: "r1" });
    settings.voice = "ash";
    world.session.settingsChanged();
    await comeBack(world.session, world.links);
    assert.equal(world.links.length, 2);
  });

  it("is the model: a new session", async () => {
    let model = "gpt-realtime-2.1";
    const { world } = withSettings(() => model);
    await world.goLive();
    model = "gpt-realtime-2.1-mini";
    world.session.settingsChanged();
    await comeBack(world.session, world.links);
    assert.equal(world.links.length, 2);
  });

  for (const taken of [{ noiseReduction: false }, { transcriptionModel: "" }]) {
    it(`is ${Object.keys(taken)[0]}, taken away: a new session without it`, async () => {
      const { settings, world } = withSettings();
      await world.goLive();
      Object.assign(settings, taken);
      world.session.settingsChanged();
      await comeBack(world.session, world.links);
      assert.equal(world.links.length, 2);
    });
  }

  it("begins a new conversation without the old one", async () => {
    const { world } = withSettings();
    const link = await world.goLive();
    world.session.say("remember this");
    respond(link, "r1", []);
    world.session.newConversation();
    const next = await comeBack(world.session, world.links);
    assert.deepEqual(next.sent, []);
    assert.deepEqual(world.session.entries, []);
  });
});
