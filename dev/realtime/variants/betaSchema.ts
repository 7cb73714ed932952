/** What speaches takes from a client: the events of before the API was released, as far as it knows them. */
import * as z from "zod";

const event = <Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) =>
  z.looseObject({ type: z.literal(type), event_id: z.string().nullish(), ...shape });

const content = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("input_text"), text: z.string() }),
  z.looseObject({ type: z.literal("input_audio"), transcript: z.string().nullable() }),
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  z.looseObject({ type: z.literal("audio"), transcript: z.string(), audio: z.string() }),
]);
const id = z.string().optional();
const item = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("message"),
    id,
    role: z.enum(["assistant", "user", "system"]),
    content: z.array(content),
  }),
  z.looseObject({
    type: z.literal("function_call"),
    id,
    call_id: z.string(),
    name: z.string(),
    arguments: z.string(),
  }),
  z.looseObject({ type: z.literal("function_call_output"), id, call_id: z.string(), output: z.string() }),
]);

const modalities = z.array(z.enum(["text", "audio"])).optional();

/** It overlooks fields that it does not know; here, nobody is to send them. */
const session = z.strictObject({
  instructions: z.string().optional(),
  modalities,
  tools: z.array(z.looseObject({ type: z.literal("function"), name: z.string() })).optional(),
  tool_choice: z.enum(["none", "auto", "required"]).optional(),
  input_audio_transcription: z
    .strictObject({ model: z.string(), language: z.string().optional() })
    .optional(),
  turn_detection: z
    .strictObject({
      type: z.literal("server_vad").optional(),
      threshold: z.number().min(0).max(1).optional(),
      silence_duration_ms: z.int().optional(),
      create_response: z.boolean().optional(),
    })
    .nullish(),
  voice: z.string().optional(),
  speech_model: z.string().optional(),
});
export type BetaSession = z.output<typeof session>;

export const betaClientEvent = z.discriminatedUnion("type", [
  event("session.update", { session }),
  event("input_audio_buffer.append", { audio: z.string() }),
  event("input_audio_buffer.commit", {}),
  event("input_audio_buffer.clear", {}),
  event("conversation.item.create", { item }),
  event("conversation.item.delete", { item_id: z.string() }),
  event("response.create", {
    response: z
      .strictObject({
        modalities,
        instructions: z.string().optional(),
        max_response_output_tokens: z.union([z.int(), z.literal("inf")]).optional(),
      })
      .nullish(),
  }),
]);
export type BetaClientEvent = z.output<typeof betaClientEvent>;
