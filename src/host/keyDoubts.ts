/** What speaks against a key before anybody has tried it: most of all, that it belongs elsewhere. */
import { azureForm, otherProviders } from "../providers/keyForms.ts";
import type { ProviderSettings } from "../providers/settings.ts";
import { isAtHome } from "../providers/homes.ts";
import { isKey } from "./keyText.ts";

export interface KeyDoubt {
  /** It cannot be right; otherwise it is only unlikely. */
  sure: boolean;
  what:
    | "blanks"
    | "masked"
    | "address"
    | "ephemeral"
    | "admin"
    | "otherProvider"
    | "azureKey"
    | "openaiKey"
    | "unusual"
    | "short";
  /** Of `otherProvider`. */
  whose?: string;
}

const addressForm = /^(?:https?|wss?):\/\/|^[\w-]+(?:\.[\w-]+)*\.(?:azure\.com|openai\.com)\b/i;

/** Characters. No key of either provider was ever as short. */
const shortest = 20;

/** @param key as {@link cleanKey} gives it. */
export function doubtAbout(key: string, settings: ProviderSettings): KeyDoubt | undefined {
  if (addressForm.test(key)) return { sure: true, what: "address" };
  if (/[•●…]|\*{3}|\.{3}/.test(key)) return { sure: true, what: "masked" };
  if (!isKey(key)) return { sure: true, what: "blanks" };
  const { kind } = settings;
  // A server of the user's own takes what it likes.
  if (kind !== "openai" && kind !== "azure") {
    return key.startsWith("ek_") ? { sure: false, what: "ephemeral" } : undefined;
  }
  if (key.startsWith("ek_")) return { sure: true, what: "ephemeral" };
  // Behind another address a gateway may have keys of its own.
  const sure = isAtHome(settings);
  const whose = otherProviders.find(([start]) => key.startsWith(start))?.[1];
  if (whose !== undefined) return { sure, what: "otherProvider", whose };
  const doubt = kind === "azure" ? azureDoubt(key) : openaiDoubt(key);
  if (doubt !== undefined) return { sure, what: doubt };
  if (!sure) return undefined;
  if (key.length < shortest) return { sure: false, what: "short" };
  return kind === "openai" && !key.startsWith("sk-") ? { sure: false, what: "unusual" } : undefined;
}

function openaiDoubt(key: string): KeyDoubt["what"] | undefined {
  if (key.startsWith("sk-admin-")) return "admin";
  return azureForm.test(key) ? "azureKey" : undefined;
}

function azureDoubt(key: string): KeyDoubt["what"] | undefined {
  return key.startsWith("sk-") ? "openaiKey" : undefined;
}
