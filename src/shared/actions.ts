/** What the panel's list of actions shows: every call of the model, with its cause and what came of it. */
import * as z from "zod/mini";

/** `harmless`: nobody needs to. `rule`: a setting, or an "always" of before. `nobody`: it was not allowed. */
export const allowedBy = z.enum(["harmless", "voice", "click", "key", "rule", "nobody"]);
export type AllowedBy = z.infer<typeof allowedBy>;

export const actionOutcome = z.enum([
  "running",
  "asking",
  "done",
  "failed",
  "refused",
  "denied",
  "expired",
  "cancelled",
]);
export type ActionOutcome = z.infer<typeof actionOutcome>;

/** One call. Credentials are taken out of it. */
export const loggedAction = z.object({
  /** Counts up from 1, and names the row: a changed one replaces itself. */
  number: z.int(),
  /** Milliseconds since 1970. */
  at: z.number(),
  callId: z.string(),
  tool: z.string(),
  /** As the model sent them: JSON text, or what it sent instead; cut where it is long. */
  arguments: z.string(),
  /** Absent where the call was wrong in itself. */
  risk: z.optional(z.enum(["read", "reversible", "destructive", "external"])),
  allowedBy,
  /** What the user said or typed last before it; the item's id in the conversation with the model. */
  cause: z.optional(z.object({ item: z.string(), words: z.string(), typed: z.boolean() })),
  outcome: actionOutcome,
  /** What was done, or why not, in one line. */
  summary: z.string(),
  /** In ms; without the time that it waited for the user's yes. Absent while it runs or asks. */
  took: z.optional(z.number()),
});
export type LoggedAction = z.infer<typeof loggedAction>;
