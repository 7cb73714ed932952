/** 16-bit mono PCM in WAV files. */
import { fromPcm16 } from "../audio/samples.ts";

/** @throws {Error} where it is no 16-bit mono PCM. */
export function readWav(file: Uint8Array): { samples: Float32Array; rate: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunkAt = (name: string): number => {
    for (let at = 12; at + 8 <= file.byteLength; at += 8 + view.getUint32(at + 4, true)) {
      if (String.fromCodePoint(...file.subarray(at, at + 4)) === name) return at + 8;
    }
    throw new Error(`The WAV file has no ${name.trim()} chunk.`);
  };
  const format = chunkAt("fmt ");
  const data = chunkAt("data");
  const kind = [
    view.getUint16(format, true),
    view.getUint16(format + 2, true),
    view.getUint16(format + 14, true),
  ];
  if (kind.join() !== "1,1,16") throw new Error("The WAV file is not 16-bit mono PCM.");
  const bytes = file.subarray(data, data + view.getUint32(data - 4, true));
  return { samples: fromPcm16(bytes), rate: view.getUint32(format + 4, true) };
}
