/** What the panel's event log shows: what passed between us and the server, and how long each stage took. */
import * as z from "zod/mini";

/** `state`: not an event, but where the connection stands now. */
export const direction = z.enum(["sent", "received", "state"]);
export type Direction = z.infer<typeof direction>;

/** One row of the event log. Credentials are taken out of it. */
export const loggedEvent = z.object({
  /** Counts up from 1, and names the row: a changed one replaces itself. */
  number: z.int(),
  /** Milliseconds since 1970. */
  at: z.number(),
  direction,
  type: z.string(),
  /** What it is about, in one line. */
  gist: z.string(),
  /** It tells of something that went wrong. */
  problem: z.boolean(),
  /** How many events stand in this row: the deltas of one item share one. */
  count: z.int(),
  /** JSON text, with remarks in place of what is long; or what the server sent instead, or a part of either. */
  json: z.string(),
});
export type LoggedEvent = z.infer<typeof loggedEvent>;

/** How long the stages of one turn took, in ms, from its beginning where nothing else is said. */
export const turnTiming = z.object({
  number: z.int(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** What it begins with: the end of the user's speech, our commit after push-to-talk, or typed words. */
  begin: z.enum(["speech", "talk", "typed"]),
  /** The answer's first event. */
  answer: z.optional(z.number()),
  /** Its first sound, or its first text where nothing sounds. */
  output: z.optional(z.number()),
  /** `run`: from the end of the response that holds the call to the call's output; absent while it runs. */
  calls: z.array(z.object({ name: z.string(), run: z.optional(z.number()) })),
  /** The end of all that came of it. */
  end: z.optional(z.number()),
  outcome: z.enum(["running", "done", "interrupted", "failed"]),
  /** The link was lost in the middle, so the stages hold the time that it took to come back. */
  reconnected: z.boolean(),
});
export type TurnTiming = z.infer<typeof turnTiming>;
