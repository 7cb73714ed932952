/** The server events that we act on, parsed. Fields that we do not use are not named here. */
import * as z from "zod";
import { mcpItems } from "./mcp/items.ts";

const functionCall = z.object({
  type: z.literal("function_call"),
  id: z.string().optional(),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
  status: z.string().optional(),
});
export type FunctionCallItem = z.infer<typeof functionCall>;

const item = z.union([functionCall, ...mcpItems, z.object({ type: z.string(), id: z.string().optional() })]);
export type ServerItem = z.infer<typeof item>;

const inItem = { item_id: z.string() };
const inResponse = { ...inItem, response_id: z.string() };

const apiError = z.object({
  type: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string(),
  param: z.string().nullish(),
  event_id: z.string().nullish(),
});
export type ApiError = z.infer<typeof apiError>;

/** Of a response that failed, which may say little of it. */
const reportedError = apiError.partial({ message: true });
export type ReportedError = z.infer<typeof reportedError>;

const response = z.object({
  id: z.string(),
  status: z.string().nullish(),
  status_details: z.object({ reason: z.string().nullish(), error: reportedError.nullish() }).nullish(),
  output: z.array(item).nullish(),
});
export type FinishedResponse = z.infer<typeof response>;

const schemas = [
  z.object({
    type: z.literal("session.created"),
    // When it ends, in seconds since 1970.
    session: z.object({ expires_at: z.number().optional() }).optional().catch(undefined),
  }),
  z.object({ type: z.literal("session.updated") }),
  z.object({ type: z.literal("error"), error: apiError }),
  z.object({ type: z.literal("input_audio_buffer.speech_started"), ...inItem }),
  z.object({ type: z.literal("input_audio_buffer.speech_stopped"), ...inItem }),
  z.object({ type: z.literal("input_audio_buffer.committed"), ...inItem }),
  z.object({ type: z.literal("input_audio_buffer.cleared") }),
  z.object({ type: z.literal("input_audio_buffer.timeout_triggered") }),
  z.object({
    type: z.literal("conversation.item.input_audio_transcription.delta"),
    ...inItem,
    delta: z.string().optional(),
  }),
  z.object({
    type: z.literal("conversation.item.input_audio_transcription.completed"),
    ...inItem,
    transcript: z.string(),
  }),
  z.object({ type: z.literal("conversation.item.input_audio_transcription.failed"), ...inItem }),
  z.object({ type: z.literal("response.created"), response }),
  z.object({ type: z.literal("response.done"), response }),
  z.object({ type: z.literal("response.output_audio_transcript.delta"), ...inResponse, delta: z.string() }),
  z.object({
    type: z.literal("response.output_audio_transcript.done"),
    ...inResponse,
    transcript: z.string(),
  }),
  z.object({ type: z.literal("response.output_text.delta"), ...inResponse, delta: z.string() }),
  z.object({ type: z.literal("response.output_text.done"), ...inResponse, text: z.string() }),
  z.object({ type: z.literal("conversation.item.added"), item }),
  z.object({ type: z.literal("conversation.item.done"), item }),
  z.object({ type: z.literal("response.output_item.added"), response_id: z.string().optional(), item }),
  z.object({ type: z.literal("response.output_item.done"), response_id: z.string().optional(), item }),
  z.object({ type: z.literal("mcp_list_tools.in_progress"), ...inItem }),
  z.object({ type: z.literal("mcp_list_tools.completed"), ...inItem }),
  z.object({ type: z.literal("mcp_list_tools.failed"), ...inItem }),
  z.object({ type: z.literal("response.mcp_call_arguments.done"), ...inItem, arguments: z.string() }),
  z.object({ type: z.literal("response.mcp_call.in_progress"), ...inItem }),
  z.object({ type: z.literal("response.mcp_call.completed"), ...inItem }),
  z.object({ type: z.literal("response.mcp_call.failed"), ...inItem }),
  z.object({ type: z.literal("output_audio_buffer.started"), response_id: z.string() }),
  z.object({ type: z.literal("output_audio_buffer.stopped"), response_id: z.string() }),
  z.object({ type: z.literal("output_audio_buffer.cleared"), response_id: z.string() }),
] as const;

const serverEvent = z.discriminatedUnion("type", schemas);
export type ServerEvent = z.infer<typeof serverEvent>;

const knownTypes = new Set<string>(schemas.map((schema) => schema.shape.type.value));
const anyEvent = z.object({ type: z.string() });

export type ParsedEvent =
  | { kind: "known"; event: ServerEvent }
  /** A type that we do not act on: newer than us, or none of our business. */
  | { kind: "unknown"; type: string }
  | { kind: "malformed"; reason: string };

/** Parses what came over the data channel. Never throws. */
export function parseServerEvent(data: string): ParsedEvent {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return { kind: "malformed", reason: "not JSON" };
  }
  const any = anyEvent.safeParse(json);
  if (!any.success) return { kind: "malformed", reason: "no type" };
  const { type } = any.data;
  if (!knownTypes.has(type)) return { kind: "unknown", type };
  const parsed = serverEvent.safeParse(json);
  if (parsed.success) return { kind: "known", event: parsed.data };
  return { kind: "malformed", reason: `${type}: ${z.prettifyError(parsed.error)}` };
}

export function isFunctionCall(candidate: { type: string }): candidate is FunctionCallItem {
  return functionCall.safeParse(candidate).success;
}
