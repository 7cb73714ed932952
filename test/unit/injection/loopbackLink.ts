/** A link of the session's to the Realtime server on loopback, without a browser: it types, and hears nothing. */
import { MediaStreamTrack } from "werift";
import { loopbackConnection } from "../../../dev/realtime/peer.ts";
import type { Link, LinkListener } from "../../../src/session/link.ts";

export function openLoopbackLink(listener: LinkListener): Link {
  const connection = loopbackConnection();
  connection.addTransceiver(new MediaStreamTrack({ kind: "audio" }), { direction: "sendrecv" });
  const channel = connection.createDataChannel("oai-events");
  channel.onMessage.subscribe((data) => listener.received(data.toString()));
  channel.stateChanged.subscribe((state) => {
    if (state === "open") listener.opened();
  });
  const none = { granted: false } as const;
  return {
    async offer() {
      await connection.setLocalDescription(await connection.createOffer());
      return { sdp: connection.localDescription?.sdp ?? "", microphone: none };
    },
    async answer(answer) {
      if ("sdp" in answer) await connection.setRemoteDescription({ type: "answer", sdp: answer.sdp });
    },
    send: (event) => channel.send(JSON.stringify(event)),
    setMicrophone: () => Promise.resolve(none),
    setGate: () => undefined,
    setAudible: () => undefined,
    close: () => void connection.close(),
  };
}
