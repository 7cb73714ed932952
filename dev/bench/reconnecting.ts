/** From a connection that the server drops to the next one that is live. */
import { setTimeout as delay } from "node:timers/promises";
import { selectors } from "../stage/panelDriver.ts";
import type { Stage } from "../stage/stage.ts";
import { clockOffset } from "./clocks.ts";
import { quantile, type Row } from "./row.ts";
import { currentSession } from "./sessions.ts";

/** A call that lived so long counts as sound, so that the first attempt follows without a wait. In milliseconds. */
const soundAfter = 10_500;

/** Resolves with the panel's time when it is live again, and has not been in between. */
const liveAgain = `new Promise((resolve) => {
  let left = false;
  new MutationObserver((_, observer) => {
    const live = document.querySelector('${selectors.listening}') !== null;
    left ||= !live;
    if (!left || !live) return;
    observer.disconnect();
    resolve(performance.now());
  }).observe(document, { subtree: true, attributes: true, childList: true });
})`;

export async function reconnectingRows(stage: Stage, times: number): Promise<Row[]> {
  const { panel } = stage;
  await panel.connect();
  const offset = await clockOffset(() => panel.evaluate("performance.now()"));
  const took: number[] = [];
  for (let run = 0; run < times; run++) {
    await delay(soundAfter);
    await panel.evaluate(`void (globalThis.liveAgain = ${liveAgain})`);
    const dropped = performance.now();
    currentSession(stage).drop();
    took.push((await panel.evaluate<number>("globalThis.liveAgain")) + offset - dropped);
  }
  await panel.stop();
  return [{ what: "connection lost to live again, p50", value: quantile(took, 0.5), unit: "ms" }];
}
