/** A client of the Realtime server in plain Node: a peer connection that speaks and listens. */
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Encoder } from "@evan/opus";
import { OpusDecoder } from "opus-decoder";
import { MediaStreamTrack, type RTCPeerConnection, RtpHeader, RtpPacket } from "werift";
import { loopbackConnection } from "../../../dev/realtime/peer.ts";
import { concatenate, framer, resample, toPcm16 } from "../../../dev/realtime/audio/samples.ts";
import type { ServerEvent } from "../../../dev/realtime/protocol.ts";
import type { RealtimeServer } from "../../../dev/realtime/server.ts";
import type { ServerSession } from "../../../dev/realtime/session.ts";
import { readWav } from "../../../dev/realtime/voice/wav.ts";

export const key = "sk-test-0123456789abcdef";
const rate = 16_000;
const packetMs = 20;

/** Mono samples of a recording, at 16 kHz. */
export function recording(name: string): Float32Array {
  return readWav(readFileSync(new URL(`../../fixtures/speech/${name}.wav`, import.meta.url))).samples;
}

/** Resolves when `condition` gives something; rejects after `limitMs`, saying what was waited for. */
export async function until<Found>(
  what: string,
  condition: () => Found | undefined | false,
  limitMs = 8000,
): Promise<Found> {
  for (const end = performance.now() + limitMs; ; await sleep(5)) {
    const found = condition();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`Waited ${limitMs} ms in vain for ${what}.`);
  }
}

type OfType<Type extends ServerEvent["type"]> = Extract<ServerEvent, { type: Type }>;

export interface TestClient {
  readonly events: readonly ServerEvent[];
  /** Every message as it came, those that are no events included. */
  readonly messages: readonly string[];
  readonly session: ServerSession;
  readonly connection: RTCPeerConnection;
  /** The sum of squares of what was heard, sample by sample, at 48 kHz. */
  energy(): number;
  send(event: unknown): void;
  /** Waits for the next event of a type after those that were waited for before. */
  next<Type extends ServerEvent["type"]>(type: Type, limitMs?: number): Promise<OfType<Type>>;
  all<Type extends ServerEvent["type"]>(type: Type): OfType<Type>[];
  types(): string[];
  /** Plays sound into the microphone's track, in real time. */
  speak(samples: Float32Array): Promise<void>;
  /** Types a message and asks for a response to it. */
  type(text: string): void;
  close(): Promise<void>;
}

function microphone(track: MediaStreamTrack): (samples: Float32Array) => Promise<void> {
  const encoder = new Encoder({ channels: 1, sample_rate: rate, application: "voip" });
  let count = 0;
  return async (samples) => {
    const packets: Uint8Array[] = [];
    framer((rate * packetMs) / 1000, (frame) => packets.push(encoder.encode(toPcm16(frame))))(samples);
    const start = performance.now();
    for (const [index, payload] of packets.entries()) {
      await sleep(Math.max(0, start + index * packetMs - performance.now()));
      count += 1;
      const header = new RtpHeader({
        sequenceNumber: count & 0xffff,
        timestamp: count * 960,
        payloadType: 111,
      });
      track.writeRtp(new RtpPacket(header, Buffer.from(payload)));
    }
  };
}

async function listen(track: MediaStreamTrack, onEnergy: (energy: number) => void): Promise<void> {
  const decoder = new OpusDecoder({ channels: 1 });
  await decoder.ready;
  track.onReceiveRtp.subscribe(({ payload }) => {
    const [samples = new Float32Array()] = decoder.decodeFrame(payload).channelData;
    onEnergy(samples.reduce((sum, sample) => sum + sample * sample, 0));
  });
}

/** Sends sound at 16 kHz over the data channel, at once and in order, where {@link TestClient.speak} takes its time. */
export function append(client: TestClient, ...pieces: Float32Array[]): void {
  const pcm = Buffer.from(toPcm16(resample(concatenate(pieces), rate, 24_000)));
  const pieceBytes = 9600;
  for (let at = 0; at < pcm.length; at += pieceBytes) {
    const audio = pcm.subarray(at, at + pieceBytes).toString("base64");
    client.send({ type: "input_audio_buffer.append", audio });
  }
}

/** Posts a session's configuration for a secret. */
export async function mint(server: RealtimeServer, session: object = {}): Promise<string> {
  const response = await fetch(`${server.url}/realtime/client_secrets`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ session: { type: "realtime", ...session } }),
  });
  const body = (await response.json()) as { value: string };
  if (!response.ok) throw new Error(JSON.stringify(body));
  return body.value;
}

/** Makes a call and waits for its data channel. */
export async function call(
  server: RealtimeServer,
  session: object = {},
  label = "oai-events",
): Promise<TestClient> {
  const connection = loopbackConnection();
  const track = new MediaStreamTrack({ kind: "audio" });
  connection.addTransceiver(track, { direction: "sendrecv" });
  let energy = 0;
  connection.onTrack.subscribe((remote) => void listen(remote, (more) => (energy += more)));
  const channel = connection.createDataChannel(label);
  const events: ServerEvent[] = [];
  const messages: string[] = [];
  const consumed = new Set<ServerEvent>();
  channel.onMessage.subscribe((data) => {
    messages.push(data.toString());
    if (data.toString().startsWith('{"event_id"')) events.push(JSON.parse(data.toString()) as ServerEvent);
  });

  await connection.setLocalDescription(await connection.createOffer());
  const answer = await fetch(`${server.url}/realtime/calls`, {
    method: "POST",
    headers: { authorization: `Bearer ${await mint(server, session)}`, "content-type": "application/sdp" },
    body: connection.localDescription?.sdp ?? "",
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  const ours = server.sessions.at(-1);
  if (ours === undefined) throw new Error("The server has no session for this call.");
  await connection.setRemoteDescription({ type: "answer", sdp: await answer.text() });

  const next: TestClient["next"] = async (type, limitMs) => {
    const found = await until(
      `${type}; there were ${events.map((event) => event.type).join(", ")}`,
      () => events.find((event) => event.type === type && !consumed.has(event)),
      limitMs,
    );
    consumed.add(found);
    return found as never;
  };
  await next("session.created");
  const send = (event: unknown): void =>
    channel.send(typeof event === "string" ? event : JSON.stringify(event));

  return {
    events,
    messages,
    session: ours,
    connection,
    energy: () => energy,
    send,
    next,
    all: (type) => events.filter((event) => event.type === type) as never,
    types: () => events.map((event) => event.type),
    speak: microphone(track),
    type(text) {
      const item = { type: "message", role: "user", content: [{ type: "input_text", text }] };
      send({ type: "conversation.item.create", item });
      send({ type: "response.create" });
    },
    close: () => connection.close(),
  };
}
