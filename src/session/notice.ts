/** What a session says of itself in words that only its owner can translate. */
import { reasonOfCode } from "./errorCodes.ts";
import { SessionFailure } from "./failure.ts";
import type { MicrophoneAnswer, Silence } from "../shared/media.ts";
import type { ReportedError } from "./serverEvents.ts";
import type { Turns } from "../shared/state.ts";
import type { Wait } from "./watchdog.ts";

export type Notice =
  | { type: "microphoneRefused"; answer: MicrophoneAnswer }
  | { type: "microphoneLost"; detail: string }
  | { type: "microphoneChanged"; device: string }
  | { type: "microphoneSilent"; why: Silence }
  /** In the server's words, where it has any. */
  | { type: "serverError"; message: string | undefined }
  | { type: "failure"; failure: SessionFailure }
  | { type: "textTooLong" }
  | { type: "stalled"; wait: Wait }
  | { type: "idle"; minutes: number }
  | { type: "reconnected" }
  /** WebRTC found no way: UDP is blocked. */
  | { type: "soundOverSocket" }
  /** Fields of the session that the server does not know, by their paths. */
  | { type: "fieldsDropped"; fields: readonly string[] }
  /** The server does not let the user talk so. `muted`: hands-free is used instead, and begins so. */
  | { type: "turnsImpossible"; turns: Turns; muted: boolean }
  /** The provider could not list the tools of an MCP server. `server` and `why` are "" where nobody says. */
  | { type: "toolsNotListed"; server: string; why: string }
  | { type: "dictationEnded" }
  | { type: "notWritten"; reason: string };

/** An error in the middle of a session: in our words where its code is known. */
export function errorNotice({ code, message }: ReportedError): Notice {
  const reason = reasonOfCode(code ?? "");
  if (reason === undefined) return { type: "serverError", message };
  return { type: "failure", failure: new SessionFailure(reason, { detail: message }) };
}
