/** What `npm run call` and the extension host tell each other. */
import * as z from "zod";

/** One call, or words of the user's: without any since it asked, the assistant's own yes counts for nothing. */
export const step = z.union([
  z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) }),
  z.strictObject({ user: z.string() }),
]);
export type Step = z.output<typeof step>;

export const task = z.object({
  steps: z.array(step),
  open: z.optional(z.object({ file: z.string(), line: z.int().positive(), column: z.int().positive() })),
  /** Whether each question is answered with the user's yes. */
  yes: z.boolean(),
});
export type Task = z.output<typeof task>;

/** Lines and columns are 1-based. */
export interface EditorNow {
  file: string;
  text: string;
  selections: { start: Place; end: Place; cursor: "start" | "end" }[];
}
interface Place {
  line: number;
  column: number;
}

export type News =
  | { type: "called"; name: string; status: string; output: unknown }
  | { type: "done"; editor: EditorNow | null; unsaved: { file: string; text: string }[] }
  | { type: "crash"; error: string };
