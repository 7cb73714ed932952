/** Reads a device as plain samples, for a test of it. A link that is open meanwhile is not disturbed. */
import { openDevice, type DeviceInput } from "./device.ts";
import { canReadTracks, readTrack, type Sound } from "./rawAudio.ts";

export interface DeviceCapture {
  readonly device: string;
  close(): void;
}

/** Samples in a piece of the older way. */
const pieceLength = 4096;

/**
 * @param context runs; used only where the browser cannot read tracks.
 * @throws what {@link openDevice} throws.
 */
export async function captureDevice(
  input: DeviceInput,
  context: AudioContext,
  onSound: (sound: Sound) => void,
): Promise<DeviceCapture> {
  const { track, name } = await openDevice(input);
  const stopReading = canReadTracks() ? readTrack(track, onSound) : processTrack(track, context, onSound);
  return {
    device: name,
    close() {
      stopReading();
      track.stop();
    },
  };
}

/** By the one node that needs no script of its own, which the panel's policy would not load. */
export function processTrack(
  track: MediaStreamTrack,
  context: AudioContext,
  onSound: (sound: Sound) => void,
): () => void {
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: new MediaStream([track]) });
  const processor = context.createScriptProcessor(pieceLength, 1, 1);
  processor.onaudioprocess = ({ inputBuffer }) => {
    const samples = inputBuffer.getChannelData(0).slice();
    onSound({ samples, sampleRate: inputBuffer.sampleRate });
  };
  source.connect(processor).connect(context.destination);
  return () => {
    source.disconnect();
    processor.disconnect();
  };
}
