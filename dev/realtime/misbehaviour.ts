/** What may go wrong with a session's events on their way out: lost, late, twice, in another order. */
import type { ServerEvent } from "./protocol.ts";

type EventType = ServerEvent["type"];
/** Events of one type, of several, or those that a function picks. */
export type Which = EventType | readonly EventType[] | ((event: ServerEvent) => boolean);

/** Of one event the first that fits, in this order, is done. */
export interface Misbehaviour {
  /** Never sent. */
  drop?: Which;
  /** Held for so many milliseconds; without `ms` until the misbehaviour is over. What follows is not held up. */
  stall?: { events: Which; ms?: number };
  /** Sent twice, with one id. */
  duplicate?: Which;
  /** Held until the next event that is one of `behind`, and sent straight after that. */
  reorder?: { events: Which; behind: Which };
}

/** An event that is on its way out. */
export interface Departing {
  event: ServerEvent;
  /** See `TimedEvent`. */
  soundEndedAt?: number;
}
type Forward = (departing: Departing) => void;

function picks(which: Which | undefined): (event: ServerEvent) => boolean {
  if (which === undefined) return () => false;
  if (typeof which === "function") return which;
  const types = [which].flat();
  return ({ type }) => types.includes(type);
}

/** One misbehaviour at work in one session. */
class Disturbance {
  readonly #wanted: Misbehaviour;
  readonly #forward: Forward;
  readonly #held = new Map<Departing, NodeJS.Timeout | undefined>();
  #behind: Departing[] = [];

  constructor(wanted: Misbehaviour, forward: Forward) {
    this.#wanted = wanted;
    this.#forward = forward;
  }

  take(departing: Departing): void {
    const { drop, stall, duplicate, reorder } = this.#wanted;
    const { event } = departing;
    if (picks(drop)(event)) return;
    if (picks(stall?.events)(event)) return this.#hold(departing, stall?.ms);
    if (picks(reorder?.events)(event)) return void this.#behind.push(departing);
    this.#forward(departing);
    if (picks(duplicate)(event)) this.#forward(departing);
    if (picks(reorder?.behind)(event)) for (const late of this.#behind.splice(0)) this.#forward(late);
  }

  /** Sends what is held, in the order it came. */
  release(): void {
    for (const departing of this.#held.keys()) this.#let(departing);
    for (const late of this.#behind.splice(0)) this.#forward(late);
  }

  /** What is held is lost. */
  close(): void {
    for (const timer of this.#held.values()) clearTimeout(timer);
    this.#held.clear();
    this.#behind = [];
  }

  #hold(departing: Departing, ms: number | undefined): void {
    const timer = ms === undefined ? undefined : setTimeout(() => this.#let(departing), ms);
    this.#held.set(departing, timer);
  }

  #let(departing: Departing): void {
    clearTimeout(this.#held.get(departing));
    this.#held.delete(departing);
    this.#forward(departing);
  }
}

/** The way out of one session: every event passes each of its misbehaviours, in the order they began. */
export class WayOut {
  readonly #leave: Forward;
  #disturbances: Disturbance[] = [];

  constructor(leave: Forward) {
    this.#leave = leave;
  }

  send(departing: Departing): void {
    this.#pass(departing, 0);
  }

  /** @returns a function that ends it; what is still held is sent then. */
  misbehave(wanted: Misbehaviour): () => void {
    const disturbance = new Disturbance(wanted, (departing) =>
      this.#pass(departing, this.#disturbances.indexOf(disturbance) + 1),
    );
    this.#disturbances.push(disturbance);
    return () => {
      disturbance.release();
      this.#disturbances = this.#disturbances.filter((other) => other !== disturbance);
    };
  }

  close(): void {
    for (const disturbance of this.#disturbances) disturbance.close();
  }

  #pass(departing: Departing, from: number): void {
    const next = this.#disturbances[from];
    if (next === undefined) this.#leave(departing);
    else next.take(departing);
  }
}
