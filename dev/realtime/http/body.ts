/** Request bodies. */
import type { IncomingMessage } from "node:http";
import { HttpError } from "./answer.ts";

/** Bytes. */
const largestBody = 1 << 20;

export async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > largestBody) throw new HttpError(413, "The request body is too large.");
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** @throws {HttpError} where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new HttpError(400, "We could not parse the JSON body of your request.");
  }
}

/** @throws {HttpError} where it is no form. */
export async function readForm(type: string, body: Uint8Array<ArrayBuffer>): Promise<Map<string, string>> {
  let form: FormData;
  try {
    form = await new Response(body, { headers: { "content-type": type } }).formData();
  } catch {
    throw new HttpError(400, "We could not parse the multipart body of your request.");
  }
  const parts = new Map<string, string>();
  for (const [name, value] of form) parts.set(name, typeof value === "string" ? value : await value.text());
  return parts;
}
