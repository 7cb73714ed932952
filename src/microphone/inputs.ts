/** What can be heard on this machine, and which of it is to be heard. */
import type { Sources } from "./linuxSources.ts";

/** The wished device, and how it is opened. */
export interface Wish {
  /** By its name; "" follows the system's default. */
  device: string;
  /** Whether the loudspeaker's echo is taken out, with what is `played` as the reference. */
  echo: boolean;
}

export interface Choice {
  /** Its name. */
  device: string;
  /** For the sound server; "" is its default. */
  source: string;
}

/** @returns the wished source, or else the default; undefined where there is none. */
export function choose(wish: string, { all, defaultId }: Sources): Choice | undefined {
  const wished = wish === "" ? undefined : all.find((source) => source.name === wish);
  if (wished !== undefined) return { device: wished.name, source: wished.id };
  const usual = all.find((source) => source.id === defaultId);
  if (usual !== undefined) return { device: usual.name, source: "" };
  // The server's default is a monitor, which hears the loudspeaker: never that.
  const [first] = all;
  return first === undefined ? undefined : { device: first.name, source: first.id };
}

/** Each name once. */
export function namesOf({ all }: Sources): string[] {
  return [...new Set(all.map((source) => source.name))];
}
