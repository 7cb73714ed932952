/**
 * When the assistant's voice is heard, for servers that do not tell: from the first of its words on, for about as
 * long as it takes to speak them all. Without it, nobody could cut in on the assistant, and it would hear itself.
 */
import { objectIn, textIn, type WireEvent } from "./wireEvent.ts";

/** Characters of English in a second: 170 words a minute. */
const usualPace = 15;

/** From a word's text to its sound, in ms. */
const synthesis = 500;

interface Speaking {
  responseId: string;
  /** In ms, on the clock of `performance.now()`. */
  began: number;
  characters: number;
}

export class ImpliedVoice {
  readonly #emit: (event: WireEvent) => void;
  #speaking: Speaking | undefined;
  #ending: NodeJS.Timeout | undefined;
  /** The server does tell. */
  #told = false;

  constructor(emit: (event: WireEvent) => void) {
    this.#emit = emit;
  }

  /** To be told of all that the server says, before anybody else is. */
  received(event: WireEvent): void {
    if (event.type.startsWith("output_audio_buffer.")) {
      this.#told = true;
      return this.close();
    }
    if (this.#told) return;
    switch (event.type) {
      case "response.output_audio_transcript.delta":
        return this.#speaks(event, (before) => before + (textIn(event, "delta") ?? "").length);
      case "response.output_audio_transcript.done":
        return this.#speaks(event, (before) => Math.max(before, (textIn(event, "transcript") ?? "").length));
      case "response.done":
        return this.#done(objectIn(event, "response") ?? {});
    }
  }

  /** We want it to be silent. */
  cleared(): void {
    this.#end("cleared");
  }

  close(): void {
    clearTimeout(this.#ending);
    this.#speaking = undefined;
  }

  #speaks(event: WireEvent, count: (before: number) => number): void {
    const responseId = textIn(event, "response_id");
    if (responseId === undefined) return;
    if (this.#speaking?.responseId !== responseId) {
      this.#end("stopped");
      this.#speaking = { responseId, began: performance.now(), characters: 0 };
      this.#emit({ type: "output_audio_buffer.started", response_id: responseId });
    }
    this.#speaking.characters = count(this.#speaking.characters);
  }

  #done(response: Record<string, unknown>): void {
    const speaking = this.#speaking;
    if (speaking === undefined || speaking.responseId !== response["id"]) return;
    if (response["status"] === "cancelled") return this.#end("cleared");
    const length = synthesis + (speaking.characters / usualPace) * 1000;
    const left = Math.max(0, speaking.began + length - performance.now());
    clearTimeout(this.#ending);
    this.#ending = setTimeout(() => this.#end("stopped"), left).unref();
  }

  #end(how: "stopped" | "cleared"): void {
    const speaking = this.#speaking;
    if (speaking === undefined) return;
    this.close();
    this.#emit({ type: `output_audio_buffer.${how}`, response_id: speaking.responseId });
  }
}
