/** Arguments against the JSON Schema of a tool that is not ours. */
import { Validator, type Schema } from "@cfworker/json-schema";

/** Faults that are told at once. */
const mostFaults = 3;

/** @returns what is wrong with them, or undefined. What the schema says that we cannot read is left to the tool. */
export function schemaFault(schema: unknown, value: unknown): string | undefined {
  if (!isSchema(schema)) return undefined;
  try {
    // The last ones of several say most: those before only name the parts that they are in.
    const { valid, errors } = new Validator(schema, "2020-12", false).validate(value);
    if (valid) return undefined;
    const told = errors
      .slice(-mostFaults)
      .map(({ error, instanceLocation }) => `${instanceLocation}: ${error}`);
    return told.join(" ");
  } catch {
    return undefined;
  }
}

function isSchema(schema: unknown): schema is Schema {
  return typeof schema === "object" && schema !== null;
}
