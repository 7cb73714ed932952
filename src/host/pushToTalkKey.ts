/**
 * Push-to-talk by a key whose going up nobody tells: what presses and repeats mean. See keyWatch.ts for how they
 * are told apart.
 *
 * | use      | press                              | held                      | let go                        |
 * | -------- | ---------------------------------- | ------------------------- | ----------------------------- |
 * | `auto`   | begins to talk; the next one ends  | a hold                    | ends a hold; a tap talks on   |
 * | `hold`   | begins to talk                     | talks on                  | ends                          |
 * | `toggle` | begins to talk; the next one ends  |                           |                               |
 *
 * The microphone opens with the press, before it is known what it is to be. Where `hold` sees no repeat in time,
 * the press was too short to be speech.
 */
import type { KeyRhythm } from "./keyRhythm.ts";
import { KeyWatch } from "./keyWatch.ts";

export type KeyUse = "auto" | "hold" | "toggle";

/** @param until how far the key was surely down, or the moment of the ending tap, in ms since 1970. */
export type Talk = (pressed: boolean, until?: number) => void;

/** A key that goes up before this was tapped, in ms: VS Code's own hold mode has the same. */
const longestTap = 300;

export class PushToTalkKey {
  readonly #talk: Talk;
  readonly #watch: KeyWatch;
  #use: KeyUse = "auto";
  /** When the talk began, in ms since 1970. */
  #since: number | undefined;
  /** The last press began the talk, or took it on. */
  #begun = false;
  /** The talk ends when the key goes up. */
  #held = false;
  /** The press is nothing unless it is held. */
  #onlyHeld = false;

  constructor(rhythm: KeyRhythm, talk: Talk) {
    this.#talk = talk;
    this.#watch = new KeyWatch(rhythm, {
      press: (at, doubtful) => this.#press(at, doubtful),
      lone: () => this.#lone(),
      repeats: () => this.#repeats(),
      mistaken: (at) => this.#mistaken(at),
      released: (last) => this.#held && this.#end(last),
    });
  }

  /** The key's command ran. @returns whether it may be a press, and no repeat. */
  keyDown(use: KeyUse): boolean {
    // Another command is another key.
    if (use !== this.#use) this.#watch.reset();
    this.#use = use;
    return this.#watch.keyDown();
  }

  /** The page saw the key go up. @param held for how long it was down there, in ms. */
  keyUp(held: number): void {
    const pressed = this.#watch.keyUp() && this.#begun && this.#since !== undefined;
    if (!pressed || this.#use === "toggle") return;
    if (this.#use === "hold" || held >= longestTap) this.#end((this.#since ?? 0) + held);
  }

  /** Forgets the press: the session ended, or something else took over. */
  reset(): void {
    this.#watch.reset();
    this.#since = undefined;
    this.#held = false;
  }

  #press(at: number, doubtful: boolean): void {
    this.#onlyHeld = this.#use === "hold" || (this.#use === "auto" && doubtful);
    if (this.#since === undefined) this.#begin(at);
    else if (this.#use !== "hold") this.#end(at);
    this.#begun = this.#since !== undefined;
  }

  #lone(): void {
    if (this.#onlyHeld && this.#since !== undefined) this.#end(this.#since);
  }

  #repeats(): void {
    this.#held = this.#use !== "toggle" && this.#begun && this.#since !== undefined;
  }

  /** What the last press did is undone; within the microphone's tail, nothing of the turn is lost by that. */
  #mistaken(at: number): void {
    const began = this.#begun;
    if (this.#use === "toggle" && began) return this.#end(at);
    if (!began) this.#begin(at);
    this.#begun = true;
    this.#repeats();
  }

  #begin(at: number): void {
    this.#since = at;
    this.#talk(true);
  }

  #end(until: number): void {
    this.#since = undefined;
    this.#held = false;
    this.#talk(false, until);
  }
}
