/** The one item of the conversation that tells the model of the editor: each new one takes the old one's place. */
import type { ClientEvent } from "./clientEvents.ts";

export interface ContextItemOptions {
  /** What the model is to know now; "" for nothing. */
  text(): string;
  send(event: ClientEvent): void;
}

export class ContextItem {
  readonly #options: ContextItemOptions;
  /** What the model has of it. */
  #told: { id: string; text: string } | undefined;
  #items = 0;

  constructor(options: ContextItemOptions) {
    this.#options = options;
  }

  /** To be called before the model gets to hear something. Sends nothing where nothing has changed. */
  refresh(): void {
    const { text: current, send } = this.#options;
    const text = current();
    const before = this.#told;
    if (text === (before?.text ?? "")) return;
    this.#told = text === "" ? undefined : this.#tell(text);
    // After the new one has come, so that a response that begins meanwhile knows more, not less.
    if (before === undefined) return;
    // Named, as the other is: an error that names its event is not taken for the refusal of a response.
    send({ type: "conversation.item.delete", event_id: `delete_${before.id}`, item_id: before.id });
  }

  /** To be called when a new link is open: its session has been told nothing. */
  reset(): void {
    this.#told = undefined;
  }

  #tell(text: string): { id: string; text: string } {
    // Ours to choose, so that it can be deleted. The API takes 32 characters.
    const id = `context_${++this.#items}`;
    this.#options.send({
      type: "conversation.item.create",
      event_id: id,
      item: { type: "message", id, role: "system", content: [{ type: "input_text", text }] },
    });
    return { id, text };
  }
}
