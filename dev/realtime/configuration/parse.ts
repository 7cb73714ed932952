/** Parses against a schema and reports what is wrong in the API's own words. */
import type * as z from "zod";
import { ProtocolError } from "../protocol.ts";

/** The parameters that need not be whole numbers. */
const decimals = /\.(?:speed|threshold|strength|retention_ratio)$/;

const nameOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name === "" ? String(key) : `${name}.${String(key)}`;
  }, "");

const typeOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
};

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

const depth = (issues: z.core.$ZodIssue[]): number => Math.max(...issues.map(({ path }) => path.length));

/** Of a union's branches, the one that got furthest into the value tells best what is wrong with it. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
  const best = issue.errors.toSorted((one, other) => depth(other) - depth(one))[0]?.[0];
  return best === undefined || best.path.length === 0
    ? issue
    : deepest({ ...best, path: [...issue.path, ...best.path] });
}

function errorOf(found: z.core.$ZodIssue, input: unknown, root: readonly PropertyKey[]): ProtocolError {
  const issue = deepest(found);
  const path = [...root, ...issue.path];
  const param = nameOf(path);
  const value = valueAt(input, issue.path);
  if (issue.code === "unrecognized_keys") {
    const unknown = nameOf([...path, issue.keys[0] ?? ""]);
    return new ProtocolError(`Unknown parameter: '${unknown}'.`, "unknown_parameter", unknown);
  }
  // A union without its discriminator points at the union, not at the field that is missing.
  const discriminator =
    issue.code === "invalid_union" && "discriminator" in issue ? issue.discriminator : undefined;
  if (typeof discriminator === "string" && nameOf(path).endsWith(discriminator) && value === undefined) {
    return new ProtocolError(`Missing required parameter: '${param}'.`, "missing_required_parameter", param);
  }
  if (value === undefined) {
    return new ProtocolError(`Missing required parameter: '${param}'.`, "missing_required_parameter", param);
  }
  if (issue.code === "invalid_type") {
    const message = `Invalid type for '${param}': expected ${issue.expected}, but got ${typeOf(value)} instead.`;
    return new ProtocolError(message, "invalid_type", param);
  }
  if (issue.code === "too_big" || issue.code === "too_small") {
    const [bound, code] =
      issue.code === "too_big"
        ? [`<= ${issue.maximum}`, "above_max_value"]
        : [`>= ${issue.minimum}`, "below_min_value"];
    const number = decimals.test(param) ? "decimal" : "integer";
    const kind = issue.origin === "number" || issue.origin === "int" ? number : issue.origin;
    const message = `Invalid '${param}': ${kind} ${code.replaceAll("_", " ")}. Expected a value ${bound}, but got ${JSON.stringify(value)} instead.`;
    return new ProtocolError(message, `${kind}_${code}`, param);
  }
  if (issue.code === "invalid_value") {
    const supported = issue.values.map((one) => `'${String(one)}'`).join(", ");
    return new ProtocolError(
      `Invalid value: ${JSON.stringify(value)}. Supported values are: ${supported}.`,
      "invalid_value",
      param,
    );
  }
  return new ProtocolError(`Invalid value for '${param}': ${issue.message}`, "invalid_value", param);
}

/**
 * @param root where in the whole message this value stands, for the names in errors.
 * @throws {ProtocolError}
 */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  root: string[] = [],
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue === undefined
    ? new ProtocolError("Invalid value.", "invalid_value")
    : errorOf(issue, value, root);
}
