/** From a spoken name to a path. */
import { chooseOne } from "../choose.ts";
import type { Candidate } from "../spoken.ts";

/** People say the name; the folders and the extension only where they matter. */
export function fileCandidate(path: string): Candidate<string> {
  const [, folders = "", base = ""] = /^(.*?)([^/]*)$/.exec(path) ?? [];
  const [, stem = base, extension = ""] = /^(.+)\.([^.]+)$/.exec(base) ?? [];
  return { value: path, name: stem, context: `${folders} ${extension}` };
}

/** @throws {ToolError} where none is meant, or several are. */
export function chooseFile(spoken: string, paths: readonly string[], kind = "files"): string {
  return chooseOne({ spoken, candidates: paths.map(fileCandidate), kind, label: (path) => path });
}

/** The folders that these files are in. */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      folders.add(path.slice(0, end));
    }
  }
  return [...folders].toSorted();
}

/** "src", "/src/" and "./src" are one folder; undefined where it leads upwards or is absolute on Windows. */
export function plainPath(path: string): string | undefined {
  const parts = path
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  if (parts.includes("..") || /^[a-z]:$/i.test(parts[0] ?? "") || parts.length === 0) return undefined;
  return parts.join("/");
}
