/** What changed on the disk between two looks at a folder. */
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface Change {
  file: string;
  how: "created" | "changed" | "deleted";
  /** Absent where the file is gone, or is no text. */
  text?: string;
}

/** Folders that no tool writes to, and that may be large. */
const skipped = new Set([".git", "node_modules"]);

/** For each file, what tells that it was written: its time and size. */
export async function lookAt(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  async function visit(path: string): Promise<void> {
    for (const entry of await readdir(join(folder, path), { withFileTypes: true })) {
      const inner = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory() && !skipped.has(entry.name)) await visit(inner);
      if (!entry.isFile()) continue;
      const { mtimeMs, size } = await stat(join(folder, inner));
      found.set(inner, `${mtimeMs} ${size}`);
    }
  }
  await visit("");
  return found;
}

export async function changesSince(before: ReadonlyMap<string, string>, folder: string): Promise<Change[]> {
  const now = await lookAt(folder);
  const changes: Change[] = [];
  for (const [file, mark] of now) {
    if (before.get(file) === mark) continue;
    const text = await readText(join(folder, file));
    const how = before.has(file) ? "changed" : "created";
    changes.push({ file, how, ...(text !== undefined && { text }) });
  }
  for (const file of before.keys()) if (!now.has(file)) changes.push({ file, how: "deleted" });
  return changes;
}

async function readText(path: string): Promise<string | undefined> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder("utf8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
