/** One link to the model: a peer connection with a microphone and a loudspeaker. */
import type {
  Levels,
  LinkReport,
  MicrophoneAnswer,
  MicrophoneInput,
  Transport,
} from "../../src/shared/media.ts";
import type { DeviceDirectory } from "./devices.ts";
import { createEars, type Ears, type EarsListener } from "./ears.ts";
import { watchLevels } from "./level.ts";
import { createPeer, type Peer, type PeerListener } from "./peer.ts";
import { createPcmPeer, type PcmPeerListener } from "./pcmPeer.ts";
import { createSpeaker, type Speaker } from "./speaker.ts";

export interface LinkListener extends PeerListener, PcmPeerListener {
  microphone: EarsListener;
  levels(levels: Levels): void;
  playbackBlocked(blocked: boolean): void;
}

/** What a link begins with. `gated`: nothing of the microphone is heard before the gate is opened. */
export interface LinkBeginning {
  readonly microphone: MicrophoneInput | null;
  readonly gated: boolean;
  /** A peer connection where it is absent. */
  readonly transport?: Transport | undefined;
}

/** What waits is rejected when the link closes. */
export interface MediaLink
  extends
    Pick<Peer, "answer" | "send" | "play" | "flush">,
    Pick<Speaker, "setAudible">,
    Pick<Ears, "setMicrophone" | "setGate" | "take"> {
  readonly speaker: Speaker;
  /** The device is asked for while the candidates are gathered; the offer waits for both. */
  offer(beginning: LinkBeginning): Promise<{ sdp: string; microphone: MicrophoneAnswer }>;
  report(): Promise<LinkReport>;
  close(): void;
}

export function openLink(
  directory: DeviceDirectory,
  listener: LinkListener,
  transport: Transport = "webrtc",
): MediaLink {
  const peer = (transport === "websocket" ? createPcmPeer : createPeer)({
    opened: () => listener.opened(),
    received: (data) => listener.received(data),
    heard: (samples, rate) => listener.heard(samples, rate),
    voicePlayed: (news) => listener.voicePlayed(news),
    closed(reason) {
      releaseAll();
      listener.closed(reason);
    },
  });
  const speaker = createSpeaker(peer.receiver, (blocked) => listener.playbackBlocked(blocked));
  const ears = createEars({ peer, speaker, directory, listener: listener.microphone });
  const stopWatching = watchLevels(peer, {
    levels: (levels) => listener.levels(levels),
    sent: (reading) => ears.read(reading),
  });

  const ended = Promise.withResolvers<never>();
  // It is heard only where something waits for the link.
  ended.promise.catch(() => undefined);
  const whileOpen = <T>(work: Promise<T>): Promise<T> => Promise.race([work, ended.promise]);

  function releaseAll(): void {
    ended.reject(new Error("The link was closed."));
    ears.setMicrophone(null).catch(reportError);
    speaker.close();
    stopWatching();
  }

  return {
    speaker,
    async offer({ microphone, gated }) {
      ears.setGate(!gated);
      const [sdp, answer] = await whileOpen(Promise.all([peer.offer(), ears.setMicrophone(microphone)]));
      return { sdp, microphone: answer };
    },
    // A closed connection never settles what it was asked.
    answer: (sdp) => whileOpen(peer.answer(sdp)),
    send: peer.send,
    play: peer.play,
    flush: peer.flush,
    report: async () => ({ ...(await peer.report()), blocked: speaker.isBlocked() }),
    setMicrophone: (input) => whileOpen(ears.setMicrophone(input)),
    setGate: ears.setGate,
    take: ears.take,
    setAudible: speaker.setAudible,
    close() {
      peer.close();
      releaseAll();
    },
  };
}
