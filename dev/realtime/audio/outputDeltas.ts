/**
 * The assistant's voice over a WebSocket: in pieces, as fast as it is made. Who plays it, and how much of it was
 * heard, is the client's business: no `output_audio_buffer` event tells of it.
 */
import type { Send } from "../protocol.ts";
import { voiceRate, type OutputAudio } from "./outputAudio.ts";
import { toPcm16 } from "./samples.ts";

/** Samples in a piece: 200 ms. */
const pieceLength = voiceRate / 5;

export function outputDeltas(send: Send): Pick<OutputAudio, "silent" | "speak" | "clear" | "close"> {
  return {
    silent: true,
    speak: (responseId, itemId, outputIndex) => ({
      push(samples) {
        for (let at = 0; at < samples.length; at += pieceLength) {
          send({
            type: "response.output_audio.delta",
            response_id: responseId,
            item_id: itemId,
            output_index: outputIndex,
            content_index: 0,
            delta: Buffer.from(toPcm16(samples.subarray(at, at + pieceLength))).toString("base64"),
          });
        }
      },
      end: () => undefined,
    }),
    clear: () => [],
    close: () => undefined,
  };
}
