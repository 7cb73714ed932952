/** Where the providers themselves are: who shows their key or token elsewhere must have said so. */
import type { ProviderSettings } from "./settings.ts";

/** And of the gateways that Azure's API Management puts before them. */
const azureHome =
  /\.(?:(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)|azure-api\.(?:net|us|cn))$/;
const openaiHome = /(?:^|\.)api\.openai\.com$/;
const thisComputer = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** Whether this is the provider's own address. */
export function isAtHome({ kind, baseUrl }: Pick<ProviderSettings, "kind" | "baseUrl">): boolean {
  const { hostname = "" } = URL.parse(baseUrl) ?? {};
  return (kind === "azure" && azureHome.test(hostname)) || (kind === "openai" && openaiHome.test(hostname));
}

/** The same, or a program of the user's own on this computer, such as a proxy for it. */
export function isTrusted(settings: Pick<ProviderSettings, "kind" | "baseUrl">): boolean {
  return isAtHome(settings) || thisComputer.has(URL.parse(settings.baseUrl)?.hostname ?? "");
}
