/** One press of the talk key after another: the gate opens, the last word is waited for, the turn is committed. */
import timers from "node:timers/promises";
import type { ClientEvent } from "./clientEvents.ts";
import type { Link } from "./link.ts";

export interface TalkPressOptions {
  link(): Link | undefined;
  send(event: ClientEvent): void;
  live(): boolean;
  /** A press begins: everything else gives way. */
  began(): void;
  /** Opens the device. @returns false where it was refused, or the user has done something else meanwhile. */
  open(): Promise<boolean>;
  /** The user is heard now, or no longer. */
  held(held: boolean): void;
  /** The key was let go before the device was there. */
  ready(): void;
  /** Whether the server takes a turn of which we say the end. */
  mayCommit(): boolean;
}

interface Press {
  /** When it began, in ms since 1970. */
  since: number;
  /** Whether the device is there and the user is heard. */
  opened: boolean;
  ended: AbortController;
  /** After the key is up, while the last word is still on its way. */
  tail?: AbortController;
}

/** A press shorter than this holds no speech, in ms. The API refuses to commit less than 100 ms. */
const shortestPress = 250;

/**
 * How long the gate stays open after the key is up, in ms. Sound and events travel apart, so the last word is
 * still on its way when the key's event would arrive.
 */
const tail = 200;

export class TalkPress {
  readonly #options: TalkPressOptions;
  #press: Press | undefined;
  /** Commits that the server has not answered yet. */
  #commits = 0;

  constructor(options: TalkPressOptions) {
    this.#options = options;
  }

  /** When the last press began, on the clock of `performance.now()`, in ms. */
  pressedAt = 0;

  /** Whether a turn is being made, or is on its way to the server. */
  get pending(): boolean {
    return this.#press !== undefined || this.#commits > 0;
  }

  async down(): Promise<void> {
    const { began, open, link, send, held, live, ready } = this.#options;
    if (!live()) return;
    if (this.#press !== undefined) {
      // Down again before the turn was committed: the same turn goes on.
      this.#press.tail?.abort();
      delete this.#press.tail;
      return;
    }
    const press: Press = { since: Date.now(), opened: false, ended: new AbortController() };
    this.#press = press;
    this.pressedAt = performance.now();
    began();
    const isOpen = await open();
    if (press.ended.signal.aborted) return ready();
    if (!isOpen) {
      this.#press = undefined;
      return;
    }
    press.opened = true;
    send({ type: "input_audio_buffer.clear" });
    link()?.setGate(true);
    held(true);
  }

  /** @param until when the key was still down for sure, in ms since 1970. */
  async up(until: number): Promise<void> {
    const press = this.#press;
    if (press === undefined || press.tail !== undefined) return;
    if (!press.opened || until - press.since < shortestPress) return this.discard();
    press.tail = new AbortController();
    const signal = AbortSignal.any([press.tail.signal, press.ended.signal]);
    await timers.setTimeout(tail, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    this.commit();
    this.end();
  }

  /** Ends a press without a turn. @returns whether there was one. */
  end(): boolean {
    const press = this.#press;
    if (press === undefined) return false;
    press.ended.abort();
    this.#press = undefined;
    if (this.#options.live() && press.opened) {
      this.#options.link()?.setGate(false);
      this.#options.held(false);
    }
    return true;
  }

  /** Ends a press, and forgets what was said. */
  discard(): void {
    if (this.#press !== undefined) this.#options.send({ type: "input_audio_buffer.clear" });
    this.end();
  }

  /** Makes a turn of what was said. */
  commit(): void {
    if (!this.#options.mayCommit()) return;
    this.#commits++;
    this.#options.send({ type: "input_audio_buffer.commit" });
  }

  /** The server has answered a commit. @returns whether it was one of ours, and not of its voice detection. */
  takeCommit(): boolean {
    if (this.#commits === 0) return false;
    this.#commits--;
    return true;
  }

  /** A new link knows of no press and no commit. */
  reset(): void {
    this.#press = undefined;
    this.#commits = 0;
  }
}
