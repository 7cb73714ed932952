/**
 * Who is talked to: the settings as they stand, or one of the user's profiles over them. Profiles and the address are
 * settings that no workspace can change, so that none can send a key elsewhere; it may choose among the profiles.
 */
import * as vscode from "vscode";
import * as z from "zod";
import type { ProviderSettings } from "../providers/settings.ts";
import { providerKinds, traits } from "../providers/traits.ts";
import { read, section } from "./readSetting.ts";

export interface Profile {
  /** "" for the settings as they stand. */
  name: string;
  provider: ProviderSettings;
  /** In place of the settings of the same names, where they are set. */
  voice?: string | undefined;
  transcriptionModel?: string | undefined;
  instructions?: string | undefined;
  /** Over those of the setting of this name. */
  prices?: Record<string, unknown> | undefined;
}

const text = z.string().trim();

/** As it stands in the settings. What is absent is as in the settings outside of it. */
const storedProfile = z.strictObject({
  provider: z.enum(providerKinds),
  baseUrl: text.optional(),
  model: text.optional(),
  signIn: z.enum(["key", "microsoft"]).optional(),
  tenant: text.optional(),
  organization: text.optional(),
  project: text.optional(),
  voice: text.optional(),
  transcriptionModel: text.optional(),
  instructions: z.string().optional(),
  prices: z.record(z.string(), z.unknown()).optional(),
});
export type StoredProfile = z.infer<typeof storedProfile>;

/** The one that is talked to, and whose key is asked for. */
export function activeProfile(): Profile {
  const name = read("profile", text);
  return name === "" ? plainProfile() : profileOf(name, storedProfiles()[name]);
}

/** The names of all, in the order of the settings. */
export function profileNames(): string[] {
  return Object.keys(storedProfiles());
}

export function storedProfiles(): Record<string, unknown> {
  return read("profiles", z.record(z.string(), z.unknown()));
}

/** The settings as they stand, outside of all profiles. */
export function plainProfile(): Profile {
  const kind = read("provider", z.enum(providerKinds));
  const provider: ProviderSettings = {
    kind,
    baseUrl: plainUrl(kind),
    model: read("model", text),
    signIn: "key",
    organization: "",
    project: "",
  };
  return { name: "", provider };
}

/** An address that is not set is the one where such servers usually are. */
function plainUrl(kind: ProviderSettings["kind"]): string {
  return read("baseUrl", text) || traits[kind].usualUrl;
}

/** Never throws: what cannot be used says so when it is used. */
export function profileOf(name: string, stored: unknown): Profile {
  const plain = plainProfile();
  const parsed = storedProfile.safeParse(stored);
  if (!parsed.success) {
    const problem =
      stored === undefined
        ? vscode.l10n.t("there is no profile “{0}” in the setting {1}", name, `${section}.profiles`)
        : vscode.l10n.t("profile “{0}”: {1}", name, z.prettifyError(parsed.error));
    return { name, provider: { ...plain.provider, problem, missing: stored === undefined } };
  }
  const {
    provider: kind,
    baseUrl,
    model,
    signIn,
    tenant,
    organization = "",
    project = "",
    ...session
  } = parsed.data;
  const provider: ProviderSettings = {
    kind,
    baseUrl:
      (baseUrl ?? "") || (kind === plain.provider.kind ? plain.provider.baseUrl : traits[kind].usualUrl),
    model: (model ?? "") || plain.provider.model,
    signIn: signIn ?? "key",
    ...(tenant !== undefined && { tenant }),
    organization,
    project,
  };
  return { name, provider, ...session };
}
