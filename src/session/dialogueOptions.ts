/** What the dialogue of a session needs of the rest of it. */
import type { Answers } from "../shared/state.ts";
import type { ClientEvent } from "./clientEvents.ts";
import type { OwnPhrases } from "./ownPhrases.ts";
import type { Link } from "./link.ts";
import type { Log } from "./log.ts";
import type { Notice } from "./notice.ts";
import type { SessionSettings } from "./settings.ts";
import type { SessionEvent, SessionState } from "./state.ts";
import type { ToolRunner } from "./toolRunner.ts";
import type { TurnHabits } from "./turnTaking.ts";

/** How the user talks, for a session that goes on after this one. */
export interface TalkingHabits extends TurnHabits {
  /** Absent: as the settings say. */
  answers?: Answers | undefined;
}

export interface DialogueOptions extends OwnPhrases {
  settings(): SessionSettings;
  /** All that the assistant was told at the beginning. */
  instructions(): string;
  tools: ToolRunner;
  state(): SessionState;
  dispatch(event: SessionEvent): void;
  link(): Link | undefined;
  send(event: ClientEvent): void;
  notice(notice: Notice): void;
  /** The transcript is another one. */
  changed(): void;
  /** The server is to be configured otherwise now. */
  reconfigure(): void;
  /** The assistant was heard. */
  spoke(): void;
  /** What the model is to know of the editor at this moment; "" for nothing. */
  editorContext(): string;
  /** The user begins a turn, or an answer is about to be asked for. */
  turnBegins(): void;
  /** The conversation is to go on over a new link. */
  replaceLink(reason: string): void;
  log: Log;
}
