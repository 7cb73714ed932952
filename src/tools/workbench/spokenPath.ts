/** From a spoken name to a path. */
import { chooseOne } from "../choose.ts";
import { bestMatches, type Candidate } from "../spoken.ts";
import { likely } from "./likely.ts";

/** People say the name; the folders and the extension only where they matter. */
export function fileCandidate(path: string): Candidate<string> {
  const [, folders = "", base = ""] = /^(.*?)([^/]*)$/.exec(path) ?? [];
  const [, stem = base, extension = ""] = /^(.+)\.([^.]+)$/.exec(base) ?? [];
  return { value: path, name: stem, context: `${folders} ${extension}` };
}

/** Taking paths apart is half of what it takes to go through very many. */
const known = new Map<string, Candidate<string>>();
const mostKnown = 50_000;

function knownCandidate(path: string): Candidate<string> {
  let candidate = known.get(path);
  if (candidate === undefined) {
    if (known.size >= mostKnown) known.clear();
    known.set(path, (candidate = fileCandidate(path)));
  }
  return candidate;
}

/** @throws {ToolError} where none is meant, or several are. */
export function chooseFile(spoken: string, paths: readonly string[], kind = "files"): string {
  const wanted = spoken.trim().toLowerCase();
  const exact = paths.find((path) => path.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const all = paths.map(knownCandidate);

  const candidates = [...likely(spoken, all)];
  if (candidates.length < all.length && bestMatches(spoken, candidates).best.length === 0) {
    return chooseOne({ spoken, candidates: all, kind, label: itself });
  }
  return chooseOne({ spoken, candidates, kind, label: itself });
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

function itself(path: string): string {
  return path;
}
