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
  /** Events on the data channel are wrapped, and long ones cut in pieces. */
  wrapped: boolean;
  /** The client events that the server does not know. */
  lacks: readonly string[];
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
    lacks: ["input_audio_buffer.commit", "input_audio_buffer.clear"],
    usualUrl: "http://127.0.0.1:8765/v1",
  },
  // mudler/LocalAI
  localai: { ...own, signalling: "callsJson", usualUrl: "http://127.0.0.1:8080/v1" },
  // speaches-ai/speaches
  speaches: {
    ...own,
    signalling: "realtime",
    dialect: "beta",
    wrapped: true,
    lacks: ["response.cancel", "conversation.item.truncate", "output_audio_buffer.clear"],
    usualUrl: "http://127.0.0.1:8000/v1",
  },
  websocket: { ...own, signalling: "none" },
};
