/**
 * Recognises utterances in a thread of its own, so that decoding never holds up audio or signalling. Sound is
 * decoded as it arrives; what belongs to a later utterance waits until the one before is done.
 */
import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import type { Decoder } from "soundswallower";
import { resample } from "../audio/samples.ts";
import { readWav } from "../voice/wav.ts";
import { createDecoder, hearingRate } from "./engine.ts";
import { commandGrammar, pronunciations } from "./grammar.ts";
import { unlikeness } from "./likeness.ts";
import { phoneGrammar, phoneWords } from "./phones.ts";

export type ToWorker =
  { type: "audio"; utterance: number; samples: Float32Array } | { type: "end" | "cancel"; utterance: number };
export type FromWorker =
  | { type: "ready" }
  | { type: "recognised"; utterance: number; text: string; unlikeness: number; decodingMs: number };

interface Utterance {
  id: number;
  waiting: Float32Array[];
  state: "open" | "ended" | "cancelled";
  begun: boolean;
  decodingMs: number;
}

// Narrower beams lose commands that are spoken; wider ones only find more in what is none.
const commands = await createDecoder({
  beam: 1e-60,
  wordBeam: 1e-40,
  words: pronunciations,
  grammar: commandGrammar,
});
const phones = await createDecoder({
  beam: 1e-20,
  wordBeam: 1e-10,
  grammarWeight: 1,
  words: phoneWords,
  grammar: phoneGrammar,
});
const decoders: Decoder[] = [commands, phones];
const utterances: Utterance[] = [];

/**
 * A decoder measures the loudness and colour of what it hears from what it heard before. One that has heard
 * nothing yet takes "go to" for "yes then": so each hears somebody say something first.
 */
function warmUp(): void {
  const { samples, rate } = readWav(
    readFileSync(new URL("../voice/clips/i-cannot-do-that-here.wav", import.meta.url)),
  );
  const speech = resample(samples, rate, hearingRate);
  for (const decoder of decoders) {
    decoder.start();
    decoder.process_audio(speech);
    decoder.stop();
  }
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function decode(utterance: Utterance): void {
  const from = performance.now();
  for (const samples of utterance.waiting.splice(0)) {
    for (const decoder of decoders) {
      if (!utterance.begun) decoder.start();
      decoder.process_audio(samples);
    }
    utterance.begun = true;
  }
  utterance.decodingMs += performance.now() - from;
}

function finish(utterance: Utterance): void {
  const from = performance.now();
  if (utterance.begun) for (const decoder of decoders) decoder.stop();
  if (utterance.state === "cancelled") return;
  const text = utterance.begun ? commands.get_text().replaceAll(/\s+/g, " ").trim() : "";
  const cost =
    text === "" ? Number.POSITIVE_INFINITY : unlikeness(commands.get_alignment(), phones.get_alignment());
  const decodingMs = utterance.decodingMs + performance.now() - from;
  post({ type: "recognised", utterance: utterance.id, text, unlikeness: cost, decodingMs });
}

function advance(): void {
  for (let first = utterances[0]; first !== undefined; first = utterances[0]) {
    if (first.state !== "cancelled") decode(first);
    if (first.state === "open") return;
    finish(first);
    utterances.shift();
  }
}

parentPort?.on("message", (message: ToWorker) => {
  let utterance = utterances.find(({ id }) => id === message.utterance);
  if (utterance === undefined) {
    utterance = { id: message.utterance, waiting: [], state: "open", begun: false, decodingMs: 0 };
    utterances.push(utterance);
  }
  if (message.type === "audio") utterance.waiting.push(message.samples);
  else utterance.state = message.type === "end" ? "ended" : "cancelled";
  advance();
});
warmUp();
post({ type: "ready" });
