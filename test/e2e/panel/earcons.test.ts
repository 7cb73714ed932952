import assert from "node:assert/strict";
import type { MicrophoneState, PanelState } from "../../../src/shared/state.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the tones of the microphone", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened));

  const withSounds = (state: PanelState): PanelState => ({
    ...state,
    audio: { ...state.audio, sounds: true },
  });
  const live = (microphone: MicrophoneState): PanelState => withSounds(states.live("listening", microphone));
  /** What sounded since the last time, once it is over: each tone's length in ms and its peak. */
  const tones = (): Promise<{ length: number; peak: number }[]> =>
    panel.frame.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const tones: { length: number; peak: number }[] = [];
      let before = 0;
      for (const peak of seen.sounds.splice(0)) {
        if (peak > 0.001 && before <= 0.001) tones.push({ length: 0, peak: 0 });
        const tone = tones.at(-1);
        if (tone !== undefined && peak > 0.001) {
          tone.length += 10;
          tone.peak = Math.max(tone.peak, peak);
        }
        before = peak;
      }
      return tones;
    });
  const gesture = async (): Promise<void> => {
    await panel.frame.locator("textarea").press("a");
    await panel.page.waitForTimeout(500);
  };

  it("are short and soft, one for each time that the microphone opens or closes to the user", async () => {
    await panel.show(withSounds(states.idle));
    await gesture();
    const shown: [PanelState, number][] = [
      [live("open"), 1],
      [live("resting"), 0],
      [live("open"), 0],
      [live("muted"), 1],
      [live("gated"), 0],
      [live("held"), 1],
      [live("gated"), 1],
      [live("unavailable"), 0],
      [live("open"), 1],
      [withSounds(states.failed), 1],
    ];
    for (const [state, count] of shown) {
      await panel.show(state);
      const sounded = await tones();
      assert.equal(sounded.length, count, JSON.stringify(state.session));
      for (const { length, peak } of sounded) {
        assert.ok(length >= 80 && length <= 130, `${length} ms`);
        assert.ok(peak > 0.04 && peak < 0.07, `${20 * Math.log10(peak)} dBFS`);
      }
    }
    assert.deepEqual(await panel.faults(), []);
  });

  it("are not there where they are not wished for", async () => {
    await panel.show(states.idle);
    await gesture();
    await panel.show(states.live("listening"));
    assert.deepEqual(await tones(), []);
  });

  it("do not tell what stood already when the panel came", async () => {
    await panel.show(live("open"));
    await gesture();
    assert.deepEqual(await tones(), []);
  });

  it("are silently left out before the first gesture", async () => {
    await panel.show(withSounds(states.idle));
    await panel.show(live("open"));
    assert.deepEqual([await tones(), await panel.faults()], [[], []]);
  });
});
