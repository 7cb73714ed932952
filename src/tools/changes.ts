/** What a call has changed, kept so that it can be taken back. */

export type SettingTarget = "user" | "workspace" | "folder";

export type Change =
  /** Texts have "\n" between lines, whatever the file has. */
  | { kind: "text"; path: string; before: string; after: string }
  | { kind: "created"; path: string; content: Uint8Array }
  /** `content` is undefined where it was too long to be kept. */
  | { kind: "deleted"; path: string; content: Uint8Array | undefined }
  | { kind: "renamed"; from: string; to: string }
  /** Undefined: not set there. */
  | { kind: "setting"; name: string; target: SettingTarget; before: unknown; after: unknown };

/** What it takes to keep it, in bytes. */
export function sizeOf(change: Change): number {
  switch (change.kind) {
    case "text":
      return 2 * (change.before.length + change.after.length);
    case "created":
      return change.content.byteLength;
    case "deleted":
      return change.content?.byteLength ?? 0;
    case "renamed":
      return 0;
    case "setting":
      return 2 * (JSON.stringify([change.before, change.after]) ?? "").length;
  }
}

/** What it is about: a file, or a setting. */
export function subjectOf(change: Change): string {
  if (change.kind === "setting") return change.name;
  return change.kind === "renamed" ? change.to : change.path;
}

/** One after the other, without what was in between in a text: each is kept as a whole, and many take too much. */
export function joined(first: readonly Change[], then: readonly Change[]): Change[] {
  const [next, ...others] = then;
  const last = first.at(-1);
  if (next?.kind !== "text" || last?.kind !== "text") return [...first, ...then];
  const follows = last.path === next.path && last.after === next.before;
  return follows ? [...first.slice(0, -1), { ...next, before: last.before }, ...others] : [...first, ...then];
}
