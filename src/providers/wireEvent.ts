/** An event as it is on the wire, before anybody knows what it says. */
import * as z from "zod";

const wireEvent = z.looseObject({ type: z.string() });
export type WireEvent = z.infer<typeof wireEvent>;

/** @returns undefined for what is no event. */
export function readEvent(data: string): WireEvent | undefined {
  try {
    return wireEvent.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

/** The text in a field; undefined for "", too, with which some servers say that there is none. */
export function textIn(event: Record<string, unknown>, field: string): string | undefined {
  const value = event[field];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function objectIn(event: Record<string, unknown>, field: string): Record<string, unknown> | undefined {
  return z.record(z.string(), z.unknown()).safeParse(event[field]).data;
}

export function arrayIn(event: Record<string, unknown>, field: string): Record<string, unknown>[] {
  return z.array(z.record(z.string(), z.unknown())).safeParse(event[field]).data ?? [];
}
