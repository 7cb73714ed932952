/** What a server answers, as far as anybody reads it: it may send without end. */

/** Bytes of a refusal, and of what is about as short. */
export const shortBody = 64 * 1024;

/** Bytes of lists, and of answers that repeat what was asked. Gateways list hundreds of models. */
const longBody = 4 * 1024 * 1024;

/** @param limit in bytes; what comes after is not waited for. */
export async function readText(response: Response, limit: number): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let left = limit; left > 0;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
  }
  // Only a courtesy: nobody needs to know how it ends.
  void reader.cancel().catch(() => undefined);
  return text;
}

/** @returns undefined where it is none, or is too long. */
export async function readJson(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await readText(response, longBody));
  } catch {
    return undefined;
  }
}
