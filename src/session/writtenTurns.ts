/** Turns that come as text: what the user types, and phrases of the user's own, which are run without the model. */
import type { CallRunner } from "./callRunner.ts";
import type { Item } from "./clientEvents.ts";
import type { Conversation } from "./conversation.ts";
import type { DialogueOptions } from "./dialogueOptions.ts";

export interface WrittenTurnsOptions extends Pick<
  DialogueOptions,
  "state" | "notice" | "turnBegins" | "ownPhrase"
> {
  conversation: Conversation;
  calls: CallRunner;
  addItems(items: Item[]): void;
  interrupt(): void;
  /** The user has taken a turn now. */
  userSpoke(): void;
  requestResponse(): void;
}

/** In bytes. One event over the data channel must stay below 64 KiB, and a longer one would end the link. */
const longestText = 48_000;

export class WrittenTurns {
  readonly #options: WrittenTurnsOptions;
  #count = 0;

  constructor(options: WrittenTurnsOptions) {
    this.#options = options;
  }

  /** Does nothing where the session is not live. */
  say(text: string): void {
    if (!this.obeysOwn(text)) this.#say(text);
  }

  /** @returns whether the words are a phrase of the user's own. Its calls run as the model's do, and ask where those ask. */
  obeysOwn(text: string): boolean {
    const { state, ownPhrase, calls, interrupt } = this.#options;
    const own = state().status === "live" ? ownPhrase(text) : undefined;
    if (own === undefined) return false;
    interrupt();
    if ("wish" in own) this.#say(own.wish);
    else void calls.runOwn({ ...own.call, callId: this.#newId("own") }, text);
    return true;
  }

  #say(text: string): void {
    const { state, notice, turnBegins, conversation, addItems, interrupt, userSpoke, requestResponse } =
      this.#options;
    if (state().status !== "live" || text.trim() === "") return;
    if (Buffer.byteLength(text) > longestText) return notice({ type: "textTooLong" });
    interrupt();
    turnBegins();
    // Ours to choose, so that the entry stands in the transcript at once.
    const id = this.#newId("typed");
    conversation.typed(id, text);
    addItems([{ type: "message", id, role: "user", content: [{ type: "input_text", text }] }]);
    userSpoke();
    requestResponse();
  }

  /** The API takes 32 characters. */
  #newId(kind: string): string {
    return `${kind}_${++this.#count}_${Date.now().toString(36)}`;
  }
}
