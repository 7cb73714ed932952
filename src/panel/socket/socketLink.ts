/**
 * A link over a WebSocket that the host opens. The page stays its ears and its mouth; what the server of a peer
 * connection does besides is done here: it plays the voice, tells how that fares, and cuts off what was not heard.
 */
import * as z from "zod";
import type { SocketAddress } from "../../providers/provider.ts";
import type { ClientEvent } from "../../session/clientEvents.ts";
import type { VoicePlayed } from "../../shared/media.ts";
import type { MediaLink, MediaLinkOptions } from "../mediaLink.ts";
import { openChannel, type Channel } from "./channel.ts";
import { Playback } from "./playback.ts";
import { Uplink } from "./uplink.ts";

export interface SocketLinkOptions extends Pick<MediaLinkOptions, "number" | "listener"> {
  page: Pick<MediaLinkOptions["page"], "play" | "flush">;
  /** The link is over without our asking. */
  ended(reason: string): void;
  /** In ms; `performance.now()` by default. */
  now?(): number;
}

/** What the page tells of the sound. */
export interface SoundNews {
  heard(samples: Uint8Array, rate: number): void;
  played(news: VoicePlayed): void;
}

/** Each by the name of before the API was released, too. */
const deltaTypes = ["response.output_audio.delta", "response.audio.delta"] as const;

const turnDetection = z.object({ interrupt_response: z.boolean().optional() }).nullable();
/** Before the API was released, whatever was answered by itself was interrupted by itself, too. */
const oldDetection = z
  .object({ create_response: z.boolean().optional() })
  .transform(({ create_response: interrupt_response }) => ({ interrupt_response }))
  .nullable();
const detection = z.union([
  z
    .object({ audio: z.object({ input: z.object({ turn_detection: turnDetection }) }) })
    .transform(({ audio }) => audio.input),
  z.object({ turn_detection: oldDetection }),
]);
const sessionOf = z.object({ session: z.unknown() });

const inResponse = z.object({ response: z.object({ id: z.string() }) });

const soundPiece = z.object({
  type: z.enum(deltaTypes),
  response_id: z.string(),
  item_id: z.string(),
  content_index: z.number().optional().default(0),
  delta: z.string(),
});

const refusedCut = z.object({ error: z.object({ event_id: z.string().regex(/^cut_\d+$/) }) });

const typed = z.object({ type: z.string() });

/** @param base the link's part in the page. */
export function overSocket(base: MediaLink, options: SocketLinkOptions): MediaLink & { sound: SoundNews } {
  const link = new SocketLink(options);
  return {
    ...base,
    sound: { heard: (samples, rate) => link.heard(samples, rate), played: (news) => link.played(news) },
    async offer(wish, signal) {
      link.setGate(wish !== "gated");
      const { microphone } = await base.offer(wish, signal);
      link.setOpen(microphone.granted);
      return { sdp: undefined, microphone };
    },
    answer: (answer, signal) =>
      "socket" in answer
        ? link.open(answer.socket, signal)
        : Promise.reject(new Error("This link takes no SDP.")),
    send: (event) => link.send(event),
    async setMicrophone(open) {
      if (!open) link.setOpen(false);
      const answer = await base.setMicrophone(open);
      link.setOpen(open && answer.granted);
      return answer;
    },
    setGate(open) {
      link.setGate(open);
      base.setGate(open);
    },
    setAudible(audible) {
      link.setAudible(audible);
      base.setAudible(audible);
    },
    close() {
      link.close();
      base.close();
    },
  };
}

class SocketLink {
  readonly #options: SocketLinkOptions;
  readonly #playback: Playback;
  readonly #uplink: Uplink;
  #channel: Channel | undefined;
  #closed = false;
  #lacks: readonly string[] = [];
  /** How often an answer was cut off. */
  #cuts = 0;
  /** The session stands: what is heard before is nobody's turn. */
  #created = false;
  #microphoneOpen = false;
  #gateOpen = true;
  /** Turns are found by the server, which must hear the silence behind them; not by the key. */
  #detects = true;
  /** Speech of the user's ends the answer, and the server does not ask. */
  #interrupts = false;

  constructor(options: SocketLinkOptions) {
    this.#options = options;
    const { page, number: link, listener } = options;
    this.#playback = new Playback({
      play: (samples) => page.play({ link, samples }),
      flush: () => page.flush({ link }),
      tell: (type, response_id) => listener.received(JSON.stringify({ type, response_id })),
      now: options.now ?? (() => performance.now()),
    });
    this.#uplink = new Uplink((audio) => this.#post({ type: "input_audio_buffer.append", audio }));
  }

  async open(address: SocketAddress, signal: AbortSignal): Promise<void> {
    this.#lacks = address.lacks;
    const channel = await openChannel(
      address,
      {
        received: (text) => this.#received(text),
        closed: (reason) => this.#options.ended(reason),
      },
      signal,
    );
    if (this.#closed) {
      channel.close();
      throw new Error("The link was closed.");
    }
    this.#channel = channel;
    this.#options.listener.opened();
  }

  send(event: ClientEvent): void {
    // For peer connections only: here it is we who have the buffer.
    if (event.type === "output_audio_buffer.clear") return this.#clear();
    if (event.type === "input_audio_buffer.commit") this.#uplink.finish();
    if (event.type === "input_audio_buffer.clear") this.#uplink.clear();
    if (event.type === "session.update") this.#note(event.session);
    this.#post(event);
  }

  heard(samples: Uint8Array, rate: number): void {
    if (!this.#created || !this.#microphoneOpen) return;
    if (this.#gateOpen) return this.#uplink.push(samples, rate);
    if (this.#detects) this.#uplink.push(new Uint8Array(samples.byteLength), rate);
  }

  played(news: VoicePlayed): void {
    this.#playback.played(news);
  }

  setOpen(open: boolean): void {
    this.#microphoneOpen = open;
    if (!open) this.#uplink.clear();
  }

  setGate(open: boolean): void {
    this.#gateOpen = open;
  }

  setAudible(audible: boolean): void {
    this.#playback.setAudible(audible);
  }

  close(): void {
    this.#closed = true;
    this.#channel?.close();
  }

  #post(event: object): void {
    this.#channel?.send(JSON.stringify(event));
  }

  /** Drops what is not played yet, and tells the server what was heard of it. */
  #clear(): void {
    for (const cut of this.#playback.clear()) {
      const truncate = { type: "conversation.item.truncate", event_id: `cut_${++this.#cuts}`, ...cut };
      if (!this.#lacks.includes(truncate.type)) this.#post(truncate);
    }
  }

  #received(text: string): void {
    const { listener } = this.#options;
    const event = parsed(text);
    const type = typed.safeParse(event).data?.type ?? "";
    // Long, many, and of no use to anybody else. Of a server that tells of its own buffer, there is none of ours.
    if (deltaTypes.some((each) => each === type)) return this.#sounds(event);
    if (type.startsWith("output_audio_buffer.")) return;
    // A message that the server has cut, or forgotten, meanwhile. Nobody but us has asked for it.
    if (type === "error" && refusedCut.safeParse(event).success) return;
    const response = inResponse.safeParse(event).data?.response;
    if (type === "session.created" || type === "session.updated") {
      this.#note(sessionOf.safeParse(event).data?.session);
      this.#created = true;
    }
    if (type === "response.created" && response) this.#playback.responseCreated(response.id);
    listener.received(text);
    if (type === "response.done" && response) this.#playback.responseDone(response.id);
    if (type === "input_audio_buffer.speech_started" && this.#interrupts) this.#clear();
  }

  #sounds(event: unknown): void {
    const piece = soundPiece.safeParse(event);
    if (piece.success) this.#playback.push(piece.data);
    // It is logged, as everything is that nobody can read.
    else this.#options.listener.received(JSON.stringify({ malformed: z.prettifyError(piece.error) }));
  }

  /** @param configuration as it was set up by us, or told by the server. */
  #note(configuration: unknown): void {
    const found = detection.safeParse(configuration);
    if (!found.success) return;
    const { turn_detection: by } = found.data;
    this.#detects = by !== null;
    this.#interrupts = by !== null && by.interrupt_response !== false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
