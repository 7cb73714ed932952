/** Silent until asked: what makes the assistant speak then, and what it is asked for. */
import type { Item, ResponseParameters } from "./clientEvents.ts";
import { hasPhrase } from "./phrases.ts";

/** A phrase or a button, and the answer that it brings. */
export interface Trigger {
  name: string;
  phrases: readonly string[];
  /** How long the answer may be, in seconds of speech. */
  seconds: number;
  /** How many of the last things that were said the answer rests on. */
  lines: number;
  /** What kind of answer is wanted, in the user's words; "" for a plain one. */
  instructions: string;
}

/** Tokens of speech in a second, as the API counts them. */
const tokensPerSecond = 20;

/** An answer is asked to be short in words. The hard limit, which would cut it in a word, is well above. */
const allowance = 3;

export function triggerIn(text: string, triggers: readonly Trigger[]): Trigger | undefined {
  return triggers.find(({ phrases }) => phrases.some((phrase) => hasPhrase(text, phrase)));
}

interface Material {
  /** The session's own: a response's replace them. */
  instructions: string;
  /** What is known of the editor; "" for nothing. */
  editor: string;
  /** The last that was said. */
  lines: readonly Item[];
  spoken: boolean;
}

export function triggeredResponse(
  { name, seconds, instructions: wish }: Trigger,
  { instructions, editor, lines, spoken }: Material,
): ResponseParameters {
  const asked =
    `The user asks for "${name}" about what was said last. ${wish} ` +
    `Answer in speech of at most ${seconds} seconds. Do not mention this request.`;
  const context: Item[] =
    editor === ""
      ? []
      : [{ type: "message", role: "system", content: [{ type: "input_text", text: editor }] }];
  return {
    output_modalities: spoken ? ["audio"] : ["text"],
    instructions: `${instructions}\n\n${asked.replaceAll(/\s+/g, " ")}`,
    max_output_tokens: Math.min(4_096, Math.round(seconds * tokensPerSecond * allowance)),
    input: [...context, ...lines],
  };
}
