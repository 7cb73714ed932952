/** Which server, and where. Read from the user's settings, which a workspace cannot change. */
import { SessionFailure, type FailurePlace } from "../session/failure.ts";
import { isTrusted } from "./homes.ts";
import { isOpenAi } from "./openaiHost.ts";
import { isLoopback, isOwnNetwork } from "./ownNetwork.ts";
import { traits, type ProviderKind } from "./traits.ts";

export interface ProviderSettings {
  kind: ProviderKind;
  /** The API's root, ending in /v1; on Azure the resource's endpoint. */
  baseUrl: string;
  /** The model, or on Azure the deployment's name. */
  model: string;
  /** How the user shows who they are. `microsoft`: by their account there, on Azure only. */
  signIn: "key" | "microsoft";
  /** Of Azure, for who signs in by account to a resource that is not their home tenant's. */
  tenant?: string;
  /** Of OpenAI, for who is in several; "" for the key's own. */
  organization: string;
  /** Of OpenAI, for a key that is not one project's; "" for the key's own. */
  project: string;
  /** Why they cannot be used, where that is known already. */
  problem?: string;
  /** The problem is that the profile does not exist. */
  missing?: boolean;
}

/** Where a failure with these settings happens. */
export function placeOf({ kind, baseUrl, model, signIn }: ProviderSettings): FailurePlace {
  return { kind, host: URL.parse(baseUrl)?.host ?? "", model, signIn };
}

/** Where the API is, and how the user shows there who they are. */
export interface Endpoint {
  /** Without a slash at the end. */
  root: string;
  /** @throws {SessionFailure} `badSettings` where anybody on the way could read the credential. */
  headers(credential: string | undefined): Record<string, string>;
}

/** @throws {SessionFailure} `noProfile`, `badProfile` or `badSettings` where the settings cannot be used. */
export function endpointOf(settings: ProviderSettings): Endpoint {
  try {
    return readEndpoint(settings);
  } catch (error) {
    throw error instanceof SessionFailure ? error.with({ place: placeOf(settings) }) : error;
  }
}

function readEndpoint(settings: ProviderSettings): Endpoint {
  const { kind, baseUrl, signIn, problem, missing } = settings;
  if (problem !== undefined) {
    throw new SessionFailure(missing === true ? "noProfile" : "badProfile", { detail: problem });
  }
  const fault = addressFault(kind, baseUrl);
  if (fault !== undefined) throw new SessionFailure("badSettings", { detail: faultDetail(fault, baseUrl) });
  const url = new URL(baseUrl);
  // It opens all that the user has at Azure.
  if (signIn === "microsoft" && !(kind === "azure" && isTrusted(settings))) {
    const detail = `${url.hostname} is not Azure, and gets no token of a Microsoft account`;
    throw new SessionFailure("badSettings", { detail });
  }
  const root = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  return {
    root: kind === "azure" && !root.endsWith("/openai/v1") ? `${root}/openai/v1` : root,
    headers(credential) {
      if (credential === undefined) return {};
      if (!isPrivateWay(url)) {
        throw new SessionFailure("badSettings", { detail: faultDetail("unsafe", baseUrl) });
      }
      return credentialHeaders(settings, credential);
    },
  };
}

function credentialHeaders(settings: ProviderSettings, credential: string): Record<string, string> {
  const { kind, signIn, organization, project } = settings;
  if (kind === "azure" && signIn === "key") return { "api-key": credential };
  const bearer = { Authorization: `Bearer ${credential}` };
  if (kind !== "openai") return bearer;
  return {
    ...bearer,
    ...(organization !== "" && { "OpenAI-Organization": organization }),
    ...(project !== "" && { "OpenAI-Project": project }),
  };
}

/**
 * Why an address cannot be used. `noAddress`: it is none. `password`: a name or a password stands in it. `unsafe`:
 * anybody on the way could read what is sent. `notAzure`: it is OpenAI's, and Azure was chosen.
 */
export type AddressFault = "noAddress" | "password" | "unsafe" | "notAzure";

export function addressFault(kind: ProviderKind, baseUrl: string): AddressFault | undefined {
  const url = URL.parse(baseUrl);
  if (url === null) return "noAddress";
  if (url.username !== "" || url.password !== "") return "password";
  // A server of the user's own that wants no key, and gives no secrets that somebody could read on the way.
  const { needsKey, secrets } = traits[kind];
  const isOwn = url.protocol === "http:" && isOwnNetwork(url.hostname) && !needsKey && !secrets;
  if (!isPrivateWay(url) && !isOwn) return "unsafe";
  // The default address with the other provider's key.
  return kind === "azure" && isOpenAi(url.hostname) ? "notAzure" : undefined;
}

/** For the log and the details of a failure. */
function faultDetail(fault: AddressFault, baseUrl: string): string {
  switch (fault) {
    case "noAddress":
      return `not an address: "${baseUrl}"`;
    case "password":
      return "a name or a password stands in the address; the key has a place of its own";
    case "unsafe":
      return `"${baseUrl}" does not start with https://`;
    case "notAzure":
      return `${new URL(baseUrl).hostname} is not an Azure resource`;
  }
}

/** In the clear, the key could be read by anyone on the way; on this machine there is no way. */
function isPrivateWay({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}
