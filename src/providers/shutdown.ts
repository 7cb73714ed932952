/** Models are switched off on days that their makers announce. */

export interface Shutdown {
  day: Date;
  /** Until then; negative once it is past. */
  daysLeft: number;
}

/** In days. Time enough to look for another one. */
const nearDays = 60;
/** In ms. */
const dayLength = 86_400_000;

/**
 * @param day YYYY-MM-DD, as the server told it.
 * @param now in ms since 1970.
 * @returns undefined where it is no day.
 */
export function shutdownOf(day: string | undefined, now: number): Shutdown | undefined {
  const at = Date.parse(day ?? "");
  if (Number.isNaN(at)) return undefined;
  return { day: new Date(at), daysLeft: Math.ceil((at - now) / dayLength) };
}

/** Past, or soon. */
export function isNear({ daysLeft }: Shutdown): boolean {
  return daysLeft <= nearDays;
}
