/** One response from its creation to its end. */
import type { OutputAudio } from "../audio/outputAudio.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { NewId } from "../identifiers.ts";
import type { ProposedCall } from "../mcp/mcpPlay.ts";
import type { Plan } from "../mind/plan.ts";
import {
  absent,
  type ConversationItem,
  type RealtimeResponse,
  type Send,
  type Session,
} from "../protocol.ts";
import type { ResponseParameters } from "./parameters.ts";
import { streamOutput, type Streamed } from "./stream.ts";

/** A response of which we know that it has what the official type calls optional. */
export type OwnResponse = RealtimeResponse & { id: string; output: ConversationItem[] };

export interface Generation {
  readonly response: OwnResponse;
  readonly parameters: ResponseParameters;
  /** What it is made from. */
  readonly items: readonly ConversationItem[];
  /** Its reason says why the response was cancelled. */
  readonly abort: AbortController;
  /** Whether its output goes into the conversation. */
  readonly inConversation: boolean;
  readonly streamed: Streamed[];
}

export type CancelReason = "client_cancelled" | "turn_detected";

export function newResponse(
  id: string,
  conversationId: string | null,
  session: Session,
  wanted: ResponseParameters,
): OwnResponse {
  const { format, voice } = session.audio?.output ?? {};
  return {
    object: "realtime.response",
    id,
    status: "in_progress",
    status_details: absent,
    output: [],
    conversation_id: conversationId ?? absent,
    output_modalities: wanted.output_modalities ?? session.output_modalities ?? ["audio"],
    max_output_tokens: wanted.max_output_tokens ?? session.max_output_tokens ?? "inf",
    audio: {
      output: { format, voice, ...wanted.audio?.output } as RealtimeResponse.Audio["output"] & object,
    },
    usage: absent,
    metadata: wanted.metadata ?? null,
  };
}

export interface StreamTo {
  newId: NewId;
  send: Send;
  conversation: Conversation;
  outputAudio: Pick<OutputAudio, "speak">;
  onSpoken(itemId: string, ms: number): void;
  onProposed(call: ProposedCall): void;
}

/** Sends a plan's outputs one after the other, until it is done or the response is cancelled. */
export async function streamPlan(generation: Generation, plan: Plan, to: StreamTo): Promise<void> {
  const { response, abort, inConversation, streamed } = generation;
  const { newId, conversation } = to;
  for (const [outputIndex, output] of plan.outputs.entries()) {
    if (abort.signal.aborted) return;
    const itemId = newId("item_");
    const one = await streamOutput(output, {
      send: to.send,
      outputAudio: to.outputAudio,
      outputIndex,
      responseId: response.id,
      signal: abort.signal,
      paceMs: plan.paceMs,
      itemId,
      callId: newId("call_"),
      modality: response.output_modalities?.[0] ?? "audio",
      onAdded: (item) => inConversation && conversation.add(item),
      onSound: (ms) => to.onSpoken(itemId, ms),
      onDone: (item) => inConversation && conversation.done(item),
      onProposed: to.onProposed,
    });
    streamed.push(one);
    response.output.push(structuredClone(one.item));
  }
}

/** How a response ended, from its plan, or from why it was cancelled. */
export function endingOf(
  { abort }: Generation,
  plan: Plan | undefined,
): Pick<RealtimeResponse, "status" | "status_details"> {
  if (abort.signal.aborted) {
    const reason = abort.signal.reason as CancelReason;
    return { status: "cancelled", status_details: { type: "cancelled", reason } };
  }
  if (plan?.ending === undefined) return { status: "completed" };
  const { status, ...details } = plan.ending;
  return { status, status_details: { type: status, ...details } };
}
