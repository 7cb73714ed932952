/** One turn's stages. All moments are on the clock of its beginning, in ms. */
import type { TurnTiming } from "../../shared/events.ts";

export interface TurnBeginning extends Pick<TurnTiming, "number" | "at" | "begin"> {
  began: number;
}

export class Turn {
  readonly #began: number;
  #timing: TurnTiming;
  /** An answer is on its way that the server has not begun. */
  #awaited = false;
  /** The responses that are active. */
  readonly #active = new Set<string>();
  /** All responses that belong to the turn. */
  readonly #responses = new Set<string>();
  /** The response that is heard now. */
  #audible: string | undefined;
  /** The calls that run: when each came, and where it stands in the list of calls. */
  readonly #running = new Map<string, { since: number; index: number }>();

  constructor({ began, number, at, begin }: TurnBeginning) {
    this.#began = began;
    this.#timing = { number, at, begin, calls: [], outcome: "running", reconnected: false };
  }

  /** A new object after each change. */
  get timing(): TurnTiming {
    return this.#timing;
  }

  /** A response to it was asked for. What comes after its end is not part of it. */
  asked(): void {
    this.#awaited ||= this.#timing.outcome === "running";
  }

  responseCreated(id: string, now: number): void {
    // One that was on its way when the turn began is cancelled as it comes, and is not the answer.
    const late = this.#timing.outcome === "interrupted" && !this.#hasBegun();
    if (this.#timing.outcome !== "running" && !late) return;
    this.#responses.add(id);
    this.#active.add(id);
    this.#awaited = false;
    const { end: _, ...timing } = this.#timing;
    const first = late || timing.answer === undefined;
    this.#timing = { ...timing, outcome: "running", ...(first && { answer: this.#since(now) }) };
  }

  /** Its first sound or text. @param sounds it is heard from now on. */
  output(responseId: string, sounds: boolean, now: number): void {
    if (!this.#responses.has(responseId) || this.#timing.outcome === "interrupted") return;
    if (sounds) this.#audible = responseId;
    this.#set({ output: this.#timing.output ?? this.#since(now) });
  }

  silent(responseId: string, now: number): void {
    if (this.#audible !== responseId) return;
    this.#audible = undefined;
    this.#settle(now);
  }

  /** @returns whether the response, and so the call, is the turn's. */
  call(responseId: string, id: string, name: string, now: number): boolean {
    if (!this.#responses.has(responseId)) return false;
    this.#running.set(id, { since: now, index: this.#timing.calls.length });
    this.#set({ calls: [...this.#timing.calls, { name }] });
    return true;
  }

  /** Its output is sent: also after the turn's end. */
  callAnswered(id: string, now: number): void {
    const call = this.#running.get(id);
    if (call === undefined) return;
    this.#running.delete(id);
    const run = Math.round(now - call.since);
    this.#set({
      calls: this.#timing.calls.map((each, index) => (index === call.index ? { ...each, run } : each)),
    });
    // The response to the outputs is asked for now.
    if (this.#running.size === 0 && this.#timing.outcome === "running") this.#awaited = true;
  }

  responseDone(id: string, status: string, now: number): void {
    if (!this.#active.delete(id)) return;
    if (status === "cancelled") this.interrupt(now);
    else if (status === "failed" && this.#timing.outcome === "running") this.#end("failed", now);
    else this.#settle(now);
  }

  /** The user began to speak: the server cuts off what it says. Calls that run go on. */
  userSpoke(now: number): void {
    if (this.#active.size > 0 || this.#audible !== undefined) this.interrupt(now);
  }

  /** The server has thrown away what was to be heard of a response. */
  cut(responseId: string, now: number): void {
    if (this.#responses.has(responseId)) this.interrupt(now);
  }

  /** Ends it where it has not ended. */
  interrupt(now: number): void {
    if (this.#timing.outcome === "running" || this.#audible !== undefined) this.#end("interrupted", now);
  }

  /** What was being said is cut; what had not begun is said over the next link. */
  linkLost(now: number): void {
    const cut = this.#audible !== undefined || (this.#active.size > 0 && this.#timing.output !== undefined);
    this.#active.clear();
    if (cut) return this.interrupt(now);
    if (this.#timing.outcome !== "running") return;
    this.#awaited = true;
    this.#set({ reconnected: true });
  }

  /** Whether anything was heard or done. */
  #hasBegun(): boolean {
    return this.#timing.output !== undefined || this.#timing.calls.length > 0;
  }

  #settle(now: number): void {
    const goesOn = this.#awaited || this.#active.size > 0 || this.#running.size > 0;
    if (!goesOn && this.#audible === undefined && this.#timing.outcome !== "interrupted") {
      this.#end(this.#timing.outcome === "failed" ? "failed" : "done", now);
    }
  }

  #end(outcome: TurnTiming["outcome"], now: number): void {
    this.#audible = undefined;
    this.#set({ outcome, end: this.#since(now) });
  }

  #since(now: number): number {
    return Math.round(now - this.#began);
  }

  #set(change: Partial<TurnTiming>): void {
    this.#timing = { ...this.#timing, ...change };
  }
}
