import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import assert from "node:assert/strict";
import type { PanelState } from "../../../src/shared/state.ts";
import { startPanelRig, type Panel, type PanelRig, type Theme } from "./harness/panelRig.ts";
import { captured } from "./harness/linkDriver.ts";
import * as states from "./harness/states.ts";
import { actions, events, openEventLog, showEvents, timings } from "./harness/events.ts";
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
  keyLost: states.lostKey,
  signIn: states.noSignIn,
  keyWrong: states.wrongKey,
  idle: states.idle,
  connecting: states.connecting,
  failed: states.failed,
  asking: states.asking,
  askingDiff: states.askingDiff,
  askingCommand: states.askingCommand,
  expired: states.expired,
  busy: states.busy,
  pushToTalk: states.pushToTalk,
  held: states.held,
  unavailable: states.live("listening", "unavailable", states.conversation.slice(0, 3)),
  muted: states.live("listening", "muted", states.conversation.slice(0, 3)),
  open: states.live("listening", "open", states.conversation.slice(0, 3)),
  waitingForPage: states.waitingForPage,
  usage: states.nearBudget,
};

/** What only an act of the user or the host brings about. */
const acts: Record<string, (panel: Panel) => Promise<void>> = {
  async usageOpen(panel) {
    await panel.show(states.nearBudget);
    await panel.frame.locator(".usage summary").click();
  },
  async usageUnpriced(panel) {
    await panel.show(states.withoutPrice);
    await panel.frame.locator(".usage").getByRole("button", { name: "Set Prices" }).waitFor();
  },
  async keySet(panel) {
    await panel.show(states.idle);
    await panel.frame.locator("summary", { hasText: "API key" }).click();
    await panel.frame.getByRole("button", { name: "Clear the Key" }).waitFor();
  },
  async keyFromEnvironment(panel) {
    await panel.show(states.keyFromEnvironment);
    await panel.frame.getByText("comes from the environment variable OPENAI_API_KEY").waitFor();
  },
  async signedIn(panel) {
    await panel.show(states.signedIn);
    await panel.frame.getByText("You are signed in with your Microsoft account.").waitFor();
  },
  async devices(panel) {
    await panel.show({ ...states.busy, audio: states.native });
    await panel.frame.locator(".devices summary").click();
  },
  async levels(panel) {
    await panel.show(states.pushToTalk);
    await panel.page.evaluate(() => host.call.showLevels({ microphone: 0.6, assistant: 0 }));
  },
  async testInvited(panel) {
    await panel.show({ ...states.idle, audio: states.native });
    await panel.page.evaluate((microphone) => host.call.showTest({ microphone }), captured);
  },
  async testRecording(panel) {
    await panel.frame.getByRole("button", { name: "Record 3 seconds" }).click();
    await panel.frame.getByText("Recording: speak now").waitFor();
    await panel.page.evaluate(() => host.feedTest({ length: 200, peak: 0.3, atOnce: true }));
  },
  async testTold(panel) {
    await panel.page.evaluate((microphone) => host.call.showTest({ microphone }), captured);
    await panel.frame.getByRole("button", { name: "Record 3 seconds" }).click();
    await panel.frame.getByText("Recording: speak now").waitFor();
    await panel.page.evaluate(() => host.feedTest({ length: 3_000, peak: 0, atOnce: true }));
    await panel.frame.getByText(/^Not the faintest sound/).waitFor();
    await panel.frame.getByRole("button", { name: "Close" }).click();
  },
  async events(panel) {
    await panel.frame.locator(".devices[open] summary").click();
    await panel.show(states.busy);
    await openEventLog(panel);
    await showEvents(panel, { events, timings });
    await panel.frame.locator(".events summary", { hasText: "response.done" }).click();
    await panel.frame.getByRole("button", { name: "Copy" }).click();
    await panel.frame.getByText("Copied 12 events.").waitFor();
  },
  async eventsFiltered(panel) {
    await panel.frame.getByRole("button", { name: "Errors only" }).click();
  },
  async timings(panel) {
    await panel.frame.getByRole("tab", { name: "Timings" }).click();
  },
  async actions(panel) {
    await showEvents(panel, { events, timings, actions });
    await panel.frame.getByRole("tab", { name: "Actions" }).click();
    await panel.frame.locator(".events summary", { hasText: "Git: Push" }).click();
  },
};

describe("the panel in each theme", () => {
  let rig: PanelRig;
  before(async () => {
    await mkdir(folder, { recursive: true });
    rig = await startPanelRig();
  });
  after(() => rig.close());

  async function eachPicture(
    panel: Panel,
    suffix: string,
    look: (name: string) => Promise<void>,
  ): Promise<void> {
    const shown = Object.entries(pictures).map(
      ([name, state]) => [name, (panel: Panel) => panel.show(state)] as const,
    );
    for (const [name, act] of [...shown, ...Object.entries(acts)]) {
      await act(panel);
      await picture(panel, `panel-${name}-${suffix}.png`);
      await look(name);
    }
    await panel.close();
  }

  for (const [theme, bound] of Object.entries(themes) as [Theme, number][]) {
    it(`has texts that can be read in ${theme}`, async () => {
      const panel = await rig.open({ theme, reducedMotion: true });
      await eachPicture(panel, theme, async (name) => {
        assert.deepEqual(await panel.frame.evaluate(faintTexts, bound), [], name);
      });
    });
  }

  for (const width of [250, 500]) {
    it(`fits into ${width} pixels`, async () => {
      const panel = await rig.open({ theme: "dark", width, reducedMotion: true });
      await eachPicture(panel, `dark-${width}`, async (name) => {
        const overflow = await panel.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(overflow, 0, name);
      });
    });
  }
});

async function picture(panel: Panel, file: string): Promise<void> {
  await panel.frame.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await panel.page.screenshot({ path: join(folder, file) });
}
