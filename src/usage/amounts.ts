/** What was used, by kind and model. Added up, and kept without a price: prices change, counts do not. */
import * as z from "zod";
import { tokenKinds } from "../shared/usage.ts";

const amountKinds = [...tokenKinds, "seconds"] as const;
export type AmountKind = (typeof amountKinds)[number];

/** Tokens by kind, and the seconds of sound where a transcription is billed by time. What is absent is 0. */
const amounts = z.partialRecord(z.enum(amountKinds), z.number().nonnegative());
export type Amounts = z.infer<typeof amounts>;

export const spending = z.object({
  use: z.enum(["conversation", "transcription", "research"]),
  /** As the settings name it: on Azure, the deployment. */
  model: z.string(),
  /** As the server itself calls it; "" where it does not say. */
  reported: z.string(),
  amounts,
});
export type Spending = z.infer<typeof spending>;

/** @returns the sum of both lists, with one spending for each use of each model. */
export function addSpendings(before: readonly Spending[], more: readonly Spending[]): Spending[] {
  const sums: Spending[] = [...before];
  for (const one of more) {
    const index = sums.findIndex(
      ({ use, model, reported }) => use === one.use && model === one.model && reported === one.reported,
    );
    const found = sums[index];
    if (found === undefined) sums.push(one);
    else sums[index] = { ...found, amounts: addAmounts(found.amounts, one.amounts) };
  }
  return sums;
}

export function addAmounts(one: Amounts, other: Amounts): Amounts {
  const sum = { ...one };
  for (const kind of amountKinds) {
    const count = (one[kind] ?? 0) + (other[kind] ?? 0);
    if (count > 0) sum[kind] = count;
  }
  return sum;
}

/** The kinds of which anything was used. */
export function usedKinds(used: Amounts): AmountKind[] {
  return amountKinds.filter((kind) => (used[kind] ?? 0) > 0);
}
