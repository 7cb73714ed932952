/** What the panel and the status bar show. Derived in the host, sent whole, never as deltas. */
import * as z from "zod/mini";
import { devices, microphoneInput } from "./media.ts";
import { preview } from "./preview.ts";
import { usageState } from "./usage.ts";

/**
 * Where the microphone stands. `muted`: released. `asleep`: open, but only the wake phrase counts. `gated`: ready,
 * but heard only while the talk key is held, and then `held`. `resting`: ready, but not heard while the assistant
 * speaks. `unavailable`: there is none, or it is refused; typing still works.
 */
export const microphoneState = z.enum(["open", "muted", "asleep", "gated", "held", "resting", "unavailable"]);
export type MicrophoneState = z.infer<typeof microphoneState>;

export const phase = z.enum(["listening", "hearing", "thinking", "acting", "speaking"]);
export type Phase = z.infer<typeof phase>;

/** `page`: waiting for the companion page in the user's browser. */
export const connectingStep = z.enum(["secret", "page", "microphone", "negotiating", "configuring"]);
export type ConnectingStep = z.infer<typeof connectingStep>;

/** A button that mends something. */
export const action = z.enum([
  "setKey",
  "retry",
  "openSettings",
  "showLog",
  "openPage",
  "testMicrophone",
  "openPrices",
  "openKeysPage",
  "openBilling",
  "openProxySettings",
  "checkKey",
  "clearKey",
  "chooseModel",
  "chooseProfile",
  "addProfile",
  "getStarted",
]);
export type Action = z.infer<typeof action>;

/** A failure in the user's words: what happened and why, then what to do. */
export const failure = z.object({
  message: z.string(),
  remedy: z.string(),
  actions: z.array(action),
  /** The server's own words, shown on request. */
  detail: z.optional(z.string()),
});
export type Failure = z.infer<typeof failure>;

/** Where the user's key comes from, and what is wrong with it; never the key. */
export const keyState = z.object({
  /** `lost`: VS Code has not kept it. `account`: signed in to Microsoft, in place of a key. */
  source: z.enum(["stored", "environment", "account", "lost", "none"]),
  /** The same in a sentence. */
  text: z.string(),
  /** How the user shows who they are. */
  signIn: z.enum(["key", "microsoft"]),
  /** What a check of it found. */
  problem: z.optional(failure),
});
export type KeyState = z.infer<typeof keyState>;

export const sessionState = z.discriminatedUnion("status", [
  z.object({ status: z.literal("idle") }),
  z.object({ status: z.literal("connecting"), step: connectingStep, again: z.boolean() }),
  z.object({ status: z.literal("live"), phase, microphone: microphoneState }),
  z.object({ status: z.literal("failed"), failure }),
]);
export type ShownSession = z.infer<typeof sessionState>;

/** `expired`: it asked, and nobody answered in time. */
export const toolCallStatus = z.enum([
  "running",
  "asking",
  "done",
  "failed",
  "refused",
  "cancelled",
  "expired",
]);
export type ToolCallStatus = z.infer<typeof toolCallStatus>;

/** One line of the conversation. `id` is stable, so that a changed entry replaces itself. */
export const entry = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("user"),
    id: z.string(),
    /** Milliseconds since 1970. */
    at: z.number(),
    text: z.string(),
    /** `pending`: heard, not yet written down. `failed`: could not be written down. */
    status: z.enum(["pending", "final", "failed"]),
    typed: z.boolean(),
  }),
  z.object({
    kind: z.literal("assistant"),
    id: z.string(),
    at: z.number(),
    text: z.string(),
    /** `cut`: the user interrupted it. */
    status: z.enum(["streaming", "final", "cut"]),
  }),
  z.object({
    kind: z.literal("tool"),
    id: z.string(),
    at: z.number(),
    name: z.string(),
    /** The arguments as the model sent them: JSON text, or what it sent instead. */
    arguments: z.string(),
    status: toolCallStatus,
    /** The result or the error, in one line. */
    result: z.string(),
    /** What exactly will happen after a yes. Present while `asking`. */
    question: z.optional(z.string()),
    /** The same at length, while `asking`. */
    preview: z.optional(preview),
    /** What "always" would allow in this workspace, while `asking`; absent where that is not offered. */
    always: z.optional(z.string()),
  }),
  z.object({ kind: z.literal("notice"), id: z.string(), at: z.number(), text: z.string() }),
]);
export type Entry = z.infer<typeof entry>;

/**
 * When it is the assistant's turn. `handsFree`: when the user has finished. `untilSent`: when the user says so, and
 * not at a breath. `onTrigger`: when a trigger is spoken or pressed; it is silent until then. `pushToTalk`: when
 * the talk key is let go.
 */
export const turns = z.enum(["handsFree", "untilSent", "onTrigger", "pushToTalk"]);
export type Turns = z.infer<typeof turns>;

export const answers = z.enum(["spoken", "written"]);
export type Answers = z.infer<typeof answers>;

/** Who carries the microphone: the panel itself, the extension host, or a page in the user's browser. */
export const sourceKind = z.enum(["panel", "native", "browser"]);
export type SourceKind = z.infer<typeof sourceKind>;

/** The microphone and the loudspeaker beside the session: which ones, and what else there is. */
export const audioState = z.object({
  source: sourceKind,
  /** Why this source, in one sentence. */
  why: z.string(),
  /** What a link that opens now is to ask for; null where not the panel carries it, or it is muted. */
  wanted: z.nullable(microphoneInput),
  devices,
  /** The chosen ones by name; "" is the system's default. */
  input: z.string(),
  output: z.string(),
  /** Short tones tell when the microphone opens and closes. */
  sounds: z.boolean(),
});
export type AudioState = z.infer<typeof audioState>;

/** The panel is sent the whole state at each change; what is older than these entries it does not need. */
export const shownEntries = 500;

export const panelState = z.object({
  session: sessionState,
  hasKey: z.boolean(),
  key: keyState,
  turns,
  answers,
  /** The triggers' names, in the user's order. */
  triggers: z.array(z.string()),
  /** What is said is written at the cursor. */
  dictating: z.boolean(),
  /** The model and where it runs, for the panel's footer: "gpt-realtime-2.1 · api.openai.com". */
  model: z.string(),
  entries: z.array(entry),
  audio: audioState,
  usage: usageState,
});
export type PanelState = z.infer<typeof panelState>;
