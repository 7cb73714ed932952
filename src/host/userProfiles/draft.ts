/** A profile that is being set up: all that was entered, so that a way back loses nothing of it. */
import type { ProviderSettings } from "../../providers/settings.ts";
import { traits, type ProviderKind } from "../../providers/traits.ts";
import type { Profile, StoredProfile } from "../profiles.ts";
import { proposedName } from "./profileName.ts";

/** How one signs in. `entered`: by a key that was entered here. */
export type Credential = "entered" | "environment" | "microsoft" | "none";

export interface Draft {
  kind: ProviderKind;
  /** As typed, by kind: of another kind, another one is meant. */
  address: Partial<Record<ProviderKind, string>>;
  baseUrl: string;
  credential: Credential | undefined;
  /** Of Azure's; "" for the account's own. */
  tenant: string;
  organization: string;
  project: string;
  model: string;
  /** As typed; undefined where the proposed one was left. */
  name: string | undefined;
}

export function emptyDraft(): Draft {
  return {
    kind: "openai",
    address: {},
    baseUrl: "",
    credential: undefined,
    tenant: "",
    organization: "",
    project: "",
    model: "",
    name: undefined,
  };
}

/** Another kind or address is another server, with other models and another key. */
export function moveTo(draft: Draft, place: Pick<Draft, "kind" | "baseUrl">): void {
  if (draft.kind === place.kind && draft.baseUrl === place.baseUrl) return;
  Object.assign(draft, place, { credential: undefined, model: "" });
  if (place.kind !== "azure") draft.tenant = "";
  if (place.kind !== "openai") Object.assign(draft, { organization: "", project: "" });
}

export function typedAddress({ kind, address }: Draft): string {
  return address[kind] ?? traits[kind].usualUrl;
}

export function providerOf(draft: Draft): ProviderSettings {
  const { kind, baseUrl, model, credential, tenant, organization, project } = draft;
  const signIn = credential === "microsoft" ? "microsoft" : "key";
  return { kind, baseUrl, model, signIn, ...(tenant !== "" && { tenant }), organization, project };
}

/**
 * While its name may still change, it has the one that is proposed: keys are stored by the names of profiles, and no
 * other has this one.
 */
export function profileOfDraft(draft: Draft, taken: readonly string[]): Profile {
  return { name: proposedName(draft.kind, draft.baseUrl, taken), provider: providerOf(draft) };
}

export function storedOf(draft: Draft): StoredProfile {
  const { kind, baseUrl, model, signIn, tenant, organization, project } = providerOf(draft);
  return {
    provider: kind,
    baseUrl,
    model,
    ...(signIn === "microsoft" && { signIn, ...(tenant !== undefined && { tenant }) }),
    ...(organization !== "" && { organization }),
    ...(project !== "" && { project }),
  };
}
