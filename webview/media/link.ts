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

export interface MediaLink {
  readonly peer: Pick<Peer, "answer" | "send">;
  readonly microphone: Microphone;
  readonly speaker: Pick<Speaker, "setAudible">;
  /** The device is asked for while the candidates are gathered; the offer waits for both. */
  offer(microphone: boolean): Promise<{ sdp: string; microphone: MicrophoneAnswer }>;
  close(): void;
}

/** Answers where nobody asked for the microphone. */
const notAsked: MicrophoneAnswer = { granted: false };

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

  function releaseAll(): void {
    microphone.release();
    speaker.close();
    stopWatching();
  }

  return {
    peer,
    microphone,
    speaker,
    async offer(wanted) {
      const [sdp, answer] = await Promise.all([peer.offer(), wanted ? microphone.open() : notAsked]);
      return { sdp, microphone: answer };
    },
    close() {
      peer.close();
      releaseAll();
    },
  };
}
