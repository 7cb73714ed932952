/** The assistant's voice: recorded words where there are some, and otherwise a tone as long as the text. */
import { readdirSync, readFileSync } from "node:fs";
import { resample } from "../audio/samples.ts";
import { voiceRate } from "../audio/outputAudio.ts";
import { readWav } from "./wav.ts";

/** Milliseconds that a character takes to say, about. */
const characterMs = 65;
/** Hz, and how often a second the tone swells, as syllables do. */
const toneHz = 220;
const swellsHz = 4;
const loudness = 0.25;

const folder = new URL("./clips/", import.meta.url);

/** "Sorry, I did not catch that." is in sorry-i-did-not-catch-that.wav. */
export function clipName(text: string): string {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return `${words.join("-")}.wav`;
}

function loadClips(): Map<string, Float32Array> {
  const clips = new Map<string, Float32Array>();
  for (const file of readdirSync(folder)) {
    const { samples, rate } = readWav(readFileSync(new URL(file, folder)));
    clips.set(file, resample(samples, rate, voiceRate));
  }
  return clips;
}
let clips: Map<string, Float32Array> | undefined;

function tone(ms: number): Float32Array {
  return Float32Array.from({ length: Math.round((ms * voiceRate) / 1000) }, (_, at) => {
    const seconds = at / voiceRate;
    const swell = Math.sin(Math.PI * swellsHz * seconds) ** 2;
    return loudness * swell * Math.sin(2 * Math.PI * toneHz * seconds);
  });
}

export interface Sound {
  /** Milliseconds of each piece. */
  pieceMs: number;
  piece(index: number): Float32Array;
}

/** The sound of a text, in as many pieces as it has words. */
export function voiceOf(text: string, pieces: number): Sound {
  clips ??= loadClips();
  const samples = clips.get(clipName(text)) ?? tone(text.length * characterMs);
  const length = Math.ceil(samples.length / Math.max(1, pieces));
  return {
    pieceMs: (1000 * length) / voiceRate,
    piece: (index) => samples.subarray(index * length, (index + 1) * length),
  };
}
