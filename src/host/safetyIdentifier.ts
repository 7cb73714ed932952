/** Tells one user of a provider's from another, and nothing else of them. */
import { createHash, randomUUID } from "node:crypto";
import type { Memento } from "vscode";

const memoryKey = "installation";

/** The hash of a random number that is made once for each installation; https://platform.openai.com/docs/guides/safety-best-practices */
export async function safetyIdentifier(memory: Memento): Promise<string> {
  let installation = memory.get(memoryKey);
  if (typeof installation !== "string") {
    installation = randomUUID();
    await memory.update(memoryKey, installation);
  }
  return createHash("sha256").update(String(installation)).digest("hex");
}
