/** The items that a client may create. */
import * as z from "zod";
import type { ConversationItem } from "../protocol.ts";
import { ProtocolError } from "../protocol.ts";

/** Characters. */
const longestId = 32;
const id = z.string().optional();
const object = z.literal("realtime.item").optional();
const status = z.enum(["completed", "incomplete", "in_progress"]).optional();
const common = { id, object, status };
const inputText = z.strictObject({ type: z.literal("input_text"), text: z.string() });

const message = z.discriminatedUnion("role", [
  z.strictObject({
    type: z.literal("message"),
    ...common,
    role: z.literal("system"),
    content: z.array(inputText),
  }),
  z.strictObject({
    type: z.literal("message"),
    ...common,
    role: z.literal("user"),
    content: z.array(
      z.discriminatedUnion("type", [
        inputText,
        z.strictObject({
          type: z.literal("input_audio"),
          audio: z.string().optional(),
          transcript: z.string().optional(),
        }),
        z.strictObject({
          type: z.literal("input_image"),
          image_url: z.string(),
          detail: z.enum(["auto", "low", "high"]).optional(),
        }),
      ]),
    ),
  }),
  z.strictObject({
    type: z.literal("message"),
    ...common,
    role: z.literal("assistant"),
    content: z.array(
      z.discriminatedUnion("type", [
        z.strictObject({ type: z.literal("output_text"), text: z.string() }),
        z.strictObject({ type: z.literal("output_audio"), transcript: z.string().optional() }),
      ]),
    ),
  }),
]);

export const clientItem = z.discriminatedUnion("type", [
  message,
  z.strictObject({
    type: z.literal("function_call"),
    ...common,
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    type: z.literal("function_call_output"),
    ...common,
    call_id: z.string(),
    output: z.string(),
  }),
  z.strictObject({
    type: z.literal("mcp_approval_response"),
    ...common,
    id: z.string(),
    approval_request_id: z.string(),
    approve: z.boolean(),
    reason: z.string().nullable().optional(),
  }),
]);
export type ClientItem = z.output<typeof clientItem>;

/** The texts of a message, one after the other; "" for other items and for sound alone. */
export function textOf(item: ConversationItem): string {
  if (item.type !== "message") return "";
  return item.content
    .map((part) => part.text ?? ("transcript" in part ? part.transcript : undefined) ?? "")
    .join(" ")
    .trim();
}

/** @throws {ProtocolError} */
export function checkItemId(id: string | undefined): void {
  if (id === undefined || id.length <= longestId) return;
  const message = `Invalid 'item.id': string too long. Expected a string with maximum length ${longestId}, but got a string with length ${id.length} instead.`;
  throw new ProtocolError(message, "string_above_max_length", "item.id");
}
