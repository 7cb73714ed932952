/** How unlike a command the sound was that the grammar forced onto one. */
import type { Segment } from "soundswallower";

/** Pauses, noises and the grammar's empty steps say nothing about the words. */
const isWord = (segment: Segment): boolean => !/^[<[(+]/.test(segment.t);
/** `d` is in seconds, and the recogniser takes 100 frames in each. */
const framesOf = (segment: Segment): number => Math.max(1, segment.d * 100);
const costOf = (segment: Segment): number => -Math.log(Math.max(segment.p, 1e-6));

function costPerFrame(words: readonly Segment[]): number {
  const frames = words.reduce((sum, word) => sum + framesOf(word), 0);
  return words.reduce((sum, word) => sum + costOf(word), 0) / Math.max(1, frames);
}

/**
 * Compares the command's alignment with that of a free loop of phones over the same sound. What no command
 * fits costs more per frame than the phones do; and where most words fit but one does not, that one stands out.
 *
 * @returns in thousandths of log probability per frame; see {@link unlikeliest} for what is too much.
 */
export function unlikeness(command: Segment, anySpeech: Segment): number {
  const words = (command.w ?? []).filter(isWord);
  if (words.length === 0) return Number.POSITIVE_INFINITY;
  const worst = Math.max(...words.map((word) => costOf(word) / framesOf(word)));
  const phones = costPerFrame((anySpeech.w ?? []).filter(isWord));
  return 1000 * (costPerFrame(words) - phones + worst / 4);
}

/**
 * Above this it was no command. Measured on 120 spoken commands, whose highest was 2.4, and on 60 spoken
 * sentences that are none, whose lowest was 3.2 (three voices).
 */
export const unlikeliest = 2.9;
