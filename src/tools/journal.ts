/** What our calls have changed, so that it can be taken back. Lives in memory: a reload of the window ends it. */
import { sizeOf, subjectOf, type Change } from "./changes.ts";
import type { Editor, Range } from "./editor.ts";
import { takeBack } from "./takeBack.ts";

/** Calls; those before are forgotten, and bytes of all that is kept of them. */
export interface JournalLimits {
  calls: number;
  bytes: number;
}

const limits: JournalLimits = { calls: 100, bytes: 20 * 1024 * 1024 };

interface Deed {
  callId: string;
  summary: string;
  changes: readonly Change[];
  /** What it changed was too much to be kept. */
  lost: boolean;
  size: number;
  /** What it did, and calls after it, that is not in the journal: each in a line, the oldest first. */
  beside: string[];
}

/** What became of a step back, or forth. */
export interface Step {
  /** What the call had done. */
  summary: string;
  done: readonly string[];
  left: readonly string[];
}

export interface Steps {
  steps: Step[];
  /** What was done since, and cannot be taken back: each in a line, the newest first. It is told once. */
  passed: string[];
  /** Where in the active file lines came back or went. */
  place: Range | undefined;
}

export class Journal {
  readonly #editor: Editor;
  readonly #limits: JournalLimits;
  #done: Deed[] = [];
  /** As `beside`, in front of all deeds. */
  #before: string[] = [];
  /** Taken back; each with what taking it back has changed. */
  #undone: Deed[] = [];

  constructor(editor: Editor, kept: JournalLimits = limits) {
    this.#editor = editor;
    this.#limits = kept;
  }

  /** @param beside what it did beside the changes, which cannot be taken back: each in a line. */
  add(callId: string, summary: string, changes: readonly Change[], beside: readonly string[] = []): void {
    if (changes.length > 0) {
      this.#undone = [];
      this.#done.push(this.#deed({ callId, summary, changes }));
    }
    const told = this.#done.at(-1)?.beside ?? this.#before;
    told.push(...beside);
    told.splice(0, told.length - this.#limits.calls);
    this.#forget();
  }

  isEmpty(): boolean {
    return this.#done.length + this.#undone.length === 0;
  }

  /** Whether the call changed something, and whether that can be taken back or was. */
  stateOf(callId: string): "done" | "undone" | "lost" | undefined {
    const deed = this.#done.find((each) => each.callId === callId);
    if (deed !== undefined) return deed.lost ? "lost" : "done";
    return this.#undone.some((each) => each.callId === callId) ? "undone" : undefined;
  }

  async undo(times: number, signal: AbortSignal): Promise<Steps> {
    const found = await this.#move(this.#done, this.#undone, times, signal);
    if (found.steps.length < times && !signal.aborted) {
      found.passed.push(...this.#before.toReversed());
      this.#before = [];
    }
    return found;
  }

  redo(times: number, signal: AbortSignal): Promise<Steps> {
    return this.#move(this.#undone, this.#done, times, signal);
  }

  async #move(from: Deed[], to: Deed[], times: number, signal: AbortSignal): Promise<Steps> {
    const steps: Step[] = [];
    const passed: string[] = [];
    let place: Range | undefined;
    while (steps.length < times && !signal.aborted) {
      const deed = from.pop();
      if (deed === undefined) break;
      const { callId, summary } = deed;
      passed.push(...deed.beside.toReversed());
      if (deed.lost) {
        const why = `It changed too much to be kept: ${deed.changes.map(subjectOf).join(", ")}.`;
        steps.push({ summary, done: [], left: [why] });
        continue;
      }
      const { done, left, made, places } = await takeBack(deed.changes, this.#editor);
      place = places.get(this.#editor.active()?.path ?? "") ?? place;
      if (made.length > 0) to.push(this.#deed({ callId, summary, changes: made }));
      steps.push({ summary, done, left });
    }
    return { steps, passed, place };
  }

  #deed({ callId, summary, changes }: Pick<Deed, "callId" | "summary" | "changes">): Deed {
    const size = changes.reduce((sum, change) => sum + sizeOf(change), 0);
    if (size <= this.#limits.bytes) return { callId, summary, changes, lost: false, size, beside: [] };
    return { callId, summary, changes: changes.map(withoutContent), lost: true, size: 0, beside: [] };
  }

  #forget(): void {
    let bytes = 0;
    const first = this.#done.findLastIndex((deed) => (bytes += deed.size) > this.#limits.bytes);
    this.#done = this.#done.slice(Math.max(first + 1, this.#done.length - this.#limits.calls));
  }
}

/** What it was about, for the words that say that it is lost. */
function withoutContent(change: Change): Change {
  switch (change.kind) {
    case "text":
      return { ...change, before: "", after: "" };
    case "created":
      return { ...change, content: new Uint8Array() };
    case "deleted":
      return { ...change, content: undefined };
    case "setting":
      return { ...change, before: undefined, after: undefined };
    case "renamed":
      return change;
  }
}
