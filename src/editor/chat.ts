/** VS Code's chat, through its built-in command. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ChatEnding, ChatRequest } from "../tools/agents.ts";
import { EditorError } from "../tools/editor.ts";

const open = "workbench.action.chat.open";

/** With these a chat is answered in; what a third one contributes shows as a participant or a model of its own. */
const answerers = /^github\.copilot(-chat)?$/i;

/** What the command comes to where it waits for the end of the answer. */
const ending = z.object({
  type: z.string().optional(),
  errorDetails: z.object({ message: z.string() }).optional(),
});

export async function chatState(): Promise<"ready" | "nobody" | "none"> {
  const registered = await vscode.commands.getCommands(true);
  if (!registered.includes(open)) return "none";
  const participants = vscode.extensions.all.some(
    ({ id, packageJSON }) => answerers.test(id) || contributesParticipant(packageJSON),
  );
  if (participants) return "ready";
  return (await vscode.lm.selectChatModels()).length > 0 ? "ready" : "nobody";
}

export async function openChat({ query, mode }: ChatRequest): Promise<ChatEnding> {
  let result: unknown;
  try {
    result = await vscode.commands.executeCommand(open, { query, mode, blockOnResponse: true });
  } catch (error) {
    throw new EditorError(`The chat failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = ending.safeParse(result);
  if (!parsed.success) return "sent";
  const { type, errorDetails } = parsed.data;
  if (errorDetails !== undefined) throw new EditorError(`The chat failed: ${errorDetails.message}`);
  return type === "confirmation" ? "waits" : "answered";
}

const manifest = z.object({ contributes: z.object({ chatParticipants: z.array(z.unknown()).min(1) }) });

function contributesParticipant(packageJson: unknown): boolean {
  return manifest.safeParse(packageJson).success;
}
