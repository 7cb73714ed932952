import assert from "node:assert/strict";
import { mock } from "node:test";
import { KeyRhythm } from "../../../src/host/keyRhythm.ts";
import { PushToTalkKey, type KeyUse } from "../../../src/host/pushToTalkKey.ts";
import { scripted, typesOf } from "../session/scripted.ts";

/** Longer than any wait of the key's and of the microphone's tail, in ms. */
const longest = 3_000;

describe("a press too short to be speech", () => {
  afterEach(() => mock.timers.reset());

  async function pressing(use: KeyUse) {
    // Before the session begins: its own waits are not for this clock otherwise, and last for minutes.
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
    const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
    const link = await goLive();
    const talks: Promise<void>[] = [];
    const rhythm = new KeyRhythm({ read: () => undefined, write: () => undefined });
    const key = new PushToTalkKey(rhythm, (pressed, until) => talks.push(session.talk(pressed, until)));
    async function pass(ms: number): Promise<void> {
      for (let left = ms; left > 0; left -= 10) {
        mock.timers.tick(10);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    async function down(): Promise<void> {
      key.keyDown(use);
      await pass(0);
      await new Promise((resolve) => setImmediate(resolve));
    }
    /** What the server was told, when all is over. */
    async function sent(): Promise<string[]> {
      await pass(longest);
      await Promise.all(talks);
      assert.equal(link.media.at(-1), "gate off");
      return typesOf(link.sent);
    }
    return { key, pass, down, sent };
  }

  const nothing = ["input_audio_buffer.clear", "input_audio_buffer.clear"];
  const oneTurn = ["input_audio_buffer.clear", "input_audio_buffer.commit"];

  for (const use of ["auto", "toggle"] as const) {
    it(`commits nothing where the key taps twice at once, as ${use}`, async () => {
      const { down, pass, sent } = await pressing(use);
      await down();
      await pass(150);
      await down();
      assert.deepEqual(await sent(), nothing);
    });

    it(`is one where the second tap comes later, as ${use}`, async () => {
      const { down, pass, sent } = await pressing(use);
      await down();
      await pass(450);
      await down();
      assert.deepEqual(await sent(), oneTurn);
    });
  }

  it("commits nothing where a key that only holds is tapped, once or twice", async () => {
    for (const taps of [1, 2]) {
      const { down, pass, sent } = await pressing("hold");
      for (let tap = 0; tap < taps; tap++) {
        await down();
        await pass(400);
      }
      assert.deepEqual(await sent(), nothing);
      mock.timers.reset();
    }
  });

  it("is one where that key is held", async () => {
    const { down, pass, sent } = await pressing("hold");
    await down();
    await pass(500);
    for (let repeat = 0; repeat < 5; repeat++) {
      await down();
      await pass(30);
    }
    assert.deepEqual(await sent(), oneTurn);
  });

  it("is measured by the panel where that saw the key go up", async () => {
    for (const [held, expected] of [
      [200, nothing],
      [400, oneTurn],
    ] as const) {
      const { key, down, pass, sent } = await pressing("hold");
      await down();
      await pass(held);
      key.keyUp(held);
      assert.deepEqual(await sent(), expected);
      mock.timers.reset();
    }
  });
});
