/**
 * From what a user pastes to the address that is meant: with the scheme that is missing, without what follows the
 * API's root, and from the pages and examples of Azure to the resource behind them.
 */
import { isAzureResource } from "./homes.ts";
import { looksLikeKey } from "./keyForms.ts";
import { isLoopback, isOwnNetwork } from "./ownNetwork.ts";
import { addressFault, type AddressFault } from "./settings.ts";
import { traits, type ProviderKind } from "./traits.ts";

export interface MendedAddress {
  baseUrl: string;
  /** The model, or on Azure the deployment, where the address names one. */
  model: string | undefined;
}

/**
 * `key`: it is or holds a key. `portal`: a page of Azure's that does not name the resource. `azure`: an address of
 * Azure's, and another kind was chosen.
 */
export type AddressProblem = "empty" | "key" | "portal" | "azure" | AddressFault;

export type Mended = MendedAddress | { problem: AddressProblem };

export function mendAddress(kind: ProviderKind, typed: string): Mended {
  const text = typed.trim().replace(/^["'`<]+|["'`>]+$/g, "");
  if (text === "") return problem("empty");
  if (looksLikeKey(text)) return problem("key");
  const url = URL.parse(withScheme(kind, text));
  if (url === null) return problem("noAddress");
  if (keyParameters.some((name) => url.searchParams.has(name))) return problem("key");
  if (kind === "azure") return checked(kind, mendAzure(url));
  return azureHost.test(url.hostname) ? problem("azure") : checked(kind, mendOther(url));
}

function problem(what: AddressProblem): Mended {
  return { problem: what };
}

const keyParameters = ["api-key", "api_key", "apikey", "key", "token"];

const azureHost = /\.azure\.(?:com|us|cn)$/i;

function withScheme(kind: ProviderKind, text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) {
    const http = text.replace(/^ws(s?):/i, "http$1:");
    // Both have https, and neither takes a key without it.
    return http.replace(/^http:\/\/(?=[^/]+\.(?:azure|openai)\.com(?:\/|$))/i, "https://");
  }
  // A resource is often known by its name alone.
  if (kind === "azure" && /^[a-z\d][a-z\d-]*$/i.test(text)) return `https://${text}.openai.azure.com`;
  const { hostname = "" } = URL.parse(`http://${text}`) ?? {};
  return `${isLoopback(hostname) || isOwnNetwork(hostname) ? "http" : "https"}://${text}`;
}

/** Against what it is mended to: as `endpointOf` will see it. */
function checked(kind: ProviderKind, mended: Mended): Mended {
  if ("problem" in mended) return mended;
  const fault = addressFault(kind, mended.baseUrl);
  return fault === undefined ? mended : problem(fault);
}

function mendAzure(url: URL): Mended {
  const whole = decoded(url);
  const isPage = azureHost.test(url.hostname) && !isAzureResource(url.hostname);
  const [, deployment] = /\/deployments\/([\w.-]+)/i.exec(whole) ?? [];
  const { searchParams } = url;
  const model = deployment ?? searchParams.get("deployment") ?? searchParams.get("model") ?? undefined;
  if (isPage) {
    const [, account] = /\/accounts\/([a-z\d][a-z\d-]*)/i.exec(whole) ?? [];
    if (account === undefined) return problem("portal");
    return { baseUrl: `https://${account.toLowerCase()}.openai.azure.com`, model };
  }
  // What stands before belongs to a gateway in front of the resource.
  const [before = ""] = url.pathname.split(/\/(?:openai|api\/projects|models)(?:\/|$)/i);
  const path = isAzureResource(url.hostname) ? "" : before.replace(/\/+$/, "");
  return { baseUrl: `${credentials(url)}${path}`, model };
}

/** Pages of Azure have resources in their addresses, encoded once or twice. */
function decoded(url: URL): string {
  let text = url.href;
  for (let round = 0; round < 2; round++) {
    try {
      text = decodeURIComponent(text);
    } catch {
      break;
    }
  }
  return text;
}

/** What examples have after the API's root. */
const beyondRoot =
  /\/(?:realtime(?:\/(?:calls|client_secrets|sessions))?|models|chat\/completions|responses|audio\/\w+)$/i;

function mendOther(url: URL): Mended {
  if (url.hostname === "platform.openai.com") return { baseUrl: traits.openai.usualUrl, model: undefined };
  const path = url.pathname.replace(/\/+$/, "").replace(beyondRoot, "");
  const model = url.searchParams.get("model") ?? undefined;
  return { baseUrl: `${credentials(url)}${path === "" ? "/v1" : path}`, model };
}

/** The origin, with a name and password where there are any: for `endpointOf` to say that they have no place there. */
function credentials({ username, password, protocol, host }: URL): string {
  const before = username === "" && password === "" ? "" : `${username}:${password}@`;
  return `${protocol}//${before}${host}`;
}
