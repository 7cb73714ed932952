/** What one link hears with: its microphone, a watch over its silence, and what the loudspeaker plays meanwhile. */
import type { MicrophoneAnswer, MicrophoneInput, Silence } from "../../src/shared/media.ts";
import type { DeviceDirectory } from "./devices.ts";
import type { Reading } from "./level.ts";
import { Microphone, type MicrophoneListener } from "./microphone.ts";
import type { Peer } from "./peer.ts";
import { watchPlayed } from "./played.ts";
import { createSilenceWatch } from "./silenceWatch.ts";
import type { Speaker } from "./speaker.ts";

export interface EarsListener extends Omit<MicrophoneListener, "send"> {
  silent(why: Silence): void;
  played(samples: Uint8Array<ArrayBuffer>): void;
}

export interface Ears extends Pick<Microphone, "take"> {
  /** With null, releases the microphone. */
  setMicrophone(input: MicrophoneInput | null): Promise<MicrophoneAnswer>;
  setGate(open: boolean): void;
  /** What of the microphone is really sent. */
  read(reading: Reading): void;
}

interface EarsOptions {
  peer: Peer;
  speaker: Speaker;
  directory: DeviceDirectory;
  listener: EarsListener;
}

export function createEars({ peer, speaker, directory, listener }: EarsOptions): Ears {
  const silence = createSilenceWatch((why) => listener.silent(why));
  const microphone = new Microphone(directory, {
    ...listener,
    send(track) {
      silence.opened(track);
      return peer.setTrack(track);
    },
  });
  let stopReference: (() => void) | undefined;

  function setReference(wanted: boolean): void {
    stopReference?.();
    stopReference = wanted
      ? watchPlayed({
          track: peer.receiver.track,
          isPlaying: () => speaker.isPlaying(),
          onPlayed: (samples) => listener.played(samples),
        })
      : undefined;
  }

  return {
    async setMicrophone(input) {
      setReference(input?.from === "host" && input.reference);
      if (input !== null) return microphone.open(input);
      await microphone.release();
      return { granted: false };
    },
    setGate(open) {
      silence.setGate(open);
      microphone.setGate(open);
    },
    read: (reading) => silence.read(reading),
    take: (sequence, samples) => microphone.take(sequence, samples),
  };
}
