/** Whom the server plays. All speak the same protocol below; what differs is done over HTTP, and on the wire. */
import type { IncomingMessage } from "node:http";
import type { Handler } from "../http/routes.ts";

export const plays = ["openai", "azure", "compatible", "speechToSpeech", "localai", "speaches"] as const;
export type Plays = (typeof plays)[number];

export interface Variant {
  /** What comes after the API's root in a path; undefined where the path is none of the API's. */
  place(path: string): string | undefined;
  /** @throws {HttpError} for a request that it does not take, whoever makes it. */
  check(request: IncomingMessage): void;
  /** @throws {HttpError} where the request shows no credential that opens this server. */
  admit(request: IncomingMessage, key: string): void;
  /** In place of the usual ones; null where it has none. By place. */
  handlers: Record<string, [method: string, handler: Handler] | null>;
  /** The models that it has. */
  models: readonly string[];
  /** Fields of a session that it does not know, by their paths: "session.reasoning". */
  unknownFields: readonly string[];
  /** Whether a call may bring its session with it, in a form. */
  takesForms: boolean;
  /** What its events look like, where they are not those of the released API. */
  wire?(back: (text: string) => void, over: Channel): Wire;
}

/** What a session goes over. */
export type Channel = "peer" | "socket";

/** Between a session and its client. */
export interface Wire {
  /** @returns what goes over the channel for an event of the session's. */
  sent(text: string): string[];
  /** @returns the events for the session; none where the wire has answered it, or it means nothing. */
  received(data: string): string[];
}
