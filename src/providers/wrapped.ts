/**
 * Takes events out of their wrapping: speaches sends each in base64, and a long one in pieces of less than 1 kB. What
 * it is sent is not wrapped.
 */
import * as z from "zod";
import { readEvent } from "./wireEvent.ts";

/** Messages that have begun and not ended. The channel keeps its order, so that there is one at a time. */
const mostOpen = 4;

/** Pieces of one message. At 800 characters each it is 3 MB, and more than any event is. */
const mostPieces = 4_096;

/** Characters of one piece. */
const longestPiece = 65_536;

const full = z.object({ type: z.literal("full_message"), data: z.string() });
const partial = z.object({
  type: z.literal("partial_message"),
  id: z.string(),
  data: z.string().max(longestPiece),
  fragment_index: z.int().min(0),
  total_fragments: z.int().min(1).max(mostPieces),
});

interface Open {
  total: number;
  pieces: Map<number, string>;
}

export class Unwrapper {
  readonly #open = new Map<string, Open>();

  /** @returns the event's text, where it is whole now; what is not wrapped, or not as it should be, as it came. */
  take(data: string): string | undefined {
    const message = readEvent(data);
    const whole = full.safeParse(message);
    if (whole.success) return decoded(whole.data.data);
    const part = partial.safeParse(message);
    return part.success ? this.#add(part.data) : data;
  }

  /** Messages of which pieces are kept. */
  get open(): number {
    return this.#open.size;
  }

  #add({
    id,
    data,
    fragment_index: index,
    total_fragments: total,
  }: z.infer<typeof partial>): string | undefined {
    const begun = this.#open.get(id);
    const { pieces } = begun?.total === total ? begun : this.#begin(id, total);
    if (index < total) pieces.set(index, data);
    if (pieces.size < total) return undefined;
    this.#open.delete(id);
    return decoded(Array.from({ length: total }, (_, at) => pieces.get(at) ?? "").join(""));
  }

  #begin(id: string, total: number): Open {
    const open: Open = { total, pieces: new Map() };
    this.#open.delete(id);
    this.#open.set(id, open);
    const [oldest] = this.#open.keys();
    if (this.#open.size > mostOpen && oldest !== undefined) this.#open.delete(oldest);
    return open;
  }
}

function decoded(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
