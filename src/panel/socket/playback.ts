/**
 * The assistant's voice on its way to the page, and how much of it was played. Over WebRTC the server keeps this
 * account, and tells of it by the `output_audio_buffer` events; here they are made of it.
 */
import type { VoicePlayed } from "../../shared/media.ts";
import { sampleRate } from "../../shared/media.ts";
import { apiRate, pcmOf, samplesOf } from "./pcm.ts";
import { Resampler } from "./resampler.ts";

export interface PlaybackOptions {
  /** Plays PCM, of {@link sampleRate}, after all that came before. */
  play(pcm: Uint8Array<ArrayBuffer>): void;
  /** Drops at once all that was not played. */
  flush(): void;
  tell(event: `output_audio_buffer.${"started" | "stopped" | "cleared"}`, responseId: string): void;
  /** On a clock that never goes back, in ms. */
  now(): number;
}

/** A piece of an answer's sound. */
export interface SoundPiece {
  response_id: string;
  item_id: string;
  content_index: number;
  /** PCM of the API's rate, as base64. */
  delta: string;
}

/** What was heard of a message that was cut off. */
export interface Cut {
  item_id: string;
  content_index: number;
  audio_end_ms: number;
}

/** The sound of one message. All lengths and places are in samples that the page plays since the last flush. */
interface Sound {
  itemId: string;
  contentIndex: number;
  start: number;
  length: number;
  /** In samples of the API's rate, which it may be cut at. */
  received: number;
  resampler: Resampler;
}

interface Response {
  id: string;
  sounds: Sound[];
  started: boolean;
  /** Nothing more comes of it. */
  done: boolean;
}

/** The page tells every 50 ms how far it is; when it has not for so long, it does not play on. In ms. */
const reportTime = 100;

const samplesPerMs = sampleRate / 1000;

export class Playback {
  readonly #options: PlaybackOptions;
  /** What is to be heard, in its order. */
  #responses: Response[] = [];
  /** Being made now. */
  readonly #active = new Set<string>();
  /** What still comes of these is nobody's business. */
  readonly #cut = new Set<string>();
  #queued = 0;
  #flushes = 0;
  #report = { played: 0, running: false, at: 0 };
  /** Where the user ceased to hear it. */
  #silencedAt: number | undefined;

  constructor(options: PlaybackOptions) {
    this.#options = options;
  }

  responseCreated(id: string): void {
    this.#active.add(id);
  }

  responseDone(id: string): void {
    this.#active.delete(id);
    this.#cut.delete(id);
    const response = this.#responses.find((each) => each.id === id);
    if (response === undefined) return;
    for (const sound of response.sounds) this.#finish(sound);
    response.done = true;
    this.#follow();
  }

  push({ response_id: id, item_id: itemId, content_index: contentIndex, delta }: SoundPiece): void {
    if (this.#cut.has(id)) return;
    let response = this.#responses.find((each) => each.id === id);
    if (response === undefined) {
      response = { id, sounds: [], started: false, done: false };
      this.#responses.push(response);
      // Some servers say late, or never, that they have begun it.
      this.#active.add(id);
    }
    let sound = response.sounds.at(-1);
    if (sound?.itemId !== itemId || sound.contentIndex !== contentIndex) {
      if (sound !== undefined) this.#finish(sound);
      const resampler = new Resampler(apiRate, sampleRate);
      sound = { itemId, contentIndex, start: this.#queued, length: 0, received: 0, resampler };
      response.sounds.push(sound);
    }
    const samples = samplesOf(Buffer.from(delta, "base64"));
    sound.received += samples.length;
    this.#play(sound, sound.resampler.process(samples));
  }

  /** How far the page is. */
  played({ flushes, played, running }: VoicePlayed): void {
    if (flushes !== this.#flushes) return;
    this.#report = { played: Math.min(played, this.#queued), running, at: this.#options.now() };
    this.#follow();
  }

  /** Whether the user hears what is played. */
  setAudible(audible: boolean): void {
    if (audible) this.#silencedAt = undefined;
    else this.#silencedAt ??= this.#place();
  }

  /** Drops what was not played, and what still comes of it. @returns what it cuts off. */
  clear(): Cut[] {
    for (const id of this.#active) this.#cut.add(id);
    const [first] = this.#responses;
    if (first === undefined) return [];
    const heard = Math.min(this.#place(), this.#silencedAt ?? Infinity);
    const cuts = this.#responses.flatMap((response) => {
      return response.sounds.flatMap((sound) => cutOf(sound, heard - sound.start));
    });
    this.#responses = [];
    this.#queued = 0;
    this.#flushes++;
    this.#report = { played: 0, running: false, at: 0 };
    if (this.#silencedAt !== undefined) this.#silencedAt = 0;
    this.#options.flush();
    this.#options.tell("output_audio_buffer.cleared", first.id);
    return cuts;
  }

  /** What is played at this moment. */
  #place(): number {
    const { played, running, at } = this.#report;
    if (!running) return played;
    const since = Math.min(reportTime, this.#options.now() - at);
    return Math.min(this.#queued, played + since * samplesPerMs);
  }

  #play(sound: Sound, samples: Float32Array): void {
    if (samples.length === 0) return;
    sound.length += samples.length;
    this.#queued += samples.length;
    this.#options.play(pcmOf(samples));
  }

  #finish(sound: Sound): void {
    // What would follow it belongs to another one by then.
    if (sound.start + sound.length === this.#queued) this.#play(sound, sound.resampler.finish());
  }

  /** Tells what has begun and what has ended. */
  #follow(): void {
    const { played } = this.#report;
    for (;;) {
      const [response] = this.#responses;
      const first = response?.sounds[0];
      const last = response?.sounds.at(-1);
      if (response === undefined || first === undefined || last === undefined) return;
      if (played <= first.start) return;
      if (!response.started) this.#options.tell("output_audio_buffer.started", response.id);
      response.started = true;
      if (!response.done || played < last.start + last.length) return;
      this.#responses.shift();
      this.#options.tell("output_audio_buffer.stopped", response.id);
    }
  }
}

/** @param heard in samples that the page played of it. */
function cutOf({ itemId, contentIndex, length, received }: Sound, heard: number): Cut[] {
  if (heard >= length) return [];
  // The server refuses to cut behind the end.
  const most = (1000 * received) / apiRate;
  const heardMs = Math.min(most, Math.max(0, heard) / samplesPerMs);
  return [{ item_id: itemId, content_index: contentIndex, audio_end_ms: Math.floor(heardMs) }];
}
