/** The microphone of one link: the device, and the track that the link sends of it. */
import type { MicrophoneAnswer } from "../../src/shared/panel.ts";

export interface Microphone {
  /** Asks for the device and sends its track. Asked again while it is open or being asked for, changes nothing. */
  open(): Promise<MicrophoneAnswer>;
  /** Stops the track, so that the device's light goes out. A request that still waits is given up. */
  release(): void;
  /** Lets the track be heard or not, without touching the device. Holds for tracks opened later, too. */
  setGate(open: boolean): void;
}

/** What is lost by noise and echo is lost for the recogniser, so the browser's own processing is on. */
const constraints: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
};

interface MicrophoneListener {
  /** Send this track from now on, or none. */
  changed(track: MediaStreamTrack | null): Promise<void>;
  /** The track ended without our asking; the link goes on without it. */
  lost(detail: string): void;
}

export function createMicrophone(listener: MicrophoneListener): Microphone {
  let track: MediaStreamTrack | undefined;
  let opening: Promise<MicrophoneAnswer> | undefined;
  let attempt = 0;
  let gate = true;

  async function ask(): Promise<MicrophoneAnswer> {
    const mine = ++attempt;
    try {
      const asked = await openDevice();
      if (mine !== attempt) {
        asked.stop();
        return {
          granted: false,
          reason: "failed",
          detail: "The microphone was released while it was asked for.",
        };
      }
      track = asked;
      asked.enabled = gate;
      asked.addEventListener("ended", () => lose(asked), { once: true });
      await listener.changed(asked);
      return { granted: true };
    } catch (error) {
      if (mine === attempt) release();
      return explain(error);
    }
  }

  function lose(ended: MediaStreamTrack): void {
    if (ended !== track) return;
    const { label } = ended;
    release();
    listener.lost(`The microphone ended: ${label}`);
  }

  function release(): void {
    attempt += 1;
    opening = undefined;
    if (track === undefined) return;
    track.stop();
    track = undefined;
    listener.changed(null).catch(reportError);
  }

  return {
    open() {
      if (opening !== undefined) return opening;
      const mine = ask().then((answer) => {
        if (!answer.granted && opening === mine) opening = undefined;
        return answer;
      });
      opening = mine;
      return mine;
    },
    release,
    setGate(open) {
      gate = open;
      if (track !== undefined) track.enabled = open;
    },
  };
}

/** The Permissions Policy as Chromium tells it, under the name that it had when it was made. */
interface PolicedDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

class NotAllowedHere extends Error {
  override readonly name = "NotAllowedError";
}

async function openDevice(): Promise<MediaStreamTrack> {
  // Asked first, because a policy's refusal otherwise looks like the user's, and is logged as a violation.
  if ((document as PolicedDocument).featurePolicy?.allowsFeature("microphone") === false) {
    throw new NotAllowedHere("This editor does not let its panels use the microphone.");
  }
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new Error("The browser gave a stream without an audio track.");
  return track;
}

function explain(error: unknown): MicrophoneAnswer {
  const name = error instanceof Error ? error.name : "";
  const detail = error instanceof Error ? error.message : String(error);
  if (name === "NotAllowedError" || name === "SecurityError")
    return { granted: false, reason: "denied", detail };
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return { granted: false, reason: "missing", detail };
  return { granted: false, reason: "failed", detail };
}
