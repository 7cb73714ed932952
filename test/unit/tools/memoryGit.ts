/** A repository of which only the status is there; what leaves the working tree is written down. */
import { EditorError } from "../../../src/tools/editor.ts";
import type { GitChange, GitRepository, GitStatus } from "../../../src/tools/git/git.ts";

export interface MemoryGit {
  repository: GitRepository;
  done: string[];
  change(path: string): void;
}

export function memoryGit(start: Partial<GitStatus>): MemoryGit {
  const done: string[] = [];
  let changed: GitChange[] = start.changed ?? [];
  let staged: GitChange[] = start.staged ?? [];
  let message = "";
  let ahead = 0;
  const known: Partial<GitRepository> = {
    root: "/shop",
    outside: false,
    status: async () => ({
      branch: "main",
      upstream: "origin/main",
      behind: 0,
      doing: undefined,
      conflicts: [],
      ...start,
      ahead,
      staged,
      changed,
    }),
    remotes: async () => ["origin"],
    async stage(paths) {
      staged = [...staged, ...changed.filter(({ path }) => paths.includes(path))];
      changed = changed.filter(({ path }) => !paths.includes(path));
      done.push(`stage ${paths.join(" ")}`);
    },
    async commit(text, { all }) {
      staged = [];
      if (all) changed = [];
      ahead++;
      message = text;
      done.push(`commit ${text}`);
    },
    async push() {
      ahead = 0;
      done.push("push");
    },
    log: async () => [{ hash: "c0ffee", author: "Ada", date: "2026-01-01T00:00:00Z", message }],
  };
  const repository = new Proxy(known, {
    get(target, name, receiver): unknown {
      if (Reflect.has(target, name) || name === "then") return Reflect.get(target, name, receiver);
      throw new EditorError(`This repository cannot ${String(name)}.`);
    },
  }) as GitRepository;
  return { repository, done, change: (path) => void (changed = [...changed, { path, kind: "modified" }]) };
}
