/** What an event is about, in one line: the words said, the call, the error. */
import * as z from "zod";
import { clip } from "./eventJson.ts";

/** In characters. */
const longestGist = 160;

const text = z.string().optional().catch(undefined);
const apiError = z.object({ message: text }).optional().catch(undefined);
const partShape = z.object({ text, transcript: text });
const itemShape = z.object({
  type: text,
  role: text,
  name: text,
  arguments: text,
  output: text,
  content: z.array(partShape).optional().catch(undefined),
});

/** Whatever of these an event has; all else about it stays unread. */
const glimpse = z.object({
  error: apiError,
  transcript: text,
  text,
  name: text,
  arguments: text,
  item: itemShape.optional().catch(undefined),
  part: partShape.optional().catch(undefined),
  response: z
    .object({
      status: text,
      status_details: z.object({ reason: text, error: apiError }).optional().catch(undefined),
      output: z.array(itemShape).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  session: z.object({ model: text }).optional().catch(undefined),
  rate_limits: z
    .array(z.object({ name: text, remaining: z.number(), limit: z.number() }))
    .optional()
    .catch(undefined),
});

/** @param event without credentials. */
export function gistOf(event: unknown): string {
  const parsed = glimpse.safeParse(event);
  if (!parsed.success) return "";
  const { error, transcript, text, item, part, response, session, rate_limits: limits } = parsed.data;
  return oneLine(
    error?.message ??
      transcript ??
      text ??
      (item && itemGist(item)) ??
      partGist(part) ??
      (response && responseGist(response)) ??
      callGist(parsed.data) ??
      session?.model ??
      limits?.map(({ name, remaining, limit }) => `${name ?? ""} ${remaining}/${limit}`).join(", ") ??
      "",
  );
}

/** @returns what fits in a row. */
export function oneLine(words: string): string {
  return clip(words.replaceAll(/\s+/g, " ").trim(), longestGist);
}

function itemGist(item: z.infer<typeof itemShape>): string {
  if (item.type === "function_call") return callGist(item) ?? "";
  if (item.type === "function_call_output") return item.output ?? "";
  const words = item.content?.map((part) => partGist(part) ?? "").join(" ") ?? "";
  return [item.role ?? item.type, words].filter((piece) => piece !== undefined && piece !== "").join(": ");
}

function partGist(part: z.infer<typeof partShape> | undefined): string | undefined {
  return part?.transcript ?? part?.text;
}

function callGist(call: { name?: string | undefined; arguments?: string | undefined }): string | undefined {
  if (call.name === undefined) return call.arguments;
  return `${call.name} ${call.arguments ?? ""}`;
}

type GlimpsedResponse = NonNullable<z.infer<typeof glimpse>["response"]>;

function responseGist({ status, status_details: details, output = [] }: GlimpsedResponse): string {
  const why = details?.error?.message ?? details?.reason;
  const calls = output.flatMap(({ type, name }) => (type === "function_call" && name ? [name] : []));
  const state = why === undefined ? (status ?? "") : `${status ?? ""} (${why})`;
  return calls.length === 0 ? state : `${state}: ${calls.join(", ")}`;
}
