/** A page that does nothing but WebRTC: what the panel's way to the open channel is measured against. */

// Runs in the browser, whose types this folder does not have; the few that are needed stand here.
interface BareWindow {
  connect(callsUrl: string, secret: string): Promise<number>;
}
declare const RTCPeerConnection: new () => {
  addTrack(track: unknown, stream: unknown): void;
  createDataChannel(label: string): { addEventListener(type: "open", listener: () => void): void };
  setLocalDescription(): Promise<void>;
  localDescription: { sdp: string };
  setRemoteDescription(description: { type: string; sdp: string }): Promise<void>;
  close(): void;
};
declare const window: unknown;

/** @returns milliseconds from the call to the open data channel. */
(window as BareWindow).connect = async (callsUrl, secret) => {
  const started = performance.now();
  const connection = new RTCPeerConnection();
  const media = (navigator as unknown as { mediaDevices: MediaDevices }).mediaDevices;
  const stream = await media.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  connection.addTrack(track, stream);
  const channel = connection.createDataChannel("oai-events");
  const opened = new Promise<number>((resolve) => {
    channel.addEventListener("open", () => resolve(performance.now()));
  });
  await connection.setLocalDescription();
  const response = await fetch(callsUrl, {
    method: "POST",
    headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/sdp" },
    body: connection.localDescription.sdp,
  });
  await connection.setRemoteDescription({ type: "answer", sdp: await response.text() });
  const took = (await opened) - started;
  connection.close();
  track?.stop();
  return took;
};

interface MediaDevices {
  getUserMedia(wanted: { audio: boolean }): Promise<{ getAudioTracks(): { stop(): void }[] }>;
}
