/** Pressing to talk, by whatever there is to press, and saying a recorded sentence meanwhile. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { root } from "../../dev/setup/paths.ts";
import { commands, type Voice } from "../../dev/speech/sentences.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { currentSession, receivedEvents, until } from "./talking.ts";

export interface Hold {
  down(): Promise<void>;
  /** Keys go down again and again while they are held. */
  repeat?(): Promise<void>;
  rhythm?: Rhythm;
  up(): Promise<void>;
}

/** As systems repeat a key that is held, in milliseconds. */
interface Rhythm {
  delay: number;
  interval: number;
}
export const usual: Rhythm = { delay: 400, interval: 40 };
export const slowest: Rhythm = { delay: 1_000, interval: 90 };

/** Longer than the pauses between the words of a sentence, in milliseconds. */
const endOfSpeech = 600;

/** Of the level that the panel shows, 0 to 100. */
const loud = 5;

const modifiers = ["Control", "Alt"];
const key = process.platform === "darwin" ? "v" : "Space";

/** One commit, one response to it, one answer to its call. */
export const oneTurn = [
  "input_audio_buffer.clear",
  "input_audio_buffer.commit",
  "response.create",
  "conversation.item.create",
  "response.create",
];

export interface Pressing {
  readonly session: ServerSession;
  /** The push-to-talk key. */
  readonly chord: { down(): Promise<void>; repeat(): Promise<void>; up(): Promise<void> };
  tap(): Promise<void>;
  focusEditor(): Promise<void>;
  focusPanel(): Promise<void>;
  /** Resolves when the panel shows a press. */
  talks(): Promise<void>;
  /** Resolves when the panel shows none. */
  rests(): Promise<void>;
  /** Of the events that the server has received, after so many. */
  typesSince(count: number): string[];
  sayWhile(hold: Hold, sentence: string, voice: Voice): Promise<string[]>;
  /** @throws where a press brings a turn. */
  saysNothing(press: () => Promise<unknown>): Promise<void>;
}

/** @param stage whose session is live. */
export function pressingOn(stage: Stage): Pressing {
  const session = currentSession(stage);
  const { keyboard } = stage.workbench.page;
  const typesSince = (count: number): string[] =>
    receivedEvents(session)
      .slice(count)
      .map(({ type }) => type);
  const talks = (): Promise<void> => stage.panel.button("Release to send").waitFor();
  const rests = (): Promise<void> => stage.panel.button("Hold to talk").waitFor();

  const chord = {
    async down(): Promise<void> {
      for (const each of [...modifiers, key]) await keyboard.down(each);
    },
    repeat: () => keyboard.down(key),
    async up(): Promise<void> {
      for (const each of [key, ...modifiers]) await keyboard.up(each);
    },
  };

  /** The key goes up where nobody sees it. */
  async function focusEditor(): Promise<void> {
    await stage.probe.command("workbench.action.focusActiveEditorGroup");
    await stage.workbench.page.waitForFunction(() => document.activeElement?.tagName !== "IFRAME");
  }

  async function focusPanel(): Promise<void> {
    await stage.workbench.panel.getByRole("textbox", { name: "Message" }).focus();
    await stage.workbench.page.waitForFunction(() => document.activeElement?.tagName === "IFRAME");
  }

  /** Down and up go out together: no busy machine makes a hold of it. */
  async function tap(): Promise<void> {
    for (const each of modifiers) await keyboard.down(each);
    await Promise.all([keyboard.down(key), keyboard.up(key)]);
    for (const each of modifiers) await keyboard.up(each);
  }

  /** Holds until a recording, which the device plays as it opens, was seen in the level to come and to end. */
  async function holdWhileItPlays({ down, repeat, rhythm = usual, up }: Hold): Promise<void> {
    const meter = stage.workbench.panel.getByRole("meter");
    const began = performance.now();
    const held = new AbortController();
    async function repeats(): Promise<void> {
      for (let wait = rhythm.delay; !held.signal.aborted; wait = rhythm.interval) {
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
   * @returns the types of the events that the press brought, but for the change to push-to-talk: only the first
   * press brings that.
   */
  async function sayWhile(hold: Hold, sentence: string, voice: Voice): Promise<string[]> {
    const { panel, microphone } = stage;
    const misheard: string[] = [];
    while (misheard.length < 3) {
      await microphone.rest();
      await panel.setMuted(true);
      await microphone.load(join(root, "test/fixtures/speech", `${sentence}.${voice}.wav`));
      const received = receivedEvents(session).length;
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
      const types = typesSince(received).filter((type) => type !== "session.update");
      const commits = types.filter((type) => type === "input_audio_buffer.commit");
      assert.equal(commits.length, 1, "The press was cut.");
      const words = session.heard.slice(heard).map(({ text }) => text);
      if (words.join(", ") === commands[sentence]) return types;
      misheard.push(...words);
    }
    throw new Error(`The server heard ${JSON.stringify(misheard)}.`);
  }

  /** By the end of this answer a commit would long be there. */
  async function saysNothing(press: () => Promise<unknown>): Promise<void> {
    const { panel, probe } = stage;
    const received = receivedEvents(session).length;
    await press();
    await until("the press is seen", () => typesSince(received).includes("input_audio_buffer.clear"));
    await rests();
    const sent = session.sent.length;
    await probe.open("src/inventory.ts", { line: 1 });
    await panel.type("go to line 9");
    await probe.until("line 9", ({ editor }) => editor?.line === 9);
    await until("it is answered", () =>
      session.sent.slice(sent).some(({ type }) => type === "output_audio_buffer.stopped"),
    );
    assert.ok(!typesSince(received).includes("input_audio_buffer.commit"));
  }

  return { session, chord, tap, focusEditor, focusPanel, talks, rests, typesSince, sayWhile, saysNothing };
}
