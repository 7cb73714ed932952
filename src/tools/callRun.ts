/** One call while it runs: what it changes goes into the journal, and it stops in front of a large edit. */
import { joined, type Change } from "./changes.ts";
import { EditGate, type DiffPreview } from "./editGate.ts";
import type { Editor } from "./editor.ts";
import type { Recording } from "./editorChanges.ts";
import type { Journal } from "./journal.ts";
import { ToolError, type PreparedCall, type ToolResult } from "./tool.ts";
import { unlessCancelled } from "./unlessCancelled.ts";

export interface CallRunOptions {
  callId: string;
  /** The tool's. */
  name: string;
  editor: Editor;
  journal: Journal;
  /** An edit of more lines than these asks. */
  lines(): number;
}

/** It has ended, or it waits with an edit. */
type Progress = { result: ToolResult } | { preview: DiffPreview };

export class CallRun {
  readonly #options: CallRunOptions;
  readonly #gate: EditGate;
  readonly #asked = Promise.withResolvers<DiffPreview>();
  readonly #answered = Promise.withResolvers<void>();
  #recording: Recording | undefined;
  #changes: Change[] = [];
  /** What was done since the recording began, each in a line. */
  #recorded: string[] = [];
  /** What was done and cannot be taken back, each in a line. */
  readonly #beside: string[] = [];
  #waits = false;
  #ended = false;
  #running: Promise<ToolResult> | undefined;

  constructor(options: CallRunOptions) {
    this.#options = options;
    const { editor, lines } = options;
    this.#gate = new EditGate({ editor, lines, asks: (preview) => this.#asks(preview) });
    // Nobody waits for it where the call is dropped.
    this.#answered.promise.catch(() => undefined);
  }

  /** For the call to be prepared with. */
  get editor(): Editor {
    return this.#gate.editor;
  }

  /** The user has said yes to all of it, now or by a rule. */
  allow(): void {
    this.#gate.open();
  }

  async start(prepared: PreparedCall, signal: AbortSignal): Promise<Progress> {
    this.#running = this.runStep(prepared, signal).then(
      async (result) => {
        await this.#end(result.summary);
        return result;
      },
      async (error: unknown) => {
        await this.#end(this.#options.name);
        throw error;
      },
    );
    return Promise.race([this.#asked.promise.then((preview) => ({ preview })), this.#finish(signal)]);
  }

  /** One of the calls that this one is made of, or all of it. */
  async runStep(prepared: PreparedCall, signal: AbortSignal): Promise<ToolResult> {
    const { risk, isStep, isOfSteps, goesThroughPast } = prepared;
    if (isOfSteps === true || goesThroughPast === true || risk === "read") return prepared.run(signal);
    // What the user types while a program runs is not ours, and what leaves the editor must be told from what does not.
    const isApart = isStep === true || risk !== "reversible";
    if (isApart) await this.#keep();
    if (isStep !== true && !this.#ended) this.#recording ??= this.#options.editor.record();
    const result = await prepared.run(signal);
    const { summary, changedNothing } = result;
    if (changedNothing !== true) (isStep === true ? this.#beside : this.#recorded).push(summary);
    if (isApart && !this.#ended) await this.#keep();
    return result;
  }

  /** After the user's yes to what it waits with. */
  goOn(signal: AbortSignal): Promise<{ result: ToolResult }> {
    this.#answered.resolve();
    return this.#finish(signal);
  }

  /** There will be no yes. */
  drop(): void {
    this.#answered.reject(new ToolError("The user did not allow this edit. Nothing of it was done."));
    this.#running?.catch(() => undefined);
  }

  async #finish(signal: AbortSignal): Promise<{ result: ToolResult }> {
    const { name } = this.#options;
    const running = this.#running;
    if (running === undefined) throw new Error("The call was not started.");
    try {
      return { result: await unlessCancelled(signal, () => running) };
    } finally {
      // What it does after it was cancelled is not known any more.
      if (signal.aborted) await this.#end(name);
    }
  }

  async #asks(preview: DiffPreview): Promise<void> {
    if (this.#waits) {
      throw new ToolError(
        "The user has seen one large edit of this call, and not this one. Call again for it.",
      );
    }
    this.#waits = true;
    await this.#keep();
    this.#asked.resolve(preview);
    await this.#answered.promise;
    this.#recording = this.#options.editor.record();
  }

  async #keep(): Promise<void> {
    const recording = this.#recording;
    this.#recording = undefined;
    const recorded = this.#recorded.splice(0);
    if (recording === undefined) return;
    const changes = await recording.end();
    this.#changes = joined(this.#changes, changes);
    // Such as a file that was saved: nothing of it is in the journal.
    if (changes.length === 0) this.#beside.push(...recorded);
  }

  async #end(summary: string): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#keep();
    this.#options.journal.add(this.#options.callId, summary, this.#changes, this.#beside);
  }
}
