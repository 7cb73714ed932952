/** The speech recogniser's WebAssembly module, with the models that its package ships. */
import { fileURLToPath } from "node:url";
import createModule from "soundswallower";
import type { Decoder, Endpointer, SoundSwallowerModule } from "soundswallower";

/** Hz. What the recogniser and the voice activity detector work at. */
export const hearingRate = 16_000;

/** Milliseconds that the detector looks at, and the part of it that must change for its mind to change. */
export const endpointerWindowMs = 300;
export const endpointerRatio = 0.9;
/** Samples: the detector takes 30 ms at a time. */
export const endpointerFrame = 480;

const modelBase = fileURLToPath(new URL("./model/", import.meta.resolve("soundswallower")));

// The package's types leave out `modelBase`, which Node needs to find the models.
const load = createModule as unknown as (options: { modelBase: string }) => Promise<SoundSwallowerModule>;

let loading: Promise<SoundSwallowerModule> | undefined;
function engine(): Promise<SoundSwallowerModule> {
  loading ??= load({ modelBase });
  return loading;
}

export interface DecoderOptions {
  /** Log beams: how far behind the best a hypothesis may fall before it is given up. */
  beam: number;
  wordBeam: number;
  /** Weight of the grammar's probabilities against the sound's. */
  grammarWeight?: number;
  words: readonly (readonly [word: string, phones: string])[];
  grammar: string;
}

export async function createDecoder(options: DecoderOptions): Promise<Decoder> {
  const { Decoder } = await engine();
  const decoder = new Decoder({
    samprate: hearingRate,
    beam: options.beam,
    pbeam: options.beam,
    wbeam: options.wordBeam,
    ...(options.grammarWeight === undefined ? {} : { lw: options.grammarWeight, wip: options.grammarWeight }),
    loglevel: "FATAL",
  });
  await decoder.initialize();
  decoder.add_words(...options.words.map(([word, phones]): [string, string] => [word, phones]));
  decoder.set_grammar(options.grammar);
  return decoder;
}

/** Makes detectors that tell speech from silence, frame by frame, by a window of {@link endpointerWindowMs}. */
export async function endpointers(): Promise<() => Endpointer> {
  const { Endpointer } = await engine();
  return () =>
    new Endpointer({ samprate: hearingRate, window: endpointerWindowMs / 1000, ratio: endpointerRatio });
}
