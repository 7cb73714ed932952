/** One link to the model: a peer connection with a microphone and a loudspeaker. */
import type { MicrophoneAnswer } from "../../src/shared/panel.ts";
import { watchLevels, type Levels } from "./level.ts";
import { createMicrophone, type Microphone } from "./microphone.ts";
import { createPeer, type Peer, type PeerListener } from "./peer.ts";
import { createSpeaker, type Speaker } from "./speaker.ts";

export interface LinkListener extends PeerListener {
  microphoneLost(detail: string): void;
  levels(levels: Levels): void;
  playbackBlocked(blocked: boolean): void;
}

/** What waits is rejected when the link closes. */
export interface MediaLink extends Pick<Peer, "answer" | "send">, Pick<Speaker, "setAudible"> {
  /** The device is asked for while the candidates are gathered; the offer waits for both. */
  offer(microphone: boolean): Promise<{ sdp: string; microphone: MicrophoneAnswer }>;
  setMicrophone(open: boolean): Promise<MicrophoneAnswer>;
  setGate: Microphone["setGate"];
  close(): void;
}

/** Stands where the microphone is not wanted, or no longer. */
const closed: MicrophoneAnswer = { granted: false };

export function openLink(listener: LinkListener): MediaLink {
  const peer = createPeer({
    opened: () => listener.opened(),
    received: (data) => listener.received(data),
    closed(reason) {
      releaseAll();
      listener.closed(reason);
    },
  });
  const microphone = createMicrophone({
    changed: (track) => peer.setTrack(track),
    lost: (detail) => listener.microphoneLost(detail),
  });
  const speaker = createSpeaker(peer.receiver, (blocked) => listener.playbackBlocked(blocked));
  const stopWatching = watchLevels(peer, (levels) => listener.levels(levels));

  const ended = Promise.withResolvers<never>();
  // It is heard only where something waits for the link.
  ended.promise.catch(() => undefined);
  const whileOpen = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended.promise]);

  function releaseAll(): void {
    ended.reject(new Error("The link was closed."));
    microphone.release();
    speaker.close();
    stopWatching();
  }

  return {
    async offer(wanted) {
      const [sdp, answer] = await whileOpen(Promise.all([peer.offer(), wanted ? microphone.open() : closed]));
      return { sdp, microphone: answer };
    },
    // A closed connection never settles what it was asked.
    answer: (sdp) => whileOpen(peer.answer(sdp)),
    send: peer.send,
    async setMicrophone(open) {
      if (open) return whileOpen(microphone.open());
      microphone.release();
      return closed;
    },
    setGate: microphone.setGate,
    setAudible: speaker.setAudible,
    close() {
      peer.close();
      releaseAll();
    },
  };
}
