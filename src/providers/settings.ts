/** Which server, and where. Read from the user's settings, which a workspace cannot change. */
import { SessionFailure } from "../session/failure.ts";

export interface ProviderSettings {
  kind: "openai" | "azure";
  /** OpenAI: the API's root, ending in /v1. Azure: the resource's endpoint. */
  baseUrl: string;
  /** The model, or on Azure the deployment's name. */
  model: string;
}

/** Where `client_secrets` and `calls` are, and how the key is shown there. */
export interface Endpoint {
  /** Without a slash at the end. */
  root: string;
  keyHeader(key: string): Record<string, string>;
}

/** @throws {SessionFailure} `badSettings` where the base URL cannot be used. */
export function endpointOf({ kind, baseUrl }: ProviderSettings): Endpoint {
  const url = parseBaseUrl(baseUrl);
  // The default address with the other provider's key.
  if (kind === "azure" && url.hostname === "api.openai.com") {
    throw new SessionFailure("badSettings", { detail: `${url.hostname} is not an Azure resource` });
  }
  const root = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  if (kind === "openai") {
    return { root, keyHeader: (key) => ({ Authorization: `Bearer ${key}` }) };
  }
  return {
    root: root.endsWith("/openai/v1") ? root : `${root}/openai/v1`,
    keyHeader: (key) => ({ "api-key": key }),
  };
}

function parseBaseUrl(baseUrl: string): URL {
  const url = URL.parse(baseUrl);
  if (url === null) throw new SessionFailure("badSettings", { detail: `not an address: "${baseUrl}"` });
  // In the clear, the key could be read by anyone on the way; on this machine there is no way.
  const loopback = ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback)) return url;
  throw new SessionFailure("badSettings", { detail: `"${baseUrl}" does not start with https://` });
}
