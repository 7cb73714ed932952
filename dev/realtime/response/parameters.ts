/** What a `response.create` may override. */
import * as z from "zod";
import { format, generation, voice } from "../configuration/schema.ts";
import { clientItem } from "../conversation/items.ts";

/** Pairs. */
const mostMetadata = 16;

export const responseParameters = z.strictObject({
  ...generation,
  audio: z
    .strictObject({
      output: z.strictObject({ format: format.optional(), voice: voice.optional() }).optional(),
    })
    .optional(),
  conversation: z.enum(["auto", "none"]).optional(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= mostMetadata, `Expected at most ${mostMetadata} pairs.`)
    .nullable()
    .optional(),
  input: z
    .array(z.union([clientItem, z.strictObject({ type: z.literal("item_reference"), id: z.string() })]))
    .optional(),
});
export type ResponseParameters = z.output<typeof responseParameters>;
