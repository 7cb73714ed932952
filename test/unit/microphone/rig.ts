/** A native microphone that hears a sound server of our own, with everything real but the loudspeaker. */
import { join } from "node:path";
import { concatenate, framer, fromPcm16, resample } from "../../../dev/realtime/audio/samples.ts";
import { endpointerFrame, endpointers, hearingRate } from "../../../dev/realtime/hearing/engine.ts";
import type { Recogniser } from "../../../dev/realtime/hearing/recogniser.ts";
import { root } from "../../../dev/setup/paths.ts";
import type { SoundServer } from "../../../dev/sound/soundServer.ts";
import { NativeMicrophone } from "../../../src/microphone/nativeMicrophone.ts";
import { sampleRate } from "../../../src/shared/media.ts";

/** The capture process, as source: Node runs it as it is. */
export const processPath = join(root, "src/microphone/capture/main.ts");

/** A recording, named as its file: `saveFile.slt`. */
export function recordingPath(name: string): string {
  return join(root, `test/fixtures/speech/${name}.wav`);
}

export interface Listening {
  readonly microphone: NativeMicrophone;
  /** When each piece came, in milliseconds, and its samples. */
  readonly pieces: { at: number; samples: Float32Array }[];
  readonly lost: string[];
  readonly changed: string[];
  readonly devices: string[][];
  readonly warnings: string[];
  /** Forgets what was heard until now. */
  forget(): void;
}

export function listen(environment: NodeJS.ProcessEnv, path = processPath): Listening {
  const told = { lost: [] as string[], changed: [] as string[], devices: [] as string[][] };
  const pieces: Listening["pieces"] = [];
  const warnings: string[] = [];
  const microphone = new NativeMicrophone({
    processPath: path,
    environment: { ...process.env, ...environment },
    log: { debug() {}, warn: (text) => warnings.push(text), error: (text) => warnings.push(text) },
    listener: {
      samples: (pcm) => pieces.push({ at: performance.now(), samples: fromPcm16(pcm) }),
      lost: (detail) => told.lost.push(detail),
      changed: (device) => told.changed.push(device),
      devices: (names) => told.devices.push(names),
    },
  });
  return { microphone, pieces, ...told, warnings, forget: () => void pieces.splice(0) };
}

/** The words in what was heard. */
export async function wordsIn(pieces: Listening["pieces"], recogniser: Recogniser): Promise<string> {
  const endpointer = (await endpointers())();
  const utterance = recogniser.listen();
  const heard = concatenate(pieces.map(({ samples }) => samples));
  framer(endpointerFrame, (frame) => {
    const speech = endpointer.process(frame) as Float32Array | null;
    if (speech !== null) utterance.hear(speech);
  })(resample(heard, sampleRate, hearingRate));
  return (await utterance.end()).text;
}

/** The processes that capture from that server, as it knows them. */
export async function capturing(server: SoundServer): Promise<number[]> {
  const streams = await server.pactl("list", "source-outputs");
  return [...streams.matchAll(/application\.process\.id = "(\d+)"/g)].map(([, pid]) => Number(pid));
}
