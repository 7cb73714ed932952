/** A key as its commands reach the extension host, on the clock of `mock.timers`. */
import { mock } from "node:test";
import { KeyRhythm, type Rhythm, type RhythmStore } from "../../../src/host/keyRhythm.ts";
import { PushToTalkKey, type KeyUse } from "../../../src/host/pushToTalkKey.ts";

export interface Told {
  pressed: boolean;
  /** In ms from the test's start. */
  at: number;
  until?: number;
}

export interface Keyboard {
  told: Told[];
  /** What is remembered; undefined before anything is. */
  stored(): Rhythm | undefined;
  key: PushToTalkKey;
  rhythm: KeyRhythm;
  /** Lets time pass; what waits for its timers runs as in an idle host. */
  pass(ms: number): Promise<void>;
  down(): void;
  /** Holds the key for `ms`, with the system's delay and interval, and lets it go. */
  hold(ms: number, system?: System): Promise<void>;
  talking(): boolean;
}

export interface System {
  delay: number;
  interval: number;
  /** How late the repeat of this number is, in ms; in time, where absent. */
  late?(repeat: number): number;
}

export const usual: System = { delay: 500, interval: 33 };

/** As a rhythm is remembered. */
export const learnt: Rhythm = { firstDelays: [500], intervals: [33] };

/** Steps in which time passes, in ms: all that is due within one runs at its end. */
const step = 5;

export function keyboard(use: KeyUse = "auto", memory?: unknown): Keyboard {
  let stored: unknown = memory;
  let written: Rhythm | undefined;
  const store: RhythmStore = {
    read: () => stored,
    write(rhythm) {
      written = rhythm;
      stored = JSON.parse(JSON.stringify(rhythm));
    },
  };
  const told: Told[] = [];
  const rhythm = new KeyRhythm(store);
  const key = new PushToTalkKey(rhythm, (pressed, until) => {
    told.push({ pressed, at: Date.now(), ...(until !== undefined && { until }) });
  });
  const down = (): void => void key.keyDown(use);

  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      mock.timers.tick(Math.min(step, left));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    told,
    stored: () => written,
    key,
    rhythm,
    pass,
    down,
    async hold(ms, { delay, interval, late } = usual) {
      const start = Date.now();
      down();
      for (let repeat = 0; delay + repeat * interval <= ms; repeat++) {
        const due = start + delay + repeat * interval + (late?.(repeat) ?? 0);
        await pass(due - Date.now());
        down();
      }
      await pass(start + ms - Date.now());
    },
    talking: () => told.at(-1)?.pressed === true,
  };
}

export function pressed({ told }: Keyboard): boolean[] {
  return told.map((each) => each.pressed);
}

/** Always the same, from 0 to 1. */
export function noise(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453;
  return value - Math.floor(value);
}
