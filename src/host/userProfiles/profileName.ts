/** Names of profiles: short ones, that can be said. */
import { traits, type ProviderKind } from "../../providers/traits.ts";

const names: Partial<Record<ProviderKind, string>> = {
  openai: "OpenAI",
  speechToSpeech: "Speech to Speech",
  localai: "LocalAI",
  speaches: "Speaches",
};

/** @param taken those that there are. */
export function proposedName(kind: ProviderKind, baseUrl: string, taken: readonly string[]): string {
  const proposed = nameOf(kind, baseUrl);
  for (let number = 1; ; number++) {
    const name = number === 1 ? proposed : `${proposed} ${number}`;
    if (!isTaken(name, taken)) return name;
  }
}

/** Said aloud, names that differ by their capitals are the same. */
export function isTaken(name: string, taken: readonly string[]): boolean {
  const plain = name.trim().toLowerCase();
  return taken.some((other) => other.trim().toLowerCase() === plain);
}

function nameOf(kind: ProviderKind, baseUrl: string): string {
  const host = URL.parse(baseUrl)?.host ?? baseUrl;
  const name = names[kind];
  if (kind === "azure") return `Azure ${host.split(".")[0] ?? host}`;
  if (name === undefined) return host;
  const usual = URL.parse(traits[kind].usualUrl)?.host;
  return host === usual || isThisMachine(baseUrl) ? name : `${name} ${host}`;
}

function isThisMachine(baseUrl: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(URL.parse(baseUrl)?.hostname ?? "");
}
