/** Speech recognition for any number of sessions, done in one worker thread. */
import { Worker } from "node:worker_threads";
import { unlikeliest } from "./likeness.ts";
import type { FromWorker, ToWorker } from "./recogniserWorker.ts";

export interface Heard {
  /** The words, as the grammar spells them; "" where nothing was said or it was no command. */
  text: string;
  /** What the grammar made of it, command or not. */
  guess: string;
  /** See `unlikeness`. */
  unlikeness: number;
  /** Milliseconds of computing, most of them while the sound was still arriving. */
  decodingMs: number;
}

export interface Utterance {
  /** Mono samples between -1 and 1, at 16 kHz. */
  hear(samples: Float32Array): void;
  /** Resolves a few milliseconds later, when the rest is decoded. */
  end(): Promise<Heard>;
  cancel(): void;
}

export interface Recogniser {
  listen(): Utterance;
  close(): Promise<void>;
}

/** Resolves when the models are loaded, in about a third of a second. */
export async function startRecogniser(): Promise<Recogniser> {
  const worker = new Worker(new URL("./recogniserWorker.ts", import.meta.url));
  const waiting = new Map<number, (heard: Heard) => void>();
  let last = 0;
  const post = (message: ToWorker): void => worker.postMessage(message);

  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.on("message", (message: FromWorker) => {
      if (message.type === "ready") return resolve();
      const { utterance, text: guess, unlikeness, decodingMs } = message;
      waiting.get(utterance)?.({
        text: unlikeness > unlikeliest ? "" : guess,
        guess,
        unlikeness,
        decodingMs,
      });
      waiting.delete(utterance);
    });
  });

  return {
    listen() {
      const utterance = ++last;
      return {
        hear: (samples) => post({ type: "audio", utterance, samples }),
        end: () =>
          new Promise((resolve) => {
            waiting.set(utterance, resolve);
            post({ type: "end", utterance });
          }),
        cancel: () => post({ type: "cancel", utterance }),
      };
    },
    async close() {
      await worker.terminate();
    },
  };
}
