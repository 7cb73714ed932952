/** Other tools and models, done with VS Code's language model API, and where the user is. */
import * as vscode from "vscode";
import type { Agents, Situation } from "../tools/agents.ts";
import { EditorError } from "../tools/editor.ts";
import { withToken } from "./cancellation.ts";
import { chatState, openChat } from "./chat.ts";

export function createAgents(): Agents {
  return {
    situations,
    tools: () =>
      vscode.lm.tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema })),
    invokeTool,
    chat: chatState,
    openChat,
    async models() {
      const models = await vscode.lm.selectChatModels();
      return models.map(({ id, name, vendor }) => ({ id, name, vendor }));
    },
    askModel,
    async showMarkdown(text) {
      const document = await vscode.workspace.openTextDocument({ language: "markdown", content: text });
      await vscode.window.showTextDocument(document, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
        preview: true,
      });
    },
    research: {
      model: () => "",
      run: () => Promise.reject(new EditorError("There is no provider to ask.")),
      running: () => undefined,
      cancel: () => false,
    },
  };
}

/** What is in front of the user comes first. */
function situations(): Situation[] {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const input = activeTab?.input;
  const isNotebook = input instanceof vscode.TabInputNotebook || input instanceof vscode.TabInputNotebookDiff;
  const isDiff = input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff;
  const holds: Record<Situation, boolean> = {
    debugging: vscode.debug.activeDebugSession !== undefined,
    diff: isDiff,
    notebook: isNotebook,
    editor: vscode.window.activeTextEditor !== undefined && !isDiff && !isNotebook,
    terminal: vscode.window.activeTerminal !== undefined,
  };
  return (Object.keys(holds) as Situation[]).filter((situation) => holds[situation]);
}

async function invokeTool(
  name: string,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<string> {
  try {
    const result = await withToken(signal, (token) =>
      vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token),
    );
    return result.content.map(textOf).join("\n");
  } catch (error) {
    throw new EditorError(`The tool ${name} failed: ${reasonOf(error)}`);
  }
}

/** What is no text is named: a picture cannot be read out. */
function textOf(part: unknown): string {
  if (part instanceof vscode.LanguageModelTextPart) return part.value;
  if (part instanceof vscode.LanguageModelPromptTsxPart) return JSON.stringify(part.value);
  return "(something that is no text)";
}

async function askModel(id: string, question: string, signal: AbortSignal): Promise<string> {
  const [model] = await vscode.lm.selectChatModels({ id });
  if (model === undefined) throw new EditorError("That model is not there any more.");
  const justification = vscode.l10n.t("You asked Viva Voce to hand your question on.");
  try {
    return await withToken(signal, async (token) => {
      const asked = [vscode.LanguageModelChatMessage.User(question)];
      const { text } = await model.sendRequest(asked, { justification }, token);
      let answer = "";
      for await (const piece of text) answer += piece;
      return answer;
    });
  } catch (error) {
    throw new EditorError(`${model.name} did not answer: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
