/** A link in plain Node: a peer connection as the panel makes it, with a microphone that plays recordings. */
import { Encoder } from "@evan/opus";
import { setTimeout as delay } from "node:timers/promises";
import { MediaStreamTrack, RtpHeader, RtpPacket } from "werift";
import { framer, toPcm16 } from "../../../dev/realtime/audio/samples.ts";
import { loopbackConnection } from "../../../dev/realtime/peer.ts";
import type { OpenLink } from "../../../src/session/link.ts";

const rate = 16_000;
const packetMs = 20;

export interface NodeLinks {
  open: OpenLink;
  /** Says it into the microphone of the newest link, in real time, with a second of silence behind it. */
  speak(samples: Float32Array): Promise<void>;
  close(): void;
}

export function nodeLinks(): NodeLinks {
  const connections = new Set<ReturnType<typeof loopbackConnection>>();
  let track = new MediaStreamTrack({ kind: "audio" });
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: "voip" });
  let count = 0;

  return {
    open({ listener }) {
      const connection = loopbackConnection();
      connections.add(connection);
      track = new MediaStreamTrack({ kind: "audio" });
      connection.addTransceiver(track, { direction: "sendrecv" });
      const channel = connection.createDataChannel("oai-events");
      channel.onMessage.subscribe((data) => listener.received(data.toString()));
      channel.stateChanged.subscribe((state) => {
        if (state === "open") listener.opened();
        if (state === "closed") listener.closed("The channel is closed.");
      });
      const granted = { granted: true };
      return Promise.resolve({
        async offer() {
          await connection.setLocalDescription(await connection.createOffer());
          return { sdp: connection.localDescription?.sdp, microphone: granted };
        },
        async answer(answer) {
          if (!("sdp" in answer)) throw new Error("There is no SDP in the answer.");
          await connection.setRemoteDescription({ type: "answer", sdp: answer.sdp });
        },
        send: (event) => channel.send(JSON.stringify(event)),
        setMicrophone: () => Promise.resolve(granted),
        setGate: () => {},
        setAudible: () => {},
        close: () => void connection.close(),
      });
    },
    async speak(samples) {
      const silence = new Float32Array(rate);
      const packets: Uint8Array[] = [];
      const frames = framer((rate * packetMs) / 1000, (frame) =>
        packets.push(encoder.encode(toPcm16(frame))),
      );
      for (const piece of [samples, silence]) frames(piece);
      const start = performance.now();
      for (const [index, payload] of packets.entries()) {
        await delay(Math.max(0, start + index * packetMs - performance.now()));
        count += 1;
        const sequenceNumber = count & 0xffff;
        const header = new RtpHeader({ sequenceNumber, timestamp: count * 960, payloadType: 111 });
        track.writeRtp(new RtpPacket(header, Buffer.from(payload)));
      }
    },
    close() {
      for (const connection of connections) void connection.close();
    },
  };
}
