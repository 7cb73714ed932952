import type { Heard } from "./hearing/recogniser.ts";
import type { Misbehaviour } from "./misbehaviour.ts";
import type { ConversationItem, ServerEvent, Session } from "./protocol.ts";
import type { TimedEvent } from "./timeline.ts";

/** A session as a test sees it. */
export interface ServerSession {
  readonly id: string;
  /** The whole configuration as it is now. */
  readonly configuration: Session;
  /** The client events in the order they came, as they were on the wire, wrong ones included. */
  readonly received: readonly unknown[];
  readonly sent: readonly ServerEvent[];
  /** Both, with their times. */
  readonly timeline: readonly TimedEvent[];
  readonly items: readonly ConversationItem[];
  /** What was made of each piece of the user's speech. */
  readonly heard: readonly Heard[];
  readonly closed: boolean;
  /**
   * Lets `ear` hear every sound that arrives, silence too: mono samples at 16 kHz, packet by packet.
   * @returns a function that ends it.
   */
  listen(ear: (samples: Float32Array) => void): () => void;
  /** Takes sound as though it had come over the track: mono samples at 16 kHz. */
  hear(samples: Float32Array): void;
  /** Sends anything: text as it is, everything else as JSON. */
  emit(event: unknown): void;
  /** From now on; what {@link emit} sends is not touched. Returns an end to it: what is held is sent then. */
  misbehave(misbehaviour: Misbehaviour): () => void;
  /** Ends the connection without a word. */
  drop(): void;
  /** Ends the session as its hour does. */
  expire(): void;
}
