/** Signs in to Azure with the user's Microsoft account, through VS Code: there is no secret to keep. */
import * as vscode from "vscode";
import type { ProviderSettings } from "../providers/settings.ts";

/** What Azure OpenAI takes. https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity */
const resource = "https://cognitiveservices.azure.com/.default";

/** `anew`: the user may take another account than the one that is signed in. */
export type Asking = "silently" | "ask" | "anew";

/**
 * VS Code renews the token before it expires, so it is asked for at each use and kept nowhere.
 * @throws where the user is asked, and does not sign in.
 */
export async function microsoftToken(
  { tenant = "" }: ProviderSettings,
  asking: Asking,
): Promise<string | undefined> {
  // Read by VS Code's own Microsoft sign-in, and not sent on; without it, it is the account's home tenant.
  const scopes = tenant === "" ? [resource] : [resource, `VSCODE_TENANT:${tenant}`];
  const options: vscode.AuthenticationGetSessionOptions =
    asking === "silently"
      ? { silent: true }
      : { createIfNone: true, clearSessionPreference: asking === "anew" };
  const session = await vscode.authentication.getSession("microsoft", scopes, options);
  return session?.accessToken;
}
