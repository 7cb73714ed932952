/** What spoken turns need of the dialogue that they are part of. */
import type { AssistantVoice } from "./assistantVoice.ts";
import type { ClientEvent } from "./clientEvents.ts";
import type { Conversation } from "./conversation.ts";
import type { Dictation } from "./dictation.ts";
import type { Interruption } from "./interruption.ts";
import type { Phrases } from "./phrases.ts";
import type { ResponseQueue } from "./responseQueue.ts";
import type { SessionEvent, SessionState } from "./state.ts";
import type { Trigger } from "./triggers.ts";
import type { TurnPolicy } from "./turnPolicy.ts";
import type { TurnTaking } from "./turnTaking.ts";

export interface SpokenTurnsOptions {
  conversation: Conversation;
  queue: ResponseQueue;
  turnTaking: TurnTaking;
  interruption: Interruption;
  dictation: Dictation;
  policy(): TurnPolicy;
  phrases(): Phrases;
  triggers(): readonly Trigger[];
  /** Whether the server writes down what the user says. */
  transcribes(): boolean;
  voice: AssistantVoice;
  send(event: ClientEvent): void;
  dispatch(event: SessionEvent): void;
  state(): SessionState;
  /** The user has taken a turn, which began then, on the clock of `performance.now()`, in ms. */
  userSpoke(began: number): void;
  /** The user begins a turn: what the model knows of the editor is to be fresh. */
  begins(): void;
  /** @returns whether a phrase of the user's own was said, and is obeyed. */
  obeysOwn(text: string): boolean;
  interrupt(): void;
  stopEverything(): void;
  sleep(asleep: boolean): void;
  trigger(trigger: Trigger): void;
}
