/** An hour's session, sixty times as fast: what it leaves in the extension host, and whether the panel keeps up. */
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../realtime/session.ts";
import type { Stage } from "../stage/stage.ts";
import { call, callId, spokenAnswer, spokenTurn } from "./hourEvents.ts";
import { quantile, type Row } from "./row.ts";
import { currentSession, until } from "./sessions.ts";

const events = 10_000;
/** Milliseconds between two events: of the hour, and of an answer as it is really given. */
const hourPace = 60_000 / events;
const naturalPace = 1000 / 30;
/** Turns at their natural pace when the hour is over. */
const lastTurns = 4;
/** Milliseconds of a panel that has nothing to do, to compare with. */
const restMs = 5000;
/** Turns before the first look at the memory, so that what is loaded once is not counted. */
const warmUp = 5;
/** In MB. What was said takes less than one; the editor's own extensions are in the same heap. */
const mostGrowth = 10;
/** One frame in twenty may be missed, no more. */
const mostFrames = 1.5;

/** Collects the time between one frame and the next, until it is stopped. */
const watchFrames = `(() => {
  const gaps = [];
  let last;
  let frame = requestAnimationFrame(function next(now) {
    if (last !== undefined) gaps.push(now - last);
    last = now;
    frame = requestAnimationFrame(next);
  });
  globalThis.stopFrames = () => { cancelAnimationFrame(frame); return gaps; };
})()`;

export async function hourRows(stage: Stage): Promise<Row[]> {
  const { panel, probe, server } = stage;
  await probe.open("src/inventory.ts");
  await panel.connect();
  const session = currentSession(stage);
  // All that the client hears is made here; the server's own answers to it are neither made nor sent.
  const endPlan = server.script.onTurn(() => ({ outputs: [] }));
  const endSilence = session.misbehave({ drop: () => true });
  const hour = new Hour(session);
  while (hour.turns < warmUp) await hour.turn();

  const rest = await framesWhile(stage, () => delay(restMs));
  const before = await probe.resources();
  const began = performance.now();
  const busy = await framesWhile(stage, async () => {
    for (const from = hour.emitted; hour.emitted - from < events;) await hour.turn();
  });
  const tookMs = performance.now() - began;
  const after = await probe.resources();
  hour.paceMs = naturalPace;
  const atTheEnd = await framesWhile(stage, async () => {
    for (const from = hour.turns; hour.turns - from < lastTurns;) await hour.turn();
  });
  endSilence();
  endPlan();
  await panel.stop();

  const name = `an hour's ${events} events`;
  const heapGrowth = (after.heapBytes - before.heapBytes) / 1024 ** 2;
  return [
    { what: `${name}, played in`, value: tookMs / 1000, unit: "s" },
    { what: `${name}, extension host's processor time`, value: after.cpuMs - before.cpuMs, unit: "ms" },
    { what: `${name}, growth of its heap`, value: heapGrowth, unit: "MB", budget: mostGrowth },
    { what: "the panel's frame at rest, p95", value: rest, unit: "ms" },
    { what: `the panel's frame in ${name}, p95`, value: busy, unit: "ms" },
    { what: "the panel's frame in an answer after them, p95", value: atTheEnd, unit: "ms" },
    { what: "the same against the frame at rest", value: atTheEnd / rest, unit: "×", budget: mostFrames },
  ];
}

/** @returns the time from one frame to the next, p95, in milliseconds. */
async function framesWhile({ panel }: Stage, work: () => Promise<unknown>): Promise<number> {
  await panel.evaluate(watchFrames);
  await work();
  return quantile(await panel.evaluate<number[]>("stopFrames()"), 0.95);
}

/** The server's side of the hour. */
class Hour {
  turns = 0;
  emitted = 0;
  paceMs = hourPace;
  readonly #session: ServerSession;
  #nextAt = performance.now();

  constructor(session: ServerSession) {
    this.#session = session;
  }

  /** A spoken command, its call, which the client carries out, and the answer that the client asks for. */
  async turn(): Promise<void> {
    const turn = this.turns++;
    const received = this.#session.received.length;
    await this.#say(spokenTurn(turn));
    await this.#say(call(turn));
    const id = callId(turn);
    await until(`the output of ${id}, and the wish for an answer`, () => {
      const news = this.#session.received.slice(received).map((event) => JSON.stringify(event));
      return (
        news.some((event) => event.includes(id)) && news.some((event) => event.includes("response.create"))
      );
    });
    await this.#say(spokenAnswer(turn));
  }

  async #say(said: readonly object[]): Promise<void> {
    for (const event of said) {
      const wait = this.#nextAt - performance.now();
      // A timer is no finer than a millisecond or two; what is late is made up for.
      if (wait > 2) await delay(wait);
      this.#nextAt = Math.max(this.#nextAt + this.paceMs, performance.now() - 1000);
      this.#session.emit({ event_id: `event_hour_${this.emitted++}`, ...event });
    }
  }
}
