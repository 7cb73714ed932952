/** What became of the user's committed sound: the message that stands for it, its words and its transcript. */
import type { Conversation } from "../conversation/conversation.ts";
import type { Heard } from "../hearing/recogniser.ts";
import type { Send, Session } from "../protocol.ts";
import type { Script } from "../script.ts";
import type { CommittedAudio } from "./inputAudio.ts";
import { transcribe } from "./transcription.ts";

export interface UserSpeechOptions {
  send: Send;
  conversation: Conversation;
  script: Script;
  session(): Session;
}

export class UserSpeech {
  readonly heard: Heard[] = [];
  readonly #options: UserSpeechOptions;
  readonly #words = new Map<string, Promise<string | undefined>>();
  #awaitingResponse: (() => void)[] = [];

  constructor(options: UserSpeechOptions) {
    this.#options = options;
  }

  /** What is being recognised in a message; undefined where it is not one of sound, or the user was silent. */
  words(itemId: string): Promise<string | undefined> | undefined {
    return this.#words.get(itemId);
  }

  /** A response is done, so that a late transcript may follow. */
  answered(): void {
    for (const tell of this.#awaitingResponse.splice(0)) tell();
  }

  take({ itemId, durationMs, heard, cutBy }: CommittedAudio): void {
    const { send, conversation } = this.#options;
    send({ type: "input_audio_buffer.committed", previous_item_id: conversation.lastId, item_id: itemId });
    // The official type has no null, but the wire does while there is no transcript.
    const part = { type: "input_audio" as const, transcript: null as string | null };
    const item = {
      id: itemId,
      object: "realtime.item" as const,
      type: "message" as const,
      role: "user" as const,
      status: "completed" as const,
      content: [part as { type: "input_audio" }],
    };
    this.#words.set(
      itemId,
      heard.then(({ text }) => (cutBy === "timeout" ? undefined : text)),
    );
    conversation.add(item);
    conversation.done(item);
    const answered = new Promise<void>((resolve) => this.#awaitingResponse.push(resolve));
    void heard.then(async (result) => {
      this.heard.push(result);
      const transcription = this.#options.session().audio?.input?.transcription;
      if (!transcription) return;
      const mode = this.#options.script.transcription;
      const silent = cutBy === "timeout";
      const { model } = transcription;
      const sound = { itemId, durationMs, heard: result, silent };
      part.transcript = await transcribe({ send, ...sound, model, mode, answered });
    });
  }
}
