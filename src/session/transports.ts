/** What the sound goes over: a peer connection wherever it finds a way, and else a WebSocket. */
import type { Provider } from "../providers/provider.ts";
import type { Transport } from "../shared/media.ts";

export interface TransportsOptions {
  /** What the user wants. `auto`: WebRTC, and a WebSocket where that finds no way. */
  wanted(): "auto" | Transport;
  /** Tells this network from others, as far as that can be seen. */
  network(): string;
  /** In ms, on any clock. */
  now(): number;
}

/** For so long a network that let WebRTC find no way is taken to be as it was, in ms. */
const memory = 12 * 60 * 60 * 1_000;

export class Transports {
  readonly #options: TransportsOptions;
  #blocked: { network: string; at: number } | undefined;

  constructor(options: TransportsOptions) {
    this.#options = options;
  }

  choose({ traits }: Pick<Provider, "traits">): Transport {
    if (traits.signalling === "none") return "websocket";
    const wanted = this.#options.wanted();
    if (wanted !== "auto") return wanted;
    return this.#isBlocked() ? "websocket" : "webrtc";
  }

  /** WebRTC found no way. @returns whether a WebSocket is to be tried instead. */
  blocked(): boolean {
    if (this.#options.wanted() !== "auto") return false;
    this.#blocked = { network: this.#options.network(), at: this.#options.now() };
    return true;
  }

  /** A WebSocket does not come about either: nothing is known of what works here. */
  forget(): void {
    this.#blocked = undefined;
  }

  #isBlocked(): boolean {
    const { network, now } = this.#options;
    return this.#blocked?.network === network() && now() - this.#blocked.at < memory;
  }
}

/** Where nobody has settings or networks. */
export function usualTransports(): Transports {
  return new Transports({ wanted: () => "auto", network: () => "", now: () => performance.now() });
}
