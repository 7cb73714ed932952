/** Where the providers themselves are: who shows their key or token elsewhere must have said so. */
import { isOpenAi } from "./openaiHost.ts";
import { isLoopback } from "./ownNetwork.ts";
import type { ProviderSettings } from "./settings.ts";

const azureResource = /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/;
/** Of Azure's API Management, which companies put before it. */
const azureGateway = /\.azure-api\.(?:net|us|cn)$/;

/** @param hostname as URLs have it, in lower case. */
export function isAzureResource(hostname: string): boolean {
  return azureResource.test(hostname);
}

/** Whether this is the provider's own address, where its own keys are taken and no others. */
export function isAtHome({ kind, baseUrl }: Pick<ProviderSettings, "kind" | "baseUrl">): boolean {
  const { hostname = "" } = URL.parse(baseUrl) ?? {};
  return (kind === "azure" && isAzureResource(hostname)) || (kind === "openai" && isOpenAi(hostname));
}

/** The same, its gateway, or a program of the user's own on this computer. */
export function isTrusted(settings: Pick<ProviderSettings, "kind" | "baseUrl">): boolean {
  const { hostname = "" } = URL.parse(settings.baseUrl) ?? {};
  const isGateway = settings.kind === "azure" && azureGateway.test(hostname);
  return isAtHome(settings) || isGateway || isLoopback(hostname);
}
