/** Plays the assistant's voice. */
import { gestures } from "./gestures.ts";

export interface Speaker {
  setAudible(audible: boolean): void;
  /** @param sink a device's id; "" is the system's default. @throws {DOMException} where it is not there. */
  setSink(sink: string): Promise<void>;
  /** Whether it can be heard: not silenced, and not held back by the browser. */
  isPlaying(): boolean;
  /** Whether the browser holds it back. */
  isBlocked(): boolean;
  close(): void;
}

/** @param onBlocked whether the browser holds the sound back until the user has clicked or typed here. */
export function createSpeaker(
  receiver: { readonly track: MediaStreamTrack },
  onBlocked: (blocked: boolean) => void,
): Speaker {
  const audio = document.createElement("audio");
  audio.srcObject = new MediaStream([receiver.track]);
  let waiting = false;

  function play(): void {
    audio.play().then(
      () => setBlocked(false),
      (error: unknown) => {
        if (!(error instanceof DOMException)) throw error;
        // A newer play(), or the end of the stream, aborts this one, which then has nothing to tell.
        if (error.name === "AbortError" || audio.srcObject === null) return;
        if (error.name !== "NotAllowedError") throw error;
        setBlocked(true);
      },
    );
  }
  function setBlocked(blocked: boolean): void {
    if (blocked === waiting) return;
    waiting = blocked;
    for (const gesture of gestures) {
      if (blocked) document.addEventListener(gesture, play);
      else document.removeEventListener(gesture, play);
    }
    onBlocked(blocked);
  }

  play();
  return {
    setAudible(audible) {
      audio.muted = !audible;
      // Chromium pauses what is unmuted before the first gesture.
      if (audible && audio.paused) play();
    },
    async setSink(sink) {
      if ("setSinkId" in audio) await audio.setSinkId(sink);
      else if (sink !== "")
        throw new DOMException("This browser plays on the default only.", "NotSupportedError");
    },
    isPlaying: () => !audio.muted && !audio.paused,
    isBlocked: () => waiting,
    close() {
      setBlocked(false);
      audio.srcObject = null;
    },
  };
}
