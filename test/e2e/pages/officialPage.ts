/** A page whose only voice software is the official browser client. */
import type { RealtimeServerEvent } from "openai/resources/realtime/realtime";
import { OpenAIRealtimeWebRTC } from "openai/realtime/webrtc";

export interface OfficialPage {
  /** Connects with the microphone and answers every function call with success. */
  connect(options: { calls: string; secret: string }): Promise<void>;
  readonly events: RealtimeServerEvent[];
  /** Of the sound that came: the sum of squares, over seconds, as the browser measures it. */
  audioEnergy(): Promise<number>;
  close(): void;
}

declare global {
  interface Window {
    official: OfficialPage;
  }
}

const client = new OpenAIRealtimeWebRTC();
const events: RealtimeServerEvent[] = [];
client.onEvent((event) => events.push(event));
client.on("response.done", ({ response }) => {
  const calls = response.output?.filter((item) => item.type === "function_call") ?? [];
  for (const { call_id } of calls) {
    if (call_id === undefined) continue;
    const item = { type: "function_call_output" as const, call_id, output: JSON.stringify({ ok: true }) };
    client.send({ type: "conversation.item.create", item });
  }
  if (calls.length > 0) client.send({ type: "response.create" });
});

window.official = {
  events,
  async connect({ calls, secret }) {
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of microphone.getTracks()) client.peerConnection.addTrack(track, microphone);
    client.peerConnection.addEventListener("track", ({ streams }) => {
      const audio = new Audio();
      audio.srcObject = streams[0] ?? null;
      void audio.play();
    });
    await client.connect({
      async exchangeSdp(offer, { signal }) {
        const headers = { authorization: `Bearer ${secret}`, "content-type": "application/sdp" };
        const response = await fetch(calls, { method: "POST", headers, body: offer, signal });
        if (!response.ok) throw new Error(await response.text());
        return response.text();
      },
    });
  },
  async audioEnergy() {
    let energy = 0;
    const stats = await client.peerConnection.getStats();
    stats.forEach((entry: { type: string; totalAudioEnergy?: number }) => {
      if (entry.type === "inbound-rtp") energy += entry.totalAudioEnergy ?? 0;
    });
    return energy;
  },
  close: () => client.close(),
};
