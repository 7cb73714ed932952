/** What the stages of turns usually take. */
import type { TurnTiming } from "../../../src/shared/events.ts";

/** In ms; a stage that no turn has is undefined. */
export interface Medians {
  answer: number | undefined;
  output: number | undefined;
  call: number | undefined;
  end: number | undefined;
}

/** Of the ends, only those of turns that were not cut short count. */
export function mediansOf(timings: readonly TurnTiming[]): Medians {
  return {
    answer: median(timings.map(({ answer }) => answer)),
    output: median(timings.map(({ output }) => output)),
    call: median(timings.flatMap(({ calls }) => calls.map(({ run }) => run))),
    end: median(timings.map(({ outcome, end }) => (outcome === "done" ? end : undefined))),
  };
}

function median(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b);
  const upper = known[Math.floor(known.length / 2)];
  const lower = known[Math.floor((known.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : Math.round((lower + upper) / 2);
}
