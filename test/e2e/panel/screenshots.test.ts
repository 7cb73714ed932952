import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";
import type { PanelState } from "../../../src/shared/state.ts";
import { startPanelRig, type Panel, type PanelRig, type Theme } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";
import { faintTexts } from "./harness/contrast.ts";

const folder = join(import.meta.dirname, "../../../out/screenshots");

/** WCAG's bounds for small text: AA in ordinary themes, AAA in those that promise high contrast. */
const themes: Record<Theme, number> = {
  light: 4.5,
  dark: 4.5,
  "high-contrast": 7,
  "high-contrast-light": 7,
};

const pictures: Record<string, PanelState> = {
  welcome: states.noKey,
  idle: states.idle,
  connecting: states.connecting,
  failed: states.failed,
  asking: states.asking,
  busy: states.busy,
  pushToTalk: states.pushToTalk,
  held: states.held,
  unavailable: states.live("listening", "unavailable", states.conversation.slice(0, 3)),
};

describe("the panel in each theme", () => {
  let rig: PanelRig;
  before(async () => {
    await mkdir(folder, { recursive: true });
    rig = await startPanelRig();
  });
  after(() => rig.close());

  for (const [theme, bound] of Object.entries(themes) as [Theme, number][]) {
    it(`has texts that can be read in ${theme}`, async () => {
      const panel = await rig.open({ theme, reducedMotion: true });
      try {
        for (const [name, state] of Object.entries(pictures)) {
          await picture(panel, `panel-${name}-${theme}.png`, state);
          assert.deepEqual(await panel.frame.evaluate(faintTexts, bound), [], name);
        }
      } finally {
        await panel.close();
      }
    });
  }

  for (const width of [250, 500]) {
    it(`fits into ${width} pixels`, async () => {
      const panel = await rig.open({ theme: "dark", width, reducedMotion: true });
      try {
        for (const [name, state] of Object.entries(pictures)) {
          await picture(panel, `panel-${name}-dark-${width}.png`, state);
          const overflow = await panel.frame.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          );
          assert.equal(overflow, 0, name);
        }
      } finally {
        await panel.close();
      }
    });
  }
});

async function picture(panel: Panel, file: string, state: PanelState): Promise<void> {
  await panel.show(state);
  await panel.frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await panel.page.screenshot({ path: join(folder, file) });
}
