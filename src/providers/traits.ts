/** The kinds of servers that speak the Realtime protocol, and what each does in its own way. */

export const providerKinds = [
  "openai",
  "azure",
  "compatible",
  "speechToSpeech",
  "localai",
  "speaches",
  "websocket",
] as const;
export type ProviderKind = (typeof providerKinds)[number];

/**
 * What a server leaves to us of turns. `ours`: where they end, and whether they are answered. `answered`: where they
 * end; each is answered. `theirs`: nothing.
 */
export type ServerTurns = "ours" | "answered" | "theirs";

export interface Traits {
  /**
   * A call is opened with an ephemeral secret, which holds the session's configuration. Where a server has none, the
   * key opens the call, if there is a key, and the session is set up by an update.
   */
  secrets: boolean;
  /**
   * How offer and answer are exchanged. `calls`: as plain SDP. `callsJson`: at the same address, in JSON. `realtime`:
   * as plain SDP, where WebSockets are opened, too. `none`: the sound goes over a WebSocket.
   */
  signalling: "calls" | "callsJson" | "realtime" | "none";
  /** `beta`: events and sessions have the names of before the API was released. */
  dialect: "released" | "beta";
  /** What the server says on the data channel is wrapped, and cut in pieces where it is long. */
  wrapped: boolean;
  /** The client events that the server does not know. */
  lacks: readonly string[];
  turns: ServerTurns;
  /**
   * It is made of a recogniser, a model for text and a voice, each with a name of its own: it knows fewer fields of a
   * session, and tells less of what happens in it.
   */
  pipeline: boolean;
  /** It says that a session was updated. */
  confirmsUpdates: boolean;
  /** Nobody gets in without a key. */
  needsKey: boolean;
  /** Where it usually is; "" where that is for the user to say. */
  usualUrl: string;
}

const usual: Traits = {
  secrets: true,
  signalling: "calls",
  dialect: "released",
  wrapped: false,
  lacks: [],
  turns: "ours",
  pipeline: false,
  confirmsUpdates: true,
  needsKey: true,
  usualUrl: "",
};

/** A server on the user's own computer or network. */
const own: Traits = { ...usual, secrets: false, needsKey: false };

/** What each does otherwise was read in its sources and documentation, in November 2026. */
export const traits: Record<ProviderKind, Traits> = {
  openai: { ...usual, usualUrl: "https://api.openai.com/v1" },
  azure: usual,
  // Gateways that hand on what OpenAI says: LiteLLM, Bifrost, GoModel.
  compatible: { ...usual, needsKey: false },
  // huggingface/speech-to-speech ends turns by itself.
  speechToSpeech: {
    ...own,
    turns: "theirs",
    pipeline: true,
    confirmsUpdates: false,
    lacks: [
      "input_audio_buffer.commit",
      "input_audio_buffer.clear",
      "conversation.item.delete",
      "conversation.item.truncate",
    ],
    usualUrl: "http://127.0.0.1:8765/v1",
  },
  // mudler/LocalAI takes turns that are committed, and answers each by itself.
  localai: {
    ...own,
    signalling: "callsJson",
    turns: "answered",
    pipeline: true,
    lacks: ["conversation.item.delete", "output_audio_buffer.clear"],
    usualUrl: "http://127.0.0.1:8080/v1",
  },
  // speaches-ai/speaches
  speaches: {
    ...own,
    signalling: "realtime",
    dialect: "beta",
    wrapped: true,
    pipeline: true,
    lacks: ["response.cancel", "conversation.item.truncate", "output_audio_buffer.clear"],
    usualUrl: "http://127.0.0.1:8000/v1",
  },
  websocket: { ...own, signalling: "none" },
};
