/** One stage for all tests that need no other: opened by the first, closed after the last. */
import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../dev/setup/paths.ts";
import type { ServerSession } from "../../dev/realtime/session.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { recorderScript } from "./messageRecorder.ts";

let opening: Promise<Stage> | undefined;

/** The key is set on it, and no session is live. */
export async function sharedStage(): Promise<Stage> {
  opening ??= openStage({ workbench: { script: recorderScript } }).then(async (stage) => {
    await stage.panel.setKey(stage.key);
    return stage;
  });
  const stage = await opening;
  await clearStage(stage);
  return stage;
}

/** No session, no open editor, no recording in the microphone, and the sample's files as they were. */
export async function clearStage({ panel, probe, microphone, workspace }: Stage): Promise<void> {
  await probe.command("workbench.action.closeQuickOpen");
  await probe.command("vivaVoce.stop");
  await panel.shows("idle");
  await microphone.rest();
  for (let { openEditors } = await probe.state(); openEditors.length > 0;) {
    await probe.command("workbench.action.revertAndCloseActiveEditor");
    ({ openEditors } = await probe.state());
  }
  await probe.command("workbench.action.terminal.killAll");
  await probe.command("notifications.clearAll");
  await cp(join(root, "dev/sample"), workspace, { recursive: true });
}

export const screenshots = join(root, "out/screenshots");

/** What the window looked like where a test failed tells more than its error. */
afterEach(async function () {
  if (this.currentTest?.state !== "failed") return;
  const stage = await opening?.catch(() => undefined);
  if (stage === undefined) return;
  await mkdir(screenshots, { recursive: true });
  const name = this.currentTest.fullTitle().replaceAll(/\W+/g, "-");
  await stage.workbench.screenshot(join(screenshots, `failed-${name}.png`));
});

/** Where anything failed, a hook too, all that was said to the server and by it is kept, without the sound. */
async function keepEvents(sessions: readonly ServerSession[]): Promise<void> {
  const lines = sessions.flatMap(({ timeline }) =>
    timeline
      .filter(({ event }) => !/\.(?:append|delta)$/.test(event.type))
      .map((timed) => JSON.stringify(timed)),
  );
  await mkdir(screenshots, { recursive: true });
  await writeFile(join(screenshots, "failed-events.jsonl"), lines.join("\n"));
}

/** Hooks of a suite count as well: one that fails has no test that does. */
function hasFailed(suite: Mocha.Suite): boolean {
  const hooks = ["_beforeAll", "_beforeEach", "_afterEach", "_afterAll"].flatMap(
    (name) => (suite as unknown as Record<string, Mocha.Hook[]>)[name] ?? [],
  );
  return [...suite.tests, ...hooks].some(({ state }) => state === "failed") || suite.suites.some(hasFailed);
}

after(async function () {
  const stage = await opening?.catch(() => undefined);
  if (stage === undefined) return;
  const root = this.test?.parent;
  if (root !== undefined && hasFailed(root)) await keepEvents(stage.server.sessions);
  await stage.close();
});
