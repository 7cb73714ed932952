import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { Stage } from "../../dev/stage/stage.ts";
import { oneTurn, pressingOn, usual, type Pressing } from "./pressing.ts";
import { sharedStage } from "./sharedStage.ts";

describe("the talk key and its commands", () => {
  let stage: Stage;
  let presses: Pressing;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    presses = pressingOn(stage);
  });
  after(() => stage?.panel.stop());

  it("talks from tap to tap, and hears what is said between", async () => {
    for (const focus of [presses.focusEditor, presses.focusPanel]) {
      await stage.probe.open("src/inventory.ts", { line: 1 });
      const types = await presses.sayWhile(
        {
          async down() {
            await focus();
            await presses.tap();
            await presses.talks();
          },
          up: presses.tap,
        },
        "line12",
        "rms",
      );
      await stage.probe.until("line 12", ({ editor }) => editor?.line === 12);
      assert.deepEqual(types, oneTurn);
    }
  });

  it("goes down and up by commands, for pedals and the like, however often they say it", async () => {
    await stage.probe.open("src/inventory.ts", { line: 1 });
    const { probe } = stage;
    const types = await presses.sayWhile(
      {
        down: async () => void (await probe.command("vivaVoce.talkDown")),
        repeat: async () => void (await probe.command("vivaVoce.talkDown")),
        async up() {
          await probe.command("vivaVoce.talkUp");
          await probe.command("vivaVoce.talkUp");
        },
      },
      "line12",
      "rms",
    );
    await probe.until("line 12", ({ editor }) => editor?.line === 12);
    assert.deepEqual(types, oneTurn);
  });

  it("toggles however long it is held, where the setting says so", async () => {
    const { probe } = stage;
    await probe.open("src/inventory.ts", { line: 1 });
    await probe.configure("vivaVoce.talkKey", "toggle");
    try {
      const types = await presses.sayWhile(
        {
          // Let go before the sentence, which the device plays after a second of silence, is over.
          async down() {
            await presses.focusEditor();
            await presses.chord.down();
            for (let repeat = 0, wait = usual.delay; repeat < 10; repeat++, wait = usual.interval) {
              await delay(wait);
              await presses.chord.repeat();
            }
            await presses.chord.up();
          },
          up: () => presses.tap(),
        },
        "line12",
        "rms",
      );
      await probe.until("line 12", ({ editor }) => editor?.line === 12);
      assert.deepEqual(types, oneTurn);
    } finally {
      await probe.configure("vivaVoce.talkKey", null);
    }
  });

  it("toggles by a command of its own", async () => {
    const { probe } = stage;
    await probe.open("src/inventory.ts", { line: 1 });
    const toggle = async (): Promise<void> => void (await probe.command("vivaVoce.toggleTalk"));
    const types = await presses.sayWhile({ down: toggle, up: toggle }, "line12", "rms");
    await probe.until("line 12", ({ editor }) => editor?.line === 12);
    assert.deepEqual(types, oneTurn);
  });

  it("takes a press without repeats for none where it is to be held", () =>
    presses.saysNothing(() => stage.probe.command("vivaVoce.holdToTalk")));
});
