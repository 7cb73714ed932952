/** A link over a WebSocket to the Realtime server, with a page whose microphone and loudspeaker a test plays. */
import type { RealtimeServer } from "../../../dev/realtime/server.ts";
import type { ServerSession } from "../../../dev/realtime/session.ts";
import type { ServerEvent } from "../../../dev/realtime/protocol.ts";
import { MediaLinks } from "../../../src/panel/mediaLinks.ts";
import type { MediaLink } from "../../../src/panel/mediaLink.ts";
import { translated } from "../../../src/providers/dialect.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import type { Link, LinkListener, MicrophoneWish } from "../../../src/session/link.ts";
import type { SessionConfiguration } from "../../../src/session/clientEvents.ts";
import type { mediaContract } from "../../../src/shared/media.ts";
import type { Client } from "../../../src/shared/rpc.ts";
import { providerSettings } from "../providers/played.ts";
import { until } from "../realtime/client.ts";

export { until };

export interface SocketRig {
  readonly links: MediaLinks;
  readonly link: MediaLink;
  readonly provider: Provider;
  /** The server's events that came through, and those that the link made. */
  readonly events: ServerEvent[];
  readonly closed: string[];
  /** What the page was given to play since the last flush: bytes of PCM, at 48 kHz. */
  played(): Buffer;
  flushes(): number;
  /** What the page was asked: "offer websocket". */
  readonly asked: string[];
  /** The page tells that so many ms of it were played. */
  plays(ms: number, running?: boolean): void;
  /** The page's microphone hears this, in pieces of 20 ms. @param rate in Hz. */
  hears(samples: Float32Array, rate: number): void;
  /** Opens it. @param value in place of the secret. */
  open(options?: OpenOptions): Promise<ServerSession>;
  next(type: ServerEvent["type"], after?: number): Promise<ServerEvent>;
  /** The link in the released API's words; from then on, so are the events. */
  translated(): Promise<Link>;
  close(): void;
}

export interface OpenOptions {
  wish?: MicrophoneWish;
  configuration?: Partial<SessionConfiguration>;
  /** In place of a secret that the server gave. */
  secret?: string;
  signal?: AbortSignal;
}

export interface RigOptions {
  server: RealtimeServer;
  key: string;
  settings?: Partial<ProviderSettings>;
}

const never = new AbortController().signal;

export function socketRig({ server, key, settings }: RigOptions): SocketRig {
  const events: ServerEvent[] = [];
  const closed: string[] = [];
  const asked: string[] = [];
  let pieces: Buffer[] = [];
  let flushes = 0;
  const page: Partial<Client<typeof mediaContract>> = {
    async offer({ transport, microphone }) {
      asked.push(`offer ${transport}`);
      return { sdp: "", microphone: { granted: microphone !== null } };
    },
    setMicrophone: async ({ microphone }) => ({ granted: microphone !== null }),
    setGate: ({ open }) => void asked.push(`gate ${open}`),
    setAudible: ({ audible }) => void asked.push(`audible ${audible}`),
    play: ({ samples }) => void pieces.push(Buffer.from(samples)),
    flush() {
      flushes++;
      pieces = [];
    },
    close: () => void asked.push("close"),
  };
  const links = new MediaLinks({
    devices: () => undefined,
    speakerLost: () => undefined,
    levels: () => undefined,
    played: () => undefined,
  });
  const listener: LinkListener = {
    opened: () => undefined,
    received: (data) => void events.push(JSON.parse(data) as ServerEvent),
    closed: (reason) => void closed.push(reason),
    microphoneLost: () => undefined,
    microphoneChanged: () => undefined,
    microphoneSilent: () => undefined,
  };
  let ears = listener;
  const link = links.open({
    page: page as Client<typeof mediaContract>,
    listener: { ...listener, received: (data) => ears.received(data) },
    transport: "websocket",
    input: () => ({
      from: "device",
      device: "",
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    }),
    wished: () => "",
    capture: undefined,
  });
  const provider = createProvider({
    settings: providerSettings({ baseUrl: server.url, ...settings }),
    getKey: () => Promise.resolve(key),
    safetyIdentifier: () => Promise.resolve("user_test"),
  });
  return {
    links,
    link,
    provider,
    events,
    closed,
    asked,
    played: () => Buffer.concat(pieces),
    flushes: () => flushes,
    plays: (ms, running = false) =>
      links.news.voicePlayed({ link: link.number, flushes, played: ms * 48, running }),
    hears(samples, rate) {
      const length = rate / 50;
      for (let at = 0; at < samples.length; at += length) {
        const piece = Int16Array.from(samples.subarray(at, at + length), (sample) => sample * 32_767);
        links.news.heard({ link: link.number, samples: new Uint8Array(piece.buffer), rate });
      }
    },
    async open({ wish = "open", configuration, secret, signal = never } = {}) {
      const minted = await provider.mintSecret({ type: "realtime", ...configuration }, signal);
      const { sdp } = await link.offer(wish, signal);
      const { answer } = await provider.call(
        secret === undefined ? minted : { value: secret, dropped: [] },
        sdp,
        signal,
      );
      await link.answer(answer, signal);
      await until("session.created", () => events.some(({ type }) => type === "session.created"));
      const session = server.sessions.at(-1);
      if (session === undefined) throw new Error("The server has no session for this link.");
      return session;
    },
    next: (type, after = 0) => until(type, () => events.slice(after).find((event) => event.type === type)),
    translated: () =>
      translated((request) => {
        ears = request.listener;
        return Promise.resolve(link);
      }, provider.traits)({
        listener,
        microphone: "open",
        transport: "websocket",
        onStep: () => undefined,
        signal: never,
      }),
    close: () => link.close(),
  };
}
