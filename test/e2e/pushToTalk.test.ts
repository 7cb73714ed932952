import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { root } from "../../dev/setup/paths.ts";
import { commands, type Voice } from "../../dev/speech/sentences.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { sharedStage } from "./sharedStage.ts";
import { currentSession, receivedEvents, until } from "./talking.ts";

interface Hold {
  down(): Promise<void>;
  /** Keys go down again and again while they are held. */
  repeat?(): Promise<void>;
  up(): Promise<void>;
}

/** As systems repeat a key that is held, in milliseconds. */
const firstRepeat = 400;
const repeatInterval = 40;

/** Longer than the pauses between the words of a sentence, in milliseconds. */
const endOfSpeech = 600;

/** Of the level that the panel shows, 0 to 100. */
const loud = 5;

const modifiers = ["Control", "Alt"];
const key = process.platform === "darwin" ? "v" : "Space";

describe("push-to-talk", () => {
  let stage: Stage;
  let session: ServerSession;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    session = currentSession(stage);
    await stage.probe.open("src/inventory.ts", { line: 1 });
  });
  after(() => stage?.panel.stop());

  const typesSince = (count: number): string[] =>
    receivedEvents(session)
      .slice(count)
      .map(({ type }) => type);
  const turnDetection = () => session.configuration.audio?.input?.turn_detection;
  const footer = (): Promise<string> => stage.workbench.panel.locator(".footer .turns").innerText();

  /** Holds until a recording, which the device plays as it opens, was seen in the level to come and to end. */
  async function holdWhileItPlays({ down, repeat, up }: Hold): Promise<void> {
    const meter = stage.workbench.panel.getByRole("meter");
    const began = performance.now();
    const held = new AbortController();
    async function repeats(): Promise<void> {
      for (let wait = firstRepeat; !held.signal.aborted; wait = repeatInterval) {
        await delay(wait);
        if (!held.signal.aborted) await repeat?.();
      }
    }
    await down();
    const repeating = repeats();
    try {
      let loudAt: number | undefined;
      while (loudAt === undefined || performance.now() - loudAt < endOfSpeech) {
        assert.ok(performance.now() - began < 20_000, "The recording does not play, or does not end.");
        if (Number(await meter.getAttribute("aria-valuenow")) > loud) loudAt = performance.now();
      }
    } finally {
      held.abort();
      await repeating;
      await up();
    }
  }

  /**
   * Says a sentence during one press. The device stays open between presses and would not play again, so it is
   * released first. What was misheard for a busy machine is said again.
   * @returns the types of the events that the press brought.
   */
  async function sayWhile(hold: Hold, sentence: string, voice: Voice): Promise<string[]> {
    const { panel, microphone } = stage;
    const misheard: string[] = [];
    while (misheard.length < 3) {
      await microphone.rest();
      await panel.setMuted(true);
      await microphone.load(join(root, "test/fixtures/speech", `${sentence}.${voice}.wav`));
      const received = session.received.length;
      const sent = session.sent.length;
      const heard = session.heard.length;
      await holdWhileItPlays(hold);
      await panel.button("Hold to talk").waitFor();
      await until(`${sentence} is heard`, () => session.heard.length > heard);
      await until("it is answered", () => {
        const done = session.sent.slice(sent).findLast((event) => event.type === "response.done");
        return done?.response.output?.[0]?.type === "message";
      });
      await panel.shows("listening");
      const words = session.heard.slice(heard).map(({ text }) => text);
      if (words.join(", ") === commands[sentence]) return typesSince(received);
      misheard.push(...words);
    }
    throw new Error(`The server heard ${JSON.stringify(misheard)}.`);
  }

  /** One commit, one response to it, one answer to its call. */
  const oneTurn = [
    "session.update",
    "input_audio_buffer.clear",
    "input_audio_buffer.commit",
    "response.create",
    "conversation.item.create",
    "response.create",
  ];

  it("hears what is said while the key is held, and acts when that is let go", async () => {
    const { keyboard } = stage.workbench.page;
    const types = await sayWhile(
      {
        async down() {
          for (const each of [...modifiers, key]) await keyboard.down(each);
        },
        repeat: () => keyboard.down(key),
        async up() {
          for (const each of [key, ...modifiers]) await keyboard.up(each);
        },
      },
      "goToLine42",
      "slt",
    );
    await stage.probe.until("line 42", ({ editor }) => editor?.line === 42);
    assert.deepEqual(types, oneTurn);
    assert.equal(turnDetection(), null);
    assert.equal(await footer(), "Push to talk");
  });

  it("hears what is said while the panel's button is held", async () => {
    const { mouse } = stage.workbench.page;
    const types = await sayWhile(
      {
        async down() {
          await stage.panel.button("Hold to talk").hover();
          await mouse.down();
        },
        up: () => mouse.up(),
      },
      "line12",
      "rms",
    );
    await stage.probe.until("line 12", ({ editor }) => editor?.line === 12);
    // The session talks by press already.
    assert.deepEqual(types, oneTurn.slice(1));
    assert.equal(turnDetection(), null);
  });

  it("takes a short press for none", async () => {
    const { panel, probe } = stage;
    const received = session.received.length;
    const sent = session.sent.length;
    await panel.button("Hold to talk").click();
    await until("the press is seen", () => typesSince(received).includes("input_audio_buffer.clear"));
    await panel.type("go to line 9");
    await probe.until("line 9", ({ editor }) => editor?.line === 9);
    // By the end of this answer a commit would long be there.
    await until("it is answered", () =>
      session.sent.slice(sent).some(({ type }) => type === "output_audio_buffer.stopped"),
    );
    assert.ok(!typesSince(received).includes("input_audio_buffer.commit"));
  });

  it("ends with unmuting, which goes back to hands-free", async () => {
    await stage.panel.setMuted(true);
    await stage.panel.setMuted(false);
    await until("the server detects turns", () => turnDetection()?.type === "semantic_vad");
    assert.equal(await footer(), "Hands-free");
  });
});
