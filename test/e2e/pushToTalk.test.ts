import assert from "node:assert/strict";
import type { Stage } from "../../dev/stage/stage.ts";
import { oneTurn, pressingOn, slowest, usual, type Pressing } from "./pressing.ts";
import { sharedStage } from "./sharedStage.ts";
import { until } from "./talking.ts";

describe("push-to-talk", () => {
  let stage: Stage;
  let presses: Pressing;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    presses = pressingOn(stage);
    await stage.probe.open("src/inventory.ts", { line: 1 });
  });
  after(() => stage?.panel.stop());

  const turnDetection = () => presses.session.configuration.audio?.input?.turn_detection;
  const shownTurns = (): Promise<string> =>
    stage.workbench.panel.getByRole("combobox", { name: "Talking mode" }).inputValue();

  for (const [name, rhythm] of Object.entries({ usual, slowest })) {
    it(`hears what is said while the key is held, and acts when that is let go, at the ${name} repeats`, async () => {
      await stage.probe.open("src/inventory.ts", { line: 1 });
      const types = await presses.sayWhile(
        {
          async down() {
            await presses.focusEditor();
            await presses.chord.down();
          },
          repeat: () => presses.chord.repeat(),
          rhythm,
          up: () => presses.chord.up(),
        },
        "goToLine42",
        "slt",
      );
      await stage.probe.until("line 42", ({ editor }) => editor?.line === 42);
      assert.deepEqual(types, oneTurn);
      assert.equal(turnDetection(), null);
      assert.equal(await shownTurns(), "pushToTalk");
    });
  }

  it("sees the key go up in the panel, where the system repeats none", async () => {
    await stage.probe.open("src/inventory.ts", { line: 1 });
    const types = await presses.sayWhile(
      {
        async down() {
          await presses.focusPanel();
          await presses.chord.down();
        },
        up: () => presses.chord.up(),
      },
      "goToLine42",
      "slt",
    );
    await stage.probe.until("line 42", ({ editor }) => editor?.line === 42);
    assert.deepEqual(types, oneTurn);
  });

  it("hears what is said while the panel's button is held", async () => {
    const { mouse } = stage.workbench.page;
    const types = await presses.sayWhile(
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
    assert.deepEqual(types, oneTurn);
    assert.equal(turnDetection(), null);
  });

  it("takes a short press of the button for none", () =>
    presses.saysNothing(() => stage.panel.button("Hold to talk").click()));

  it("ends with unmuting, which goes back to hands-free", async () => {
    await stage.panel.setMuted(true);
    await stage.panel.setMuted(false);
    await until("the server detects turns", () => turnDetection()?.type === "semantic_vad");
    assert.equal(await shownTurns(), "handsFree");
  });
});
