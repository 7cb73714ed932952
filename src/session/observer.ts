/** Sees what passes between us and the server, and what becomes of the state. Changes nothing of it. */
import type { ClientEvent } from "./clientEvents.ts";
import type { ParsedEvent } from "./serverEvents.ts";
import type { SessionState } from "./state.ts";

export interface SessionObserver {
  sent?(event: ClientEvent): void;
  /** @param data the event as it came: JSON text, or what the server sent instead. */
  received?(parsed: ParsedEvent, data: string): void;
  /** All that was said was forgotten: a new conversation begins. */
  cleared?(): void;
  /** Called after each change of state. */
  moved?(state: SessionState): void;
}
