/**
 * The contract between the host and the page that carries a link's media: the panel, or the companion page in
 * the user's browser. No credential ever appears in it.
 */
import * as z from "zod/mini";
import { event, request } from "./rpc.ts";

/** Numbers the links of one host, so that a word from an earlier one is known as such. */
const link = z.int();

/** Samples: signed 16-bit little-endian PCM, one channel, {@link sampleRate}. */
const samples = z.instanceof(Uint8Array);

/** Of PCM between host and page where nothing else is said, in Hz: what Opus and WebRTC work with. */
export const sampleRate = 48_000;

/** Why a page closes a link whose sound found no way: a firewall lets no UDP through, for example. */
export const noWay = "The connection failed.";

/** Why a page makes no offer: it has no peer connections, as where a policy or the browser's settings forbid them. */
export const noPeers = "This page cannot make peer connections.";

/** What carries sound and events: a peer connection from the page, or a WebSocket from the host. */
export const transport = z.enum(["webrtc", "websocket"]);
export type Transport = z.infer<typeof transport>;

/** A microphone that a page opens itself, by its name; "" follows the system's default. */
export const deviceInput = z.object({
  from: z.literal("device"),
  device: z.string(),
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
});

/**
 * Where a link's microphone comes from.
 * `device`: the page opens one itself.
 * `host`: the host captures and sends it as `audio`. With `reference`, it wants back what the loudspeaker plays
 * as `played`, to take its echo out.
 */
export const microphoneInput = z.discriminatedUnion("from", [
  deviceInput,
  z.object({ from: z.literal("host"), reference: z.boolean() }),
]);
export type MicrophoneInput = z.infer<typeof microphoneInput>;

/**
 * Why there is no microphone. `blocked`: where the page runs, none is ever given. `denied`: the user, or the
 * system for them, refused. `missing`: no device. `failed`: anything else.
 */
const microphoneRefusal = z.enum(["blocked", "denied", "missing", "failed"]);

/** What came of asking for the microphone. */
export const microphoneAnswer = z.object({
  granted: z.boolean(),
  reason: z.optional(microphoneRefusal),
  detail: z.optional(z.string()),
  /** The name of the device that was opened. */
  device: z.optional(z.string()),
});
export type MicrophoneAnswer = z.infer<typeof microphoneAnswer>;

/**
 * Why an open microphone is of no use. `zeros`: not the faintest noise comes from it, as where the system
 * withholds it. `muted`: the device or the system says that it is muted. `faint`: the user holds the talk key,
 * and nothing is loud enough for speech.
 */
export const silence = z.enum(["zeros", "muted", "faint"]);
export type Silence = z.infer<typeof silence>;

/** Names of devices, as the system has them; without the default's double. */
export const devices = z.object({ inputs: z.array(z.string()), outputs: z.array(z.string()) });
export type Devices = z.infer<typeof devices>;

/** Loudness from 0 (silence) to 1 (full scale), on a scale as the ear has it. */
export const levels = z.object({ microphone: z.number(), assistant: z.number() });
export type Levels = z.infer<typeof levels>;

/**
 * An end of the way of a link's sound: an address of the computer's own (`host`), the one that a router shows for
 * it (`srflx`, `prflx`), or a relay's. https://www.w3.org/TR/webrtc/#rtcicecandidatetype-enum
 */
const candidateKind = z.enum(["host", "srflx", "prflx", "relay"]);

/** How far a page has come with the voice that the host sends it. */
export const voicePlayed = z.object({
  /** How often it was flushed so far. */
  flushes: z.int(),
  /** Samples since then. */
  played: z.number().check(z.gte(0)),
  /** There is more, and it is played now. */
  running: z.boolean(),
});
export type VoicePlayed = z.infer<typeof voicePlayed>;

/** How a link fares, by the browser's own statistics. */
export const linkReport = z.object({
  /** How far the search for a way has come. https://www.w3.org/TR/webrtc/#rtciceconnectionstate-enum */
  ice: z.enum(["new", "checking", "connected", "completed", "disconnected", "failed", "closed"]),
  /** The way that was found. */
  path: z.optional(
    z.object({
      local: candidateKind,
      remote: candidateKind,
      protocol: z.enum(["udp", "tcp"]),
      /** In ms. */
      roundTrip: z.optional(z.number()),
    }),
  ),
  /** Packets of the assistant's voice. */
  received: z.int(),
  lost: z.int(),
  /** The browser holds the assistant's voice back until the user clicks or types in the page. */
  blocked: z.boolean(),
  /** It is the host that sends and receives, over a WebSocket; what stands above tells nothing then. */
  socket: z.optional(z.boolean()),
});
export type LinkReport = z.infer<typeof linkReport>;

/** What a page tells the host of the links that it carries. */
export const mediaNews = {
  linkOpened: event(z.object({ link })),
  /** One server event, as it came over the data channel. */
  linkEvent: event(z.object({ link, data: z.string() })),
  linkClosed: event(z.object({ link, reason: z.string() })),
  /** The microphone ended without our asking, and no other took its place: unplugged, or revoked. */
  microphoneLost: event(z.object({ link, detail: z.string() })),
  /** The wished device is gone or not there, and `device` is heard in its place; or it is back. */
  microphoneChanged: event(z.object({ link, device: z.string() })),
  microphoneSilent: event(z.object({ link, why: silence })),
  /** The wished loudspeaker is gone or not there, and the default plays. */
  speakerLost: event(z.object({ device: z.string() })),
  /** What the page can choose from, told at each change. Empty where it cannot, or may not know the names. */
  devices: event(devices),
  /** For pages that are not the panel, which shows it. */
  levels: event(levels),
  /** The last piece of `audio` that the track has taken: what lies beyond is on its way or waits. */
  audioTaken: event(z.object({ link, sequence: z.int() })),
  /** What the loudspeaker plays, where a `reference` was asked for. */
  played: event(z.object({ link, samples })),
  /** What the microphone hears, where the host sends it on. The browser's own rate, in Hz, is that of the device. */
  heard: event(z.object({ link, samples, rate: z.int().check(z.gte(8_000), z.lte(384_000)) })),
  /** Told while the voice that the host sends is played, and at its end. */
  voicePlayed: event(z.object({ link, ...voicePlayed.shape })),
};

/** What the host asks of a page that carries media: be the ears and the mouth. */
export const mediaContract = {
  /**
   * Makes a peer connection and its offer; closes the one before. With a microphone, asks for it, and the offer
   * stands whether it is granted or not: a session without ears can still be typed to. `gated`: nothing of it is
   * heard before `setGate`. `transport`: "webrtc" where it is absent; with "websocket" there is no peer connection
   * and the SDP is empty, and the sound passes between page and host as `heard` and `play`.
   */
  offer: request(
    z.object({
      link,
      microphone: z.nullable(microphoneInput),
      gated: z.boolean(),
      transport: z.optional(transport),
    }),
    z.object({ sdp: z.string(), microphone: microphoneAnswer }),
  ),
  answer: request(z.object({ link, sdp: z.string() }), z.object({})),
  /** One client event, as JSON text. */
  send: event(z.object({ link, data: z.string() })),
  /**
   * Opens the microphone, changes it for another, or with null releases it. Released means released: the
   * device's light goes out.
   */
  setMicrophone: request(z.object({ link, microphone: z.nullable(microphoneInput) }), microphoneAnswer),
  /** Gates the open microphone without releasing it, for push-to-talk. */
  setGate: event(z.object({ link, open: z.boolean() })),
  /** Silences the assistant at once, before the server hears of it; `true` lets it be heard again. */
  setAudible: event(z.object({ link, audible: z.boolean() })),
  /** The loudspeaker of this and of later links, by its name; "" follows the system's default. */
  setSpeaker: event(z.object({ device: z.string() })),
  /** A piece of the microphone that the host captures; `sequence` counts up by one with each. */
  audio: event(z.object({ link, sequence: z.int(), samples })),
  /** A piece of the assistant's voice, to be played after all that came before. */
  play: event(z.object({ link, samples })),
  /** Drops at once what was not played of it. */
  flush: event(z.object({ link })),
  close: event(z.object({ link })),
  report: request(z.object({ link }), linkReport),
  /** Whether the browser would let a link that opens now be heard, without a click or a key in the page. */
  mayPlay: request(z.object({}), z.object({ allowed: z.boolean() })),
};
