/** From the server's word that the user speaks to a silent assistant, by what the panel's loudspeaker is given. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { readWav } from "../realtime/voice/wav.ts";
import { root } from "../setup/paths.ts";
import type { Stage } from "../stage/stage.ts";
import type { Instruments } from "./instruments.ts";
import { quantileRows, type Row } from "./row.ts";
import { currentSession } from "./sessions.ts";

/** Said for a quarter of a minute, and never to its end. */
const story = "And then the river came to the sea. ".repeat(6);
/** From 0 to 1, full scale: louder than a room. */
const loud = 0.05;
/** Longer than the pauses of the voice, in milliseconds. */
const silence = 400;

export async function interruptingRows(
  stage: Stage,
  instruments: Instruments,
  times: number,
): Promise<Row[]> {
  const { panel, server } = stage;
  const word = await spokenWord();
  await panel.connect();
  const session = currentSession(stage);
  const end = server.script.onTurn(({ words }) =>
    words === "tell me a story" ? { outputs: [{ say: story }] } : { outputs: [] },
  );
  const heard: number[] = [];
  const arrived: number[] = [];
  for (let run = 0; run < times; run++) {
    await instruments.reset();
    await panel.type("tell me a story");
    await instruments.time("heard");
    session.hear(word);
    const began = await instruments.time("speechStarted");
    // The last sound, which may have been before the word.
    heard.push(Math.max(0, (await instruments.lastTime("heard", silence)) - began));
    arrived.push(Math.max(0, (await instruments.lastTime("voice", silence)) - began));
    await panel.shows("listening");
  }
  end();
  await panel.stop();
  return [
    ...quantileRows("the user speaks to the loudspeaker silent", heard, 50),
    ...quantileRows("the user speaks to the assistant's track silent", arrived),
  ];
}

/**
 * Only the word, at once, without the silence after it: the microphone's own ends the turn, half a second later.
 * Otherwise the answer to it would begin while the last packets of the story are still on their way.
 */
async function spokenWord(): Promise<Float32Array> {
  const { samples } = readWav(await readFile(join(root, "test/fixtures/speech/stop.slt.wav")));
  return samples.slice(
    0,
    samples.findLastIndex((sample) => Math.abs(sample) > loud),
  );
}
