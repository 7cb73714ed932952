/** What exactly a call that asks is going to do, as the panel shows it. All of it is text, never markup. */
import * as z from "zod/mini";

/** Lines that change, with a few around them. */
export const previewHunk = z.object({
  /** The number of the first line as it is now; 1-based. */
  line: z.int(),
  /** Each begins with " ", "-" or "+". */
  lines: z.array(z.string()),
});
export type PreviewHunk = z.infer<typeof previewHunk>;

export const previewFile = z.object({
  path: z.string(),
  /** How many lines go and come, also where not all of them are shown. */
  removed: z.int(),
  added: z.int(),
  hunks: z.array(previewHunk),
  /** There is more than is shown. */
  cut: z.boolean(),
});
export type PreviewFile = z.infer<typeof previewFile>;

export const preview = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("diff"), files: z.array(previewFile) }),
  /** `cwd`: the folder that it runs in; absent where that is the terminal's own. */
  z.object({ kind: z.literal("command"), text: z.string(), cwd: z.optional(z.string()) }),
]);
export type Preview = z.infer<typeof preview>;
