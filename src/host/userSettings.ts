/** Writes settings of the user's, for all windows and workspaces. */
import * as vscode from "vscode";
import { ToolError } from "../tools/tool.ts";
import { section } from "./readSetting.ts";

/** @throws {ToolError} where the workspace sets one of them itself: then the user's would have no effect. */
export async function saveForUser(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  const wanted = Object.entries(settings).filter(([, value]) => value !== undefined);
  for (const [name] of wanted) {
    if (!setByWorkspace(name)) continue;
    throw new ToolError(
      `This workspace sets ${section}.${name} in settings of its own, which go before the user's. ` +
        "The user can change it there.",
    );
  }
  for (const [name, value] of wanted) {
    await configuration.update(name, value, vscode.ConfigurationTarget.Global);
  }
}

/** Whether this workspace sets it itself, so that the user's has no effect here. */
export function setByWorkspace(name: string): boolean {
  const { workspaceValue, workspaceFolderValue } =
    vscode.workspace.getConfiguration(section).inspect(name) ?? {};
  return workspaceValue !== undefined || workspaceFolderValue !== undefined;
}
