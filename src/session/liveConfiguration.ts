/**
 * Keeps the server's configuration of the session like the user's wishes, while it is live: by an update where the
 * API takes one, and by a new session where it does not.
 */
import type { ClientEvent, SessionConfiguration } from "./clientEvents.ts";

export interface LiveConfigurationOptions {
  wanted(): SessionConfiguration;
  /** The model and where it runs. Another one is another session. */
  where(): string;
  send(event: ClientEvent): void;
  /** Some changes are taken between two turns only. */
  betweenTurns(): boolean;
  /** Only a new session can be so; the next pause between two turns is soon enough. */
  renew(): void;
}

/** Of `type`, `tool_choice` and `model` nothing ever changes within a session. */
type Part = "output_modalities" | "instructions" | "tools" | "reasoning" | "truncation";
const parts: readonly Part[] = ["output_modalities", "instructions", "tools", "reasoning", "truncation"];
const inputParts = ["turn_detection", "noise_reduction", "transcription"] as const;

export class LiveConfiguration {
  readonly #options: LiveConfigurationOptions;
  #set: SessionConfiguration | undefined;
  #where = "";
  #begun: { configuration: SessionConfiguration; where: string } | undefined;
  /** Something waits for the pause between two turns. */
  #waits = false;
  /** The server locks the voice with the first sound. */
  #voiceUsed = false;

  constructor(options: LiveConfigurationOptions) {
    this.#options = options;
  }

  /** @returns how a session is to be set up that begins now. */
  begin(): SessionConfiguration {
    const { wanted, where } = this.#options;
    this.#begun = { configuration: wanted(), where: where() };
    return this.#begun.configuration;
  }

  /** It has begun as it was set up then, and there. */
  opened(): void {
    this.#set = this.#begun?.configuration;
    this.#where = this.#begun?.where ?? "";
    this.#voiceUsed = false;
    // The wishes may have changed while it was set up.
    this.follow();
  }

  closed(): void {
    this.#set = undefined;
  }

  /** The assistant spoke. */
  spoke(): void {
    this.#voiceUsed = true;
  }

  /** It is the pause between two turns. */
  paused(): void {
    if (this.#waits) this.follow();
  }

  /** The wishes may have changed. */
  follow(): void {
    const { wanted: wish, send, renew, where, betweenTurns } = this.#options;
    if (this.#set === undefined) return;
    const wanted = wish();
    const session = this.#changes(this.#set, wanted);
    if (Object.keys(session).length > 1) send({ type: "session.update", session });
    const set = merged(this.#set, session);
    this.#set = set;
    this.#waits = !betweenTurns() && speedOf(wanted) !== speedOf(set);
    // What was taken away cannot be said in an update.
    const lacks =
      takesAway(parts, wanted, set) ||
      takesAway(inputParts, wanted.audio?.input ?? {}, set.audio?.input ?? {});
    const locked = this.#voiceUsed && wanted.audio?.output?.voice !== set.audio?.output?.voice;
    const otherServers = JSON.stringify(wanted.tools) !== JSON.stringify(set.tools);
    if (lacks || locked || otherServers || where() !== this.#where) renew();
  }

  #changes(set: SessionConfiguration, wanted: SessionConfiguration): SessionConfiguration {
    const changed = pick(parts, wanted, set);
    // An update replaces the whole list, and cannot hold the servers' tokens.
    if (hasServers(wanted) || hasServers(set)) delete changed.tools;
    const input = pick(inputParts, wanted.audio?.input ?? {}, set.audio?.input ?? {});
    const output: { voice?: string; speed?: number } = {};
    const { voice } = wanted.audio?.output ?? {};
    if (!this.#voiceUsed && voice !== undefined && voice !== set.audio?.output?.voice) output.voice = voice;
    if (speedOf(wanted) !== speedOf(set) && this.#options.betweenTurns()) output.speed = speedOf(wanted);
    const audio = { ...(holds(input) && { input }), ...(holds(output) && { output }) };
    return { type: "realtime", ...changed, ...(holds(audio) && { audio }) };
  }
}

/** Whether the provider calls servers for this session. */
function hasServers({ tools = [] }: SessionConfiguration): boolean {
  return tools.some(({ type }) => type === "mcp");
}

function speedOf({ audio }: SessionConfiguration): number {
  return audio?.output?.speed ?? 1;
}

function pick<Whole extends object>(
  keys: readonly (keyof Whole)[],
  wanted: Whole,
  set: Whole,
): Partial<Whole> {
  const changed: Partial<Whole> = {};
  for (const key of keys) {
    if (wanted[key] !== undefined && JSON.stringify(wanted[key]) !== JSON.stringify(set[key])) {
      changed[key] = wanted[key];
    }
  }
  return changed;
}

function takesAway<Whole extends object>(keys: readonly (keyof Whole)[], wanted: Whole, set: Whole): boolean {
  return keys.some((key) => set[key] !== undefined && wanted[key] === undefined);
}

function holds(part: object): boolean {
  return Object.keys(part).length > 0;
}

function merged(set: SessionConfiguration, update: SessionConfiguration): SessionConfiguration {
  return {
    ...set,
    ...update,
    audio: {
      input: { ...set.audio?.input, ...update.audio?.input },
      output: { ...set.audio?.output, ...update.audio?.output },
    },
  };
}
