/** What is printed of one measurement. */
export interface Row {
  what: string;
  value: number;
  unit: "ms" | "s" | "×" | "KB" | "MB";
  /** At most. Absent where a machine's speed would decide. */
  budget?: number;
}

/** @param share 0.5 for the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The median and the slow end of several measurements. @param budget of the slow end. */
export function quantileRows(what: string, values: readonly number[], budget?: number): Row[] {
  return [
    { what: `${what}, p50`, value: quantile(values, 0.5), unit: "ms" },
    {
      what: `${what}, p95`,
      value: quantile(values, 0.95),
      unit: "ms",
      ...(budget !== undefined && { budget }),
    },
  ];
}
