/** Ids as the real server makes them: a prefix and 21 letters and digits. */
import { randomInt } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export type NewId = (prefix: string) => string;

/** With a seed the ids are the same in every run (mulberry32). */
export function identifiers(seed?: number): NewId {
  let state = seed ?? 0;
  const next = (): number => {
    if (seed === undefined) return randomInt(alphabet.length);
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % alphabet.length;
  };
  return (prefix) => prefix + Array.from({ length: 21 }, () => alphabet[next()]).join("");
}
