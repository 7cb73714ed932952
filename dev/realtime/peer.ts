/** The server's end of one peer connection: answers the offer, and carries a session's events and sound. */
import { OpusDecoder } from "opus-decoder";
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  type RTCDataChannel,
} from "werift";
import type { SendPacket } from "./audio/outputAudio.ts";
import { hearingRate } from "./hearing/engine.ts";
import { ProtocolError } from "./protocol.ts";
import type { Carrier } from "./session.ts";

/** Hz. The clock of Opus in RTP, whatever rate is encoded. */
const rtpClock = 48_000;
const packetTicks = (rtpClock * 20) / 1000;

export interface PeerListener {
  /** The data channel is open. */
  opened(): void;
  received(data: string): void;
  /** Mono samples at 16 kHz. */
  heard(samples: Float32Array): void;
  closed(): void;
}

export interface Peer extends Carrier {
  /**
   * @returns the answer, with every candidate in it.
   * @throws {ProtocolError} where the offer is none.
   */
  answer(offer: string): Promise<string>;
}

/** RTP for sound that comes and goes: the clock runs on through the silence between. */
function packetizer(track: MediaStreamTrack): SendPacket {
  let sequenceNumber = 0;
  let timestamp = 0;
  let lastAt = performance.now();
  return (payload, first) => {
    const now = performance.now();
    const silentPackets = first ? Math.max(1, Math.round((now - lastAt) / 20)) : 1;
    timestamp = (timestamp + silentPackets * packetTicks) >>> 0;
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    lastAt = now;
    const header = new RtpHeader({ sequenceNumber, timestamp, marker: first, payloadType: 111 });
    track.writeRtp(new RtpPacket(header, Buffer.from(payload)));
  };
}

async function hearTrack(track: MediaStreamTrack, onSamples: (samples: Float32Array) => void): Promise<void> {
  const decoder = new OpusDecoder({ sampleRate: hearingRate, channels: 1 });
  await decoder.ready;
  track.onReceiveRtp.subscribe(({ payload }) => {
    const [samples] = payload.length === 0 ? [] : decoder.decodeFrame(payload).channelData;
    if (samples !== undefined && samples.length > 0) onSamples(samples);
  });
}

/** A connection on this machine, for Opus alone. */
export function loopbackConnection(): RTCPeerConnection {
  const opus = new RTCRtpCodecParameters({
    mimeType: "audio/opus",
    clockRate: rtpClock,
    channels: 2,
    payloadType: 111,
  });
  return new RTCPeerConnection({
    codecs: { audio: [opus], video: [] },
    iceServers: [],
    iceUseIpv6: false,
    iceAdditionalHostAddresses: ["127.0.0.1"],
    bundlePolicy: "max-bundle",
  });
}

/** @param udpBlocked no packet finds its way, as behind a firewall that lets no UDP through. */
export function createPeer(listener: PeerListener, udpBlocked = false): Peer {
  const connection = loopbackConnection();
  const voice = new MediaStreamTrack({ kind: "audio" });
  let channel: RTCDataChannel | undefined;
  let closed = false;

  connection.addTransceiver(voice, { direction: "sendrecv" });
  connection.onTrack.subscribe((track) => {
    if (track.kind === "audio") void hearTrack(track, listener.heard);
  });
  connection.onDataChannel.subscribe((opened) => {
    channel = opened;
    opened.onMessage.subscribe((data) => listener.received(data.toString()));
    opened.stateChanged.subscribe((state) => {
      if (state === "open") listener.opened();
      if (state === "closed") end();
    });
    if (opened.readyState === "open") listener.opened();
  });
  connection.connectionStateChange.subscribe((state) => {
    if (state === "failed" || state === "closed") end();
  });

  function end(): void {
    if (closed) return;
    closed = true;
    listener.closed();
    void connection.close();
  }

  return {
    async answer(offer) {
      try {
        await connection.setRemoteDescription({
          type: "offer",
          sdp: udpBlocked ? withoutCandidates(offer) : offer,
        });
        await connection.setLocalDescription(await connection.createAnswer());
      } catch (error) {
        end();
        const reason = error instanceof Error ? error.message : String(error);
        throw new ProtocolError(`Failed to parse SDP offer: ${reason}`, "invalid_offer");
      }
      const sdp = connection.localDescription?.sdp ?? "";
      return udpBlocked ? leadingNowhere(sdp) : sdp;
    },
    sendText(text) {
      if (channel?.readyState === "open") channel.send(text);
    },
    sendPacket: packetizer(voice),
    close: end,
  };
}

const candidate = /^a=candidate:.*\r?\n/gm;

/** So that this end looks for nobody. */
function withoutCandidates(sdp: string): string {
  return sdp.replace(candidate, "");
}

/** The one candidate is an address that nobody has. https://www.rfc-editor.org/rfc/rfc5737 */
function leadingNowhere(sdp: string): string {
  const line = "a=candidate:1 1 udp 2130706431 192.0.2.1 9 typ host\r\n";
  return sdp.replace(candidate, "").replace(/^a=mid:.*\r?\n/gm, (mid) => mid + line);
}
