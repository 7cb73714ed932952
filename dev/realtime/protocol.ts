/** The protocol's own types, as the official package gives them, and what every event needs. */
import type {
  ConversationItem,
  RealtimeResponse,
  RealtimeServerEvent,
  RealtimeSessionCreateRequest,
} from "openai/resources/realtime/realtime";

export type { ConversationItem, RealtimeResponse };
export type ServerEvent = RealtimeServerEvent;

type WithoutId<Event> = Event extends unknown ? Omit<Event, "event_id"> : never;
/** A server event before it is numbered. */
export type Outgoing = WithoutId<RealtimeServerEvent>;
/** @param soundEndedAt when the last sound arrived of the speech whose end is told; for the timeline only. */
export type Send = (event: Outgoing, soundEndedAt?: number) => void;

/** A session as the server tells it: the official type is the request's, which lacks what only a server sets. */
export interface Session extends RealtimeSessionCreateRequest {
  id: string;
  object: "realtime.session";
  /** Seconds since 1970. */
  expires_at: number;
}

/**
 * The wire says null for what is not there (a response's usage before it is done, an unset transcription)
 * where the official types know only an absent field.
 */
export const absent = null as never;

/** What was wrong with a client event or a request body; becomes an `error` event or an HTTP error. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: string | null;
  readonly param: string | null;

  constructor(message: string, code: string | null, param: string | null = null) {
    super(message);
    this.code = code;
    this.param = param;
  }
}
