/** What is done in a repository, the call, and what Git says afterwards. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface GitCase {
  name: string;
  /** See `doStep`. The repository has notes.txt (ten lines: one to ten) and src/cart.ts, in two commits. */
  steps?: string[];
  call: Record<string, unknown>;
  /** A regular expression that the question matches; absent: it does not ask. */
  asks?: string;
  /** The same for the preview. */
  shows?: string;
  accept?: boolean;
  /** What the answer holds, without the folder's name. */
  output?: Record<string, unknown>;
  error?: string;
  /** What these lines of Git print. */
  prints?: Record<string, string>;
  /** What files hold; with a "!", as the editor has them. */
  files?: Record<string, string>;
}

export function readGitCases(): GitCase[] {
  // As seen from the bundle, in out/test/vscode/running.
  const file = join(__dirname, "../../../../test/fixtures/running/git.json");
  return JSON.parse(readFileSync(file, "utf8")) as GitCase[];
}
