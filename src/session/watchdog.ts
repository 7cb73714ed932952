/**
 * Notices what never comes: the answer to a turn, the end of an answer, the end of its voice. Each is mended with
 * the mildest means first, and a new link last.
 */
import type { Live, SessionState } from "./state.ts";

/**
 * What is waited for. `answer`: a response to a turn. `end`: of the active response. `silence`: of its voice.
 * `pause`: in what the server takes for the user's speech. `sign`: of life, while nobody says anything.
 */
export type Wait = "answer" | "end" | "silence" | "pause" | "sign";

/**
 * In ms. A response begins within a second or two. A reasoning model may be quiet for half a minute before its
 * first word. A voice can go on for as long as the longest response lasts: 4,096 tokens at 20 a second. Nobody speaks
 * for minutes without a breath. A quiet channel may be a dead one: it is asked now and then.
 */
const patience: Record<Wait, number> = {
  answer: 15_000,
  end: 40_000,
  silence: 210_000,
  pause: 180_000,
  sign: 45_000,
};

/** For the server to do what the mild means asked of it, in ms. */
const mending = 8_000;

/**
 * A pipeline of three models on the user's own computer is given so many times as long: without a graphics card it is
 * slow, and whatever is asked of it in between comes on top. By judgement; nobody has measured it.
 */
const pipelineFactor = 4;

/** What hangs on how fast the models are. */
const ofModels = new Set<Wait>(["answer", "end"]);

export interface WatchdogOptions {
  /** Whether it is a pipeline that answers. */
  pipeline(): boolean;
  /** Asks for the answer once more. */
  askAgain(): void;
  /** Ends the active response. */
  cancelResponse(): void;
  /** Takes the voice for over. */
  endVoice(): void;
  /** Takes the user's turn for over. */
  endTurn(): void;
  /** Asks the server for any answer at all. */
  probe(): void;
  /** Replaces the link. */
  reconnect(reason: string): void;
  /** Something is being mended. */
  noticed(wait: Wait): void;
}

export class Watchdog {
  readonly #options: WatchdogOptions;
  #wait: Wait | undefined;
  #timer: NodeJS.Timeout | undefined;
  #mended = false;
  /** Times the usual patience, with what is waited for now. Known once: many events come while a response is active. */
  #factor = 1;

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /** To be told of every state. */
  follow(state: SessionState): void {
    const wait = state.status === "live" ? waitOf(state) : undefined;
    if (wait === this.#wait) return;
    this.#wait = wait;
    this.#mended = false;
    this.#factor = wait !== undefined && ofModels.has(wait) && this.#options.pipeline() ? pipelineFactor : 1;
    this.#restart();
  }

  /** The server said something: it lives. */
  heard(): void {
    if (this.#wait === "sign") this.#mended = false;
    if ((this.#wait === "end" && !this.#mended) || this.#wait === "sign") this.#restart();
  }

  #restart(): void {
    clearTimeout(this.#timer);
    const wait = this.#wait;
    if (wait === undefined) return;
    const time = this.#factor * (this.#mended ? mending : patience[wait]);
    this.#timer = setTimeout(() => this.#bark(wait), time).unref();
  }

  #bark(wait: Wait): void {
    const { askAgain, cancelResponse, endVoice, endTurn, probe, reconnect, noticed } = this.#options;
    if (this.#mended) return reconnect(`The server did not react (${wait}).`);
    this.#mended = true;
    // A probe is nobody's business while it is answered.
    if (wait !== "sign") noticed(wait);
    this.#restart();
    const mends: Record<Wait, () => void> = {
      answer: askAgain,
      end: cancelResponse,
      silence: endVoice,
      pause: endTurn,
      sign: probe,
    };
    mends[wait]();
  }
}

function waitOf(live: Live): Wait | undefined {
  if (live.responseActive) return "end";
  // A key that is held, or was tapped, is the user's own word for how long a turn lasts.
  if (live.userSpeaking) return live.microphone === "held" ? undefined : "pause";
  if (live.awaitingResponse) return "answer";
  return live.assistantAudible ? "silence" : "sign";
}
