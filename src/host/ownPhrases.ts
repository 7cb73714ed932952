/** Phrases of the user's own, from the settings to what the session obeys. */
import type { OwnPhrase } from "../session/ownPhrases.ts";
import { definePhrase } from "../tools/definePhrase.ts";
import { macroFor } from "../tools/macros.ts";
import { macros } from "./settings.ts";

/** The call is the one that the model can make: what it may do, and how it is undone, is the same. */
export function ownPhrase(text: string): OwnPhrase | undefined {
  const macro = macroFor(text, macros());
  if (macro === undefined) return undefined;
  if ("wish" in macro.does) return { wish: macro.does.wish };
  const args = JSON.stringify({ action: "run", phrase: macro.phrase });
  return { call: { name: definePhrase.name, arguments: args } };
}
