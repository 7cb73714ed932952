/**
 * The input audio buffer of one session, filled by the track and by `append` alike, and the turns in it: found
 * by voice activity, or cut by the client where turn detection is off.
 */
import type { Endpointer } from "soundswallower";
import { endpointerFrame, endpointerRatio, endpointerWindowMs, hearingRate } from "../hearing/engine.ts";
import type { Heard, Recogniser, Utterance } from "../hearing/recogniser.ts";
import type { NewId } from "../identifiers.ts";
import { ProtocolError, type Send } from "../protocol.ts";
import { framer } from "./samples.ts";
import { paddingMs, silenceMs, type TurnDetection } from "./turnDetection.ts";

/** Milliseconds. A commit of less is refused. */
const shortestCommit = 100;
const frameMs = (1000 * endpointerFrame) / hearingRate;
const nothing: Heard = { text: "", guess: "", unlikeness: Number.POSITIVE_INFINITY, decodingMs: 0 };

export interface CommittedAudio {
  itemId: string;
  durationMs: number;
  heard: Promise<Heard>;
  /** Who cut it: the end of speech, the client, or the idle timeout, which found nothing in it. */
  cutBy: "detection" | "client" | "timeout";
}

export interface InputAudioOptions {
  recogniser: Recogniser;
  newEndpointer(): Endpointer;
  newId: NewId;
  send: Send;
  turnDetection(): TurnDetection | null;
  onSpeechStarted(): void;
  onCommitted(audio: CommittedAudio): void;
}

export class InputAudio {
  /** Takes mono samples at 16 kHz. */
  readonly write = framer(endpointerFrame, (frame) => this.#hear(frame));

  readonly #options: InputAudioOptions;
  #endpointer: Endpointer;
  #utterance: Utterance | undefined;
  /** The item of the turn that was announced by `speech_started`. */
  #turn: string | undefined;
  #turnStartMs = 0;
  #silentMs = 0;
  /** On the monotonic clock. */
  #soundEndedAt = 0;
  #totalMs = 0;
  #bufferedMs = 0;

  constructor(options: InputAudioOptions) {
    this.#options = options;
    this.#endpointer = options.newEndpointer();
  }

  /** Milliseconds of sound since the beginning. */
  get totalMs(): number {
    return Math.round(this.#totalMs);
  }
  /** Whether the user is heard to speak. */
  get inTurn(): boolean {
    return this.#turn !== undefined;
  }

  clear(): void {
    this.close();
    this.#startOver();
    this.#options.send({ type: "input_audio_buffer.cleared" });
  }

  /** @throws {ProtocolError} where less than 100 ms are in the buffer. */
  commit(): void {
    if (this.#bufferedMs < shortestCommit) {
      const message = `Error committing input audio buffer: buffer too small. Expected at least ${shortestCommit}ms of audio, but buffer only has ${this.#bufferedMs.toFixed(2)}ms of audio.`;
      throw new ProtocolError(message, "input_audio_buffer_commit_empty");
    }
    // What the endpointer still holds comes out when silence follows.
    const silence = new Float32Array(endpointerFrame);
    for (let ms = 0; ms < 2 * endpointerWindowMs; ms += frameMs) this.#recognise(silence);
    this.#finishTurn("client", this.#bufferedMs);
  }

  /** @param fromMs where the silence began that is committed as a turn. */
  timeOut(fromMs: number): void {
    this.#turn = this.#options.newId("item_");
    const silence = { audio_start_ms: fromMs, audio_end_ms: this.totalMs, item_id: this.#turn };
    this.#options.send({ type: "input_audio_buffer.timeout_triggered", ...silence });
    this.#finishTurn("timeout", this.totalMs - fromMs);
  }

  close(): void {
    this.#utterance?.cancel();
  }

  #hear(frame: Float32Array): void {
    this.#totalMs += frameMs;
    this.#bufferedMs += frameMs;
    this.#recognise(frame);
    const detection = this.#options.turnDetection();
    if (detection === null) return;
    if (this.#endpointer.get_in_speech()) {
      this.#silentMs = 0;
      if (this.#turn === undefined) this.#startTurn(detection);
    } else if (this.#turn !== undefined) this.#hearSilence(this.#turn, detection);
  }

  #recognise(frame: Float32Array): void {
    const speech = this.#endpointer.process(frame) as Float32Array | null;
    if (speech === null) return;
    this.#utterance ??= this.#options.recogniser.listen();
    this.#utterance.hear(speech);
  }

  #startTurn(detection: TurnDetection): void {
    this.#turn = this.#options.newId("item_");
    const bufferStartMs = this.#totalMs - this.#bufferedMs;
    const startMs = this.#totalMs - endpointerWindowMs - paddingMs(detection);
    this.#turnStartMs = Math.round(Math.max(bufferStartMs, startMs));
    const started = { audio_start_ms: this.#turnStartMs, item_id: this.#turn };
    this.#options.send({ type: "input_audio_buffer.speech_started", ...started });
    this.#options.onSpeechStarted();
  }

  #hearSilence(turn: string, detection: TurnDetection): void {
    if (this.#silentMs === 0) {
      // The endpointer has been hearing silence for most of its window when it says so.
      this.#silentMs = endpointerWindowMs * endpointerRatio;
      this.#soundEndedAt = performance.now() - this.#silentMs;
    } else this.#silentMs += frameMs;
    if (this.#silentMs < silenceMs(detection)) return;
    const stopped = { audio_end_ms: this.totalMs, item_id: turn };
    this.#options.send({ type: "input_audio_buffer.speech_stopped", ...stopped }, this.#soundEndedAt);
    this.#finishTurn("detection", this.totalMs - this.#turnStartMs);
  }

  #finishTurn(cutBy: CommittedAudio["cutBy"], durationMs: number): void {
    const itemId = this.#turn ?? this.#options.newId("item_");
    const heard = this.#utterance?.end() ?? Promise.resolve(nothing);
    this.#startOver();
    this.#options.onCommitted({ itemId, durationMs, heard, cutBy });
  }

  #startOver(): void {
    this.#endpointer = this.#options.newEndpointer();
    this.#utterance = undefined;
    this.#turn = undefined;
    this.#silentMs = 0;
    this.#bufferedMs = 0;
  }
}
