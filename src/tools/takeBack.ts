/** Does the opposite of what was changed, as far as nobody has changed it since. */
import type { Change } from "./changes.ts";
import { countOf } from "./document.ts";
import { EditorError, type Editor, type Range } from "./editor.ts";
import type { FileEdits } from "./editorChanges.ts";
import { mergeBack, positionAfter } from "./merge.ts";

export interface TakenBack {
  /** Files and settings that are as they were. */
  done: string[];
  /** What could not be taken back and why, in words; nothing was done about it. */
  left: string[];
  /** What was done, so that it can be taken back in its turn. */
  made: Change[];
  /** The first place in each file, where lines came back. */
  places: ReadonlyMap<string, Range>;
}

type Result = Omit<TakenBack, "places"> & { places: Map<string, Range> };
type TextChange = Extract<Change, { kind: "text" }>;
type OtherChange = Exclude<Change, TextChange>;

/** In the opposite order; texts that come together are changed in one step. */
export async function takeBack(changes: readonly Change[], editor: Editor): Promise<TakenBack> {
  const result: Result = { done: [], left: [], made: [], places: new Map() };
  for (const step of stepsOf(changes)) {
    const recording = editor.record();
    try {
      if (Array.isArray(step)) await takeTextsBack(step, editor, result);
      else await takeOtherBack(step, editor, result);
    } finally {
      result.made.push(...(await recording.end()));
    }
  }
  return result;
}

function stepsOf(changes: readonly Change[]): (TextChange[] | OtherChange)[] {
  const steps: (TextChange[] | OtherChange)[] = [];
  for (const change of changes.toReversed()) {
    const last = steps.at(-1);
    if (change.kind !== "text") steps.push(change);
    else if (Array.isArray(last) && last.every(({ path }) => path !== change.path)) last.push(change);
    else steps.push([change]);
  }
  return steps;
}

async function takeTextsBack(changes: readonly TextChange[], editor: Editor, result: Result): Promise<void> {
  const files: FileEdits[] = [];
  for (const { path, before, after } of changes) {
    const now = await editor.textOf(path);
    if (now === undefined) {
      result.left.push(`${path} is not there any more.`);
      continue;
    }
    const { edits, conflicts } = mergeBack(after, before, now);
    if (edits.length > 0) files.push({ path, edits });
    if (conflicts.length > 0) result.left.push(changedSince(path, conflicts));
    else if (edits.length === 0) result.left.push(`${path} was taken back already.`);
  }
  if (files.length === 0) return;
  try {
    await editor.applyEdits(files);
  } catch (error) {
    const why = reasonOf(error);
    return void result.left.push(...files.map(({ path }) => `${path}: ${why}`));
  }
  for (const { path, edits } of files) {
    result.done.push(path);
    const [first] = edits;
    if (first === undefined) continue;
    // Lines that come behind the last one begin with the line break before them.
    const { line } = first.range.start;
    const start = first.text.startsWith("\n") ? { line: line + 1, column: 1 } : first.range.start;
    result.places.set(path, { start, end: positionAfter(first.range.start, first.text) });
  }
}

function changedSince(path: string, lines: readonly number[]): string {
  const shown = lines.slice(0, 5).join(", ");
  const more = lines.length > 5 ? " and more" : "";
  const places = countOf(lines.length, "place");
  return `${path}: ${places} changed since (line ${shown}${more}), which stay as they are.`;
}

async function takeOtherBack(change: OtherChange, editor: Editor, { done, left }: Result): Promise<void> {
  const why = await act(change, editor).catch(reasonOf);
  if (why === undefined) done.push(nameOf(change));
  else left.push(`${nameOf(change)}: ${why}`);
}

function nameOf(change: OtherChange): string {
  if (change.kind === "setting") return `the setting ${change.name}`;
  return change.kind === "renamed" ? `${change.to} (now ${change.from})` : change.path;
}

/** @returns why it was not done. */
async function act(change: OtherChange, editor: Editor): Promise<string | undefined> {
  switch (change.kind) {
    case "created": {
      const now = await editor.contentOf(change.path);
      if (now === undefined) return "it is not there any more.";
      if (!isSame(now, change.content)) return "it was changed since it was created, so it stays.";
      await editor.deleteFile(change.path);
      return undefined;
    }
    case "deleted":
      if (change.content === undefined) return "it was too long to be kept, so it cannot be brought back.";
      if ((await editor.contentOf(change.path)) !== undefined)
        return "there is another file of that name now.";
      await editor.createFile(change.path, change.content);
      return undefined;
    case "renamed":
      await editor.renameFile(change.to, change.from);
      return undefined;
    case "setting": {
      const { name, target, before, after } = change;
      if (JSON.stringify(editor.setting(name, target)) !== JSON.stringify(after))
        return "it was changed since.";
      await editor.changeSetting(name, target, before);
      return undefined;
    }
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function reasonOf(error: unknown): string {
  if (error instanceof EditorError) return error.message;
  return `the editor failed: ${error instanceof Error ? error.message : String(error)}`;
}
