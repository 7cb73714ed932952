import assert from "node:assert/strict";
import { creates, hears } from "./hearing.ts";
import { scripted, typesOf, until, type ScriptedLink, type ScriptOptions } from "./scripted.ts";

/** A live session that dictates. */
async function dictating(options: ScriptOptions = {}) {
  const world = scripted({ settings: { interruption: "words", transcriptionModel: "whisper" }, ...options });
  const link = await world.goLive();
  world.session.dialogue.dictation.set(true);
  return { ...world, now: link, dictation: world.session.dialogue.dictation };
}

const written = (calls: { name: string; arguments: string }[]): unknown[] =>
  calls.map(({ name, arguments: args }) => [name, (JSON.parse(args) as { text?: string }).text]);

const deleted = (link: ScriptedLink): number =>
  typesOf(link.sent).filter((type) => type === "conversation.item.delete").length;

describe("dictation", () => {
  it("writes what is said, and neither asks the model nor tells it", async () => {
    const { now, calls } = await dictating();
    hears(now, "item_1", "Hello comma world");
    await until(() => calls.length === 1);
    assert.deepEqual(written(calls), [["dictate", "Hello comma world"]]);
    assert.equal(creates(now), 0);
    assert.equal(deleted(now), 1);
  });

  it("has the server ask for no answers meanwhile, and for them again afterwards", async () => {
    const { now, dictation } = await dictating({ settings: { interruption: "speech" } });
    const asked = (): unknown[] =>
      now.sent.flatMap((event) =>
        event.type === "session.update" ? [event.session.audio?.input?.turn_detection?.create_response] : [],
      );
    await until(() => asked().includes(false));
    dictation.set(false);
    await until(() => asked().at(-1) === true);
  });

  it("ends with its phrase, and the next turn is the model's", async () => {
    const { now, calls, dictation, session } = await dictating();
    hears(now, "item_1", "Last words. Stop dictation.");
    await until(() => !dictation.active);
    assert.deepEqual(written(calls), [["dictate", "Last words."]]);
    assert.ok(session.entries.some((entry) => entry.kind === "notice" && entry.text === "dictationEnded"));
    hears(now, "item_2", "go to line three");
    await until(() => creates(now) === 1);
    assert.equal(calls.length, 1);
  });

  it("takes the last phrase back, as often as there are some", async () => {
    const { now, calls } = await dictating();
    hears(now, "item_1", "one");
    hears(now, "item_2", "two");
    hears(now, "item_3", "scratch that");
    hears(now, "item_4", "scratch that, scratch that, three");
    await until(() => calls.length === 5);
    assert.deepEqual(
      calls.map(({ name }) => name),
      ["dictate", "dictate", "undo", "undo", "dictate"],
    );
  });

  it("is not what the words were that began it, when they are written down late", async () => {
    const { session, goLive, calls } = scripted();
    const link = await goLive();
    hears(link, "item_1");
    session.dialogue.dictation.set(true);
    link.receive({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: "item_1",
      transcript: "start dictation",
    });
    hears(link, "item_2", "first");
    await until(() => calls.length === 1);
    assert.deepEqual(written(calls), [["dictate", "first"]]);
  });

  it("is over at once when everything is to stop, and that is not written", async () => {
    const { now, calls, dictation } = await dictating();
    hears(now, "item_1", "Stop everything.");
    assert.equal(dictation.active, false);
    assert.equal(calls.length, 0);
  });

  it("says what was not written", async () => {
    const { now, session } = await dictating({
      runTool: () => Promise.resolve({ status: "failed", output: "{}", summary: "No text editor is open." }),
    });
    hears(now, "item_1", "hello");
    await until(() =>
      session.entries.some((entry) => entry.kind === "notice" && entry.text === "notWritten"),
    );
  });

  it("is over with the session", async () => {
    const { session, dictation } = await dictating();
    session.stop();
    assert.equal(dictation.active, false);
  });
});
