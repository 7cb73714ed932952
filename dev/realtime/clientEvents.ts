/** The client events, parsed. */
import * as z from "zod";
import { sessionUpdate } from "./configuration/schema.ts";
import { clientItem } from "./conversation/items.ts";
import { ProtocolError } from "./protocol.ts";
import { parse } from "./configuration/parse.ts";
import { responseParameters } from "./response/parameters.ts";

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), event_id: z.string().optional(), ...shape });
const itemId = { item_id: z.string() };

const clientEvents = [
  event("session.update", { session: sessionUpdate }),
  event("conversation.item.create", { previous_item_id: z.string().nullable().optional(), item: clientItem }),
  event("conversation.item.delete", itemId),
  event("conversation.item.retrieve", itemId),
  event("conversation.item.truncate", {
    ...itemId,
    content_index: z.int().min(0),
    audio_end_ms: z.int().min(0),
  }),
  event("input_audio_buffer.append", { audio: z.base64().min(1) }),
  event("input_audio_buffer.clear", {}),
  event("input_audio_buffer.commit", {}),
  event("output_audio_buffer.clear", {}),
  event("response.create", { response: responseParameters.nullable().optional() }),
  event("response.cancel", { response_id: z.string().optional() }),
] as const;
export type ClientEvent = z.output<(typeof clientEvents)[number]>;

const known = clientEvents.map(({ shape }) => shape.type.value);

/** @returns what the message says, before it is known to be right; undefined where it is not JSON. */
export function readMessage(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** @throws {ProtocolError} */
export function parseClientEvent(message: unknown): ClientEvent {
  if (typeof message !== "object" || message === null) {
    throw new ProtocolError("Failed to parse the event: it is not a JSON object.", "invalid_event");
  }
  const type = "type" in message ? message.type : undefined;
  if (type === undefined) throw new ProtocolError("The 'type' field is missing.", "invalid_event", "type");
  const schema = clientEvents.find(({ shape }) => shape.type.value === type);
  if (schema === undefined) {
    const supported = known.map((name) => `'${name}'`).join(", ");
    const message = `Invalid value: ${JSON.stringify(type)}. Supported values are: ${supported}.`;
    throw new ProtocolError(message, "invalid_value", "type");
  }
  return parse(schema, message);
}
