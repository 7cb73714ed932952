/** Arguments against the JSON Schema of a tool that is not ours. */
import * as z from "zod";

/** @returns what is wrong with them, or undefined. What the schema says that we cannot read is left to the tool. */
export function schemaFault(schema: unknown, value: unknown): string | undefined {
  let check: z.ZodType;
  try {
    check = z.fromJSONSchema(z.custom<z.core.JSONSchema.JSONSchema>(isObject).parse(schema));
  } catch {
    return undefined;
  }
  const parsed = check.safeParse(value);
  return parsed.success ? undefined : z.prettifyError(parsed.error);
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
