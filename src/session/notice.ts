/** What a session says of itself in words that only its owner can translate. */
import type { MicrophoneAnswer, Silence } from "../shared/media.ts";
import type { Wait } from "./watchdog.ts";

export type Notice =
  | { type: "microphoneRefused"; answer: MicrophoneAnswer }
  | { type: "microphoneLost"; detail: string }
  | { type: "microphoneChanged"; device: string }
  | { type: "microphoneSilent"; why: Silence }
  | { type: "serverError"; message: string }
  | { type: "textTooLong" }
  | { type: "stalled"; wait: Wait }
  | { type: "idle"; minutes: number }
  | { type: "reconnected" }
  /** Fields of the session that the server does not know, by their paths. */
  | { type: "fieldsDropped"; fields: readonly string[] }
  /** The provider could not list the tools of an MCP server. `server` and `why` are "" where nobody says. */
  | { type: "toolsNotListed"; server: string; why: string }
  | { type: "dictationEnded" }
  | { type: "notWritten"; reason: string };
