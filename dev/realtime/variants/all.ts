import { azure, type AzureOptions } from "./azure.ts";
import { localai } from "./localai.ts";
import { compatible, openai } from "./openai.ts";
import { speaches } from "./speaches.ts";
import { speechToSpeech } from "./speechToSpeech.ts";
import type { Plays, Variant } from "./variant.ts";

/** @returns whom the server plays. */
export function variantOf(options: { plays?: Plays; azure?: AzureOptions }): Variant {
  const variants = { openai, azure: azure(options.azure), compatible, speechToSpeech, localai, speaches };
  return variants[options.plays ?? "openai"];
}
