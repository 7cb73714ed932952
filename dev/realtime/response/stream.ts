/** Sends one output of a response, piece by piece, and stops at once when it is cancelled. */
import { setTimeout as sleep } from "node:timers/promises";
import type { OutputAudio } from "../audio/outputAudio.ts";
import type { ConversationItem, Send } from "../protocol.ts";
import type { CallOutput, Output } from "../mind/plan.ts";
import type { ProposedCall } from "../mcp/mcpPlay.ts";
import { streamRemote } from "../mcp/streamRemote.ts";
import { voiceOf } from "../voice/voice.ts";

/** Times faster than it is heard: the real model, too, is ahead of its own voice. */
const speechLead = 3;
/** Milliseconds between the pieces of what is not spoken, where the plan does not say. */
const usualPaceMs = 5;
/** Characters of a function call's arguments in one delta. */
const argumentPiece = 8;

export interface StreamOptions {
  send: Send;
  responseId: string;
  itemId: string;
  callId: string;
  outputIndex: number;
  signal: AbortSignal;
  paceMs: number | undefined;
  /** Whether what is said is spoken or written. */
  modality: "audio" | "text";
  outputAudio: Pick<OutputAudio, "speak">;
  /** Announces the item in the conversation, where the response belongs to it. */
  onAdded(item: ConversationItem): void;
  onDone(item: ConversationItem): void;
  /** Told after each piece: how much sound there is of it so far. */
  onSound(ms: number): void;
  /** A call of an MCP server's tool is whole. */
  onProposed(call: ProposedCall): void;
}

export interface Streamed {
  item: ConversationItem;
  /** Milliseconds of sound in it. */
  soundMs: number;
}

/** @returns whether the time passed without the response being cancelled. */
export async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return !signal.aborted;
}

function begin(item: ConversationItem, options: StreamOptions): void {
  const { send, responseId, outputIndex } = options;
  const copy = structuredClone(item);
  send({
    type: "response.output_item.added",
    response_id: responseId,
    output_index: outputIndex,
    item: copy,
  });
  options.onAdded(item);
}

function finish(
  item: ConversationItem & { status?: "completed" | "incomplete" | "in_progress" },
  options: StreamOptions,
): void {
  const { send, responseId, outputIndex, signal } = options;
  item.status = signal.aborted ? "incomplete" : "completed";
  const copy = structuredClone(item);
  send({ type: "response.output_item.done", response_id: responseId, output_index: outputIndex, item: copy });
  options.onDone(item);
}

async function streamCall(output: CallOutput, options: StreamOptions): Promise<Streamed> {
  const { send, responseId, itemId, callId, outputIndex, signal, paceMs = usualPaceMs } = options;
  const place = {
    response_id: responseId,
    item_id: itemId,
    output_index: outputIndex,
    call_id: output.callId ?? callId,
  };
  const item = {
    id: itemId,
    object: "realtime.item" as const,
    type: "function_call" as const,
    status: "in_progress" as "in_progress" | "completed" | "incomplete",
    name: output.call,
    call_id: place.call_id,
    arguments: "",
  };
  begin(item, options);
  for (let at = 0; at < output.arguments.length && (await pause(paceMs, signal)); at += argumentPiece) {
    const delta = output.arguments.slice(at, at + argumentPiece);
    item.arguments += delta;
    send({ type: "response.function_call_arguments.delta", ...place, delta });
  }
  // Interrupted calls are closed like whole ones; only the item's status tells.
  send({
    type: "response.function_call_arguments.done",
    ...place,
    name: item.name,
    arguments: item.arguments,
  });
  finish(item, options);
  return { item, soundMs: 0 };
}

async function streamMessage(text: string, options: StreamOptions): Promise<Streamed> {
  const { send, responseId, itemId, outputIndex, signal, modality, outputAudio } = options;
  const place = { response_id: responseId, item_id: itemId, output_index: outputIndex, content_index: 0 };
  const content: { type: "output_audio" | "output_text"; text?: string; transcript?: string }[] = [];
  const item = {
    id: itemId,
    object: "realtime.item" as const,
    type: "message" as const,
    role: "assistant" as const,
    status: "in_progress" as "in_progress" | "completed" | "incomplete",
    content,
  };
  const spoken = modality === "audio";
  const partOf = (said: string) =>
    spoken ? { type: "audio" as const, transcript: said } : { type: "text" as const, text: said };
  begin(item, options);
  send({ type: "response.content_part.added", ...place, part: partOf("") });

  const words = text.match(/\S+\s*/g) ?? [];
  const sound = spoken ? voiceOf(text, words.length) : undefined;
  const speech = spoken ? outputAudio.speak(responseId, itemId, outputIndex) : undefined;
  const pace = options.paceMs ?? (sound === undefined ? usualPaceMs : sound.pieceMs / speechLead);
  let said = "";
  let soundMs = 0;
  for (const [index, word] of words.entries()) {
    said += word;
    const type = spoken ? "response.output_audio_transcript.delta" : "response.output_text.delta";
    send({ type, ...place, delta: word });
    if (sound !== undefined) {
      speech?.push(sound.piece(index));
      soundMs += sound.pieceMs;
      options.onSound(soundMs);
    }
    if (!(await pause(pace, signal))) break;
  }
  speech?.end();
  content.push(spoken ? { type: "output_audio", transcript: said } : { type: "output_text", text: said });
  if (spoken) {
    send({ type: "response.output_audio.done", ...place });
    send({ type: "response.output_audio_transcript.done", ...place, transcript: said });
  } else send({ type: "response.output_text.done", ...place, text: said });
  send({ type: "response.content_part.done", ...place, part: partOf(said) });
  finish(item, options);
  return { item, soundMs };
}

export function streamOutput(output: Output, options: StreamOptions): Promise<Streamed> {
  if ("server" in output) return streamRemote(output, options);
  return "say" in output ? streamMessage(output.say, options) : streamCall(output, options);
}
