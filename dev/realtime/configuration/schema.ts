/** What a session's configuration may hold: the ranges and values of the API's reference. */
import * as z from "zod";

const voices = [
  "alloy",
  "ash",
  "ballad",
  "coral",
  "echo",
  "sage",
  "shimmer",
  "verse",
  "marin",
  "cedar",
] as const;
export const voice = z.union([z.enum(voices), z.strictObject({ id: z.string() })]);

/** The API knows G.711 too; this server takes and gives only PCM, and says so. */
export const format = z.strictObject({ type: z.literal("audio/pcm"), rate: z.literal(24_000).optional() });

const responding = { create_response: z.boolean().optional(), interrupt_response: z.boolean().optional() };
const turnDetection = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("server_vad"),
    ...responding,
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.int().min(0).max(5000).optional(),
    silence_duration_ms: z.int().min(0).max(10_000).optional(),
    idle_timeout_ms: z.int().min(5000).max(30_000).nullable().optional(),
  }),
  z.strictObject({
    type: z.literal("semantic_vad"),
    ...responding,
    eagerness: z.enum(["low", "medium", "high", "auto"]).optional(),
  }),
]);

const transcription = z.strictObject({
  model: z.string().optional(),
  language: z.string().optional(),
  languages: z.array(z.string()).optional(),
  keywords: z.array(z.string()).optional(),
  prompt: z.string().optional(),
  delay: z.enum(["minimal", "low", "medium", "high", "xhigh"]).optional(),
});

const functionName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]{1,64}$/, "Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.");
const functionTool = z.strictObject({
  type: z.literal("function"),
  name: functionName,
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
});

/** The part of the API's that is used here. */
const mcpTool = z.strictObject({
  type: z.literal("mcp"),
  server_label: z.string().regex(/^[a-z][\w-]*$/i),
  server_url: z.url({ protocol: /^https$/ }),
  server_description: z.string().optional(),
  authorization: z.string().optional(),
  allowed_tools: z.array(z.string()).optional(),
  require_approval: z.enum(["always", "never"]).optional(),
});

/** What a session and a single response have in common. */
export const generation = {
  output_modalities: z
    .array(z.enum(["text", "audio"]))
    .length(1)
    .optional(),
  instructions: z.string().optional(),
  tools: z.array(z.discriminatedUnion("type", [functionTool, mcpTool])).optional(),
  tool_choice: z
    .union([
      z.enum(["auto", "none", "required"]),
      z.strictObject({ type: z.literal("function"), name: z.string() }),
    ])
    .optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: z
    .strictObject({ effort: z.enum(["minimal", "low", "medium", "high", "xhigh"]).optional() })
    .optional(),
  max_output_tokens: z.union([z.literal("inf"), z.int().min(1).max(4096)]).optional(),
  prompt: z.looseObject({ id: z.string() }).nullable().optional(),
};

export const sessionUpdate = z.strictObject({
  type: z.literal("realtime"),
  model: z.string().optional(),
  ...generation,
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: format.optional(),
          noise_reduction: z
            .strictObject({
              type: z.enum(["near_field", "far_field"]).optional(),
              strength: z.number().optional(),
            })
            .nullable()
            .optional(),
          transcription: transcription.nullable().optional(),
          turn_detection: turnDetection.nullable().optional(),
        })
        .optional(),
      output: z
        .strictObject({
          format: format.optional(),
          voice: voice.optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
  truncation: z
    .union([
      z.enum(["auto", "disabled"]),
      z.strictObject({
        type: z.literal("retention_ratio"),
        retention_ratio: z.number().min(0).max(1),
        token_limits: z.strictObject({ post_instructions: z.int().min(0).optional() }).optional(),
      }),
    ])
    .optional(),
  tracing: z
    .union([
      z.literal("auto"),
      z.strictObject({
        workflow_name: z.string().optional(),
        group_id: z.string().optional(),
        metadata: z.unknown().optional(),
      }),
    ])
    .nullable()
    .optional(),
  include: z.array(z.literal("item.input_audio_transcription.logprobs")).nullable().optional(),
});
export type SessionUpdate = z.output<typeof sessionUpdate>;

export const secretRequest = z.strictObject({
  expires_after: z
    .strictObject({
      anchor: z.literal("created_at").optional(),
      seconds: z.int().min(10).max(7200).optional(),
    })
    .optional(),
  session: sessionUpdate.optional(),
});
