/** Signs in to Azure with the user's Microsoft account, through VS Code: there is no secret to keep. */
import * as vscode from "vscode";

/** What Azure OpenAI takes. https://learn.microsoft.com/azure/ai-services/openai/how-to/managed-identity */
const scopes = ["https://cognitiveservices.azure.com/.default"];

/** @param ask whether VS Code may ask the user to sign in; then it throws where they do not. */
export async function microsoftToken({ ask }: { ask: boolean }): Promise<string | undefined> {
  const session = ask
    ? await vscode.authentication.getSession("microsoft", scopes, { createIfNone: true })
    : await vscode.authentication.getSession("microsoft", scopes, { silent: true });
  return session?.accessToken;
}
