/**
 * Waits for the user to say something after the assistant has, as `idle_timeout_ms` of server_vad asks: from the
 * end of the last response and of its sound, whichever is later.
 */
import type { ServerEvent } from "../protocol.ts";
import type { TurnDetection } from "./turnDetection.ts";

export interface IdleTimeoutOptions {
  turnDetection(): TurnDetection | null;
  /** Whether nobody speaks: no response is active, nothing is played, and the user is in no turn. */
  quiet(): boolean;
  /** Milliseconds of sound that came from the user so far. */
  inputMs(): number;
  /** @param fromMs of the user's sound, where the silence began. */
  onTimeout(fromMs: number): void;
}

const begins = new Set<string>([
  "response.done",
  "output_audio_buffer.stopped",
  "output_audio_buffer.cleared",
]);
const ends = new Set<string>([
  "response.created",
  "input_audio_buffer.speech_started",
  "input_audio_buffer.committed",
]);

export class IdleTimeout {
  readonly #options: IdleTimeoutOptions;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: IdleTimeoutOptions) {
    this.#options = options;
  }

  /** @param type of an event that the session tells, whether it reaches the client or not. */
  observe(type: ServerEvent["type"]): void {
    if (ends.has(type)) this.close();
    else if (begins.has(type) && this.#options.quiet()) this.#start();
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #start(): void {
    this.close();
    const timeoutMs = this.#timeoutMs();
    if (timeoutMs === null) return;
    const { inputMs, onTimeout } = this.#options;
    const fromMs = inputMs();
    this.#timer = setTimeout(() => {
      // The configuration may have changed meanwhile.
      if (this.#timeoutMs() === timeoutMs) onTimeout(fromMs);
    }, timeoutMs);
  }

  #timeoutMs(): number | null {
    const detection = this.#options.turnDetection();
    return (detection?.type === "server_vad" ? detection.idle_timeout_ms : undefined) ?? null;
  }
}
