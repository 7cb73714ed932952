/** One peer connection to the model: its offer and answer, its data channel, and when it is over. */
import { noPeers, noWay } from "../../src/shared/media.ts";
import { reportOf, type PeerReport } from "./peerReport.ts";

export interface PeerListener {
  opened(): void;
  received(data: string): void;
  /** Told once, and never after {@link Peer.close}. */
  closed(reason: string): void;
}

/** One direction of the sound, and what is known of it. https://www.w3.org/TR/webrtc-stats */
export interface Sounding {
  getStats(): Promise<{ values(): Iterable<unknown> }>;
}

export interface Peer {
  readonly sender: Sounding;
  readonly receiver: Sounding & { readonly track: MediaStreamTrack };
  /** Sends this track from now on, or none; no new offer is needed for that. */
  setTrack(track: MediaStreamTrack | null): Promise<void>;
  offer(): Promise<string>;
  answer(sdp: string): Promise<void>;
  /** An event that cannot be sent ends the link: a conversation with a hole in it would go on wrongly. */
  send(data: string): void;
  report(): Promise<PeerReport>;
  /** A piece of the assistant's voice, where it is the host that receives it. */
  play(samples: Uint8Array<ArrayBuffer>): void;
  /** Drops what was not played of it. */
  flush(): void;
  close(): void;
}

/** Milliseconds that a lost connection may take to come back. Chromium's own checks go on meanwhile. */
const recoveryTime = 5_000;
/** Milliseconds for the first host candidate, which comes within some ten; past that there is no network. */
const gatheringTime = 500;
/** Milliseconds without a further candidate: the other interfaces' come at once, those for TCP 120 ms later. */
const settlingTime = 20;

export function createPeer(listener: PeerListener): Peer {
  const connection = createConnection();
  const channel = connection.createDataChannel("oai-events", { ordered: true });
  const transceiver = connection.addTransceiver("audio", { direction: "sendrecv" });
  let over = false;

  function close(): void {
    over = true;
    connection.close();
  }
  function end(reason: string): void {
    if (over) return;
    close();
    listener.closed(reason);
  }

  watchConnection(connection, end);
  watchChannel(channel, listener, end);

  return {
    sender: transceiver.sender,
    receiver: transceiver.receiver,
    async setTrack(track) {
      if (!over) await transceiver.sender.replaceTrack(track);
    },
    async offer() {
      const candidates = gathered(connection);
      await connection.setLocalDescription();
      await candidates;
      const sdp = connection.localDescription?.sdp;
      if (sdp === undefined) throw new Error("The link was closed while its offer was made.");
      return sdp;
    },
    answer: (sdp) => connection.setRemoteDescription({ type: "answer", sdp }),
    send(data) {
      if (channel.readyState !== "open")
        return end(`An event came while the data channel was ${channel.readyState}.`);
      try {
        channel.send(data);
      } catch (error) {
        end(`An event could not be sent: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    report: () => reportOf(connection),
    // The voice comes over the connection.
    play: () => undefined,
    flush: () => undefined,
    close,
  };
}

/** @throws with {@link noPeers}, by which the host knows that another way is to be tried. */
function createConnection(): RTCPeerConnection {
  try {
    return new RTCPeerConnection();
  } catch (cause) {
    throw new Error(noPeers, { cause });
  }
}

function watchConnection(connection: RTCPeerConnection, end: (reason: string) => void): void {
  let grace: ReturnType<typeof setTimeout> | undefined;
  connection.addEventListener("connectionstatechange", () => {
    clearTimeout(grace);
    if (connection.connectionState === "disconnected") {
      grace = setTimeout(() => {
        if (connection.connectionState === "disconnected") end("The connection was lost.");
      }, recoveryTime);
    } else if (connection.connectionState === "failed") end(noWay);
    else if (connection.connectionState === "closed") end("The connection was closed.");
  });
}

function watchChannel(channel: RTCDataChannel, listener: PeerListener, end: (reason: string) => void): void {
  let failure: string | undefined;
  channel.addEventListener("open", () => listener.opened());
  channel.addEventListener("message", ({ data }) => {
    if (typeof data === "string") listener.received(data);
  });
  channel.addEventListener("error", ({ error }) => {
    failure = error.message;
  });
  channel.addEventListener("close", () =>
    end(failure === undefined ? "The other end closed the link." : `The data channel broke: ${failure}`),
  );
}

/**
 * The offer is sent once, without candidates to follow, so it waits for those that are quick to come. A server
 * on the Internet needs none of them: it answers where the call comes from.
 */
async function gathered(connection: RTCPeerConnection): Promise<void> {
  await new Promise<void>((resolve) => {
    let timer = setTimeout(resolve, gatheringTime);
    connection.addEventListener("icecandidate", ({ candidate }) => {
      clearTimeout(timer);
      if (candidate === null) resolve();
      else timer = setTimeout(resolve, settlingTime);
    });
  });
}
