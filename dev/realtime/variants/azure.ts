/** Azure OpenAI, as it is since its release. */
import { HttpError } from "../http/answer.ts";
import { wrongCredential } from "../http/credentials.ts";
import { openai } from "./openai.ts";
import type { Variant } from "./variant.ts";

export interface AzureOptions {
  /** A token of Entra that opens it, beside the key; or what those look like, where each use has another. */
  token?: string | RegExp;
  deployments?: readonly string[];
  /** Fields of a session that it does not know yet, by their paths. */
  unknownFields?: readonly string[];
}

const usualUnknown = ["session.reasoning", "session.audio.input.noise_reduction"];

export function azure({ token, deployments, unknownFields }: AzureOptions = {}): Variant {
  return {
    ...openai,
    place: (path) => /^\/openai\/v1(\/.*)$/.exec(path)?.[1],
    check({ url, headers }) {
      const query = new URL(url ?? "", "http://azure").searchParams;
      if (query.has("api-version") || headers["openai-beta"] !== undefined) {
        throw new HttpError(401, "Access denied: this is the interface of the preview.");
      }
    },
    admit({ headers }, key) {
      const { authorization } = headers;
      const bearer = /^Bearer (.+)$/.exec(authorization ?? "")?.[1];
      if (headers["api-key"] === key || opens(token, bearer)) return;
      const shown = headers["api-key"] ?? bearer;
      if (typeof shown === "string") throw wrongCredential(shown);
      throw new HttpError(401, "Access denied due to missing subscription key or access token.");
    },
    models: deployments ?? ["voice-deployment"],
    unknownFields: unknownFields ?? usualUnknown,
    takesForms: false,
  };
}

function opens(token: string | RegExp | undefined, shown: string | undefined): boolean {
  if (token === undefined || shown === undefined) return false;
  return typeof token === "string" ? shown === token : token.test(shown);
}
