/** Git itself, for what its extension's API does not tell. */
import { spawn } from "node:child_process";
import { EditorError } from "../tools/editor.ts";

/** In characters. Longer outputs are cut: a model reads a page of them. */
const mostOutput = 2_000_000;

export interface GitProgram {
  /** @throws {EditorError} in Git's own words. */
  (args: readonly string[], input?: string): Promise<string>;
}

/** @param root its folder, absolute. */
export function gitProgram(path: string, root: string): GitProgram {
  return (args, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(path, ["-C", root, "--no-pager", ...args], {
        // It asks nothing, speaks English, and does not stand in the way of the user's own.
        env: {
          ...process.env,
          GIT_TERMINAL_PROMPT: "0",
          GIT_OPTIONAL_LOCKS: "0",
          GIT_EDITOR: "true",
          LC_ALL: "C",
        },
      });
      let output = "";
      let complaint = "";
      child.stdout.setEncoding("utf8").on("data", (data: string) => {
        if (output.length < mostOutput) output += data;
      });
      child.stderr
        .setEncoding("utf8")
        .on("data", (data: string) => (complaint = (complaint + data).slice(-2000)));
      child.on("error", (error) => reject(new EditorError(`Git could not be started: ${error.message}`)));
      child.on("close", (code) => {
        if (code === 0) resolve(output);
        else reject(new EditorError(`Git: ${complaint.trim() || `it ended with code ${code}`}`));
      });
      // It may end without reading.
      child.stdin.on("error", () => undefined);
      child.stdin.end(input ?? "");
    });
}
