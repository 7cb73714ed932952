/** Phrases of the user's own, as the setting `vivaVoce.macros` holds them. */
import * as z from "zod";
import { wordsOf } from "../session/phrases.ts";
import type { Step } from "./steps.ts";

export const macrosSetting = "vivaVoce.macros";

const step = z.strictObject({
  tool: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** Calls, or a wish in words, which the model fulfils. */
const macro = z.union([z.string().trim().min(1), z.array(step).min(1).max(20)]);

export interface Macro {
  phrase: string;
  /** Calls, which are run as they are, or words for the model. */
  does: { steps: readonly Step[] } | { wish: string };
}

/** What of the setting makes sense; the rest is left out. */
export function macrosOf(setting: unknown): Macro[] {
  const entries = Object.entries(z.record(z.string(), z.unknown()).safeParse(setting).data ?? {});
  return entries.flatMap(([phrase, value]): Macro[] => {
    const { data } = macro.safeParse(value);
    if (data === undefined || wordsOf(phrase) === "") return [];
    if (typeof data === "string") return [{ phrase, does: { wish: data } }];
    const steps = data.map(({ tool, arguments: args }) => ({ name: tool, arguments: args }));
    return [{ phrase, does: { steps } }];
  });
}

/** As it is kept, for people to read. */
export function settingOf(macros: readonly Macro[]): Record<string, unknown> {
  return Object.fromEntries(
    macros.map(({ phrase, does }) => [
      phrase,
      "wish" in does
        ? does.wish
        : does.steps.map(({ name, arguments: args }) => ({ tool: name, arguments: args })),
    ]),
  );
}

/** @returns the one whose phrase is all that was said. */
export function macroFor(said: string, macros: readonly Macro[]): Macro | undefined {
  const words = withoutCourtesy(wordsOf(said));
  return words === "" ? undefined : macros.find(({ phrase }) => withoutCourtesy(wordsOf(phrase)) === words);
}

function withoutCourtesy(words: string): string {
  return words.replace(/^(?:please|okay|ok) /, "").replace(/ please$/, "");
}
