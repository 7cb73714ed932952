/** The pages of providers on which a user can mend what is wrong with a key or an account. */
import type { FailurePlace } from "../session/failure.ts";
import { isOpenAi } from "./openaiHost.ts";

interface Pages {
  keys: string;
  billing: string;
}

const openai: Pages = {
  keys: "https://platform.openai.com/api-keys",
  billing: "https://platform.openai.com/settings/organization/billing/overview",
};

/** Keys, quotas and roles of a resource are all below its own page, whose address nobody but Azure knows. */
const azure: Pages = { keys: "https://portal.azure.com/", billing: "https://portal.azure.com/" };

/** @returns undefined where the server is somebody's own, or a gateway: they have their keys elsewhere. */
export function pagesOf({ kind, host }: Pick<FailurePlace, "kind" | "host">): Pages | undefined {
  if (kind === "azure" && host.endsWith(".azure.com")) return azure;
  return isOpenAi(host) ? openai : undefined;
}
