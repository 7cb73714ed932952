/** Wiring only: makes the parts and joins them. */
import { join } from "node:path";
import * as vscode from "vscode";
import { registerCommands } from "./host/commands.ts";
import { FirstRun } from "./host/firstRun.ts";
import { Keys } from "./host/keys.ts";
import { KeysInSettings } from "./host/keysInSettings.ts";
import { createLog } from "./host/log.ts";
import { McpServers } from "./host/mcp/mcpServers.ts";
import { section } from "./host/readSetting.ts";
import { createReport } from "./host/report.ts";
import { safetyIdentifier } from "./host/safetyIdentifier.ts";
import { StatusBar } from "./host/statusBar.ts";
import { createSurroundings } from "./host/surroundings.ts";
import { Voice } from "./host/voice.ts";
import { viewId } from "./panel/panelView.ts";

export function activate(context: vscode.ExtensionContext): void {
  const keys = new Keys(context.secrets, context.globalState);
  const mcp = new McpServers(context.secrets, keys);
  const log = createLog(() => keys.known());
  const statusBar = new StatusBar();
  const keysInSettings = new KeysInSettings({
    keys,
    manifest: context.extension.packageJSON,
    report: createReport(log),
  });
  const voice = new Voice({
    extensionUri: context.extensionUri,
    version: (context.extension.packageJSON as { version: string }).version,
    keys,
    mcp,
    log,
    surroundings: createSurroundings(context, join(context.extensionUri.fsPath, "dist")),
    claimFile: join(context.globalStorageUri.fsPath, "microphone.json"),
    conversationFile: conversationFile(context),
    safetyIdentifier: () => safetyIdentifier(context.globalState),
    firstRun: new FirstRun(context.globalState),
    memory: context.globalState,
    workspaceMemory: context.workspaceState,
    shown: (session, audio, usage) => statusBar.show(session, audio, usage),
  });

  context.subscriptions.push(
    voice,
    statusBar,
    keys,
    mcp,
    log,
    registerCommands(voice.commands),
    // The panel carries the sound: hidden, it goes on.
    vscode.window.registerWebviewViewProvider(viewId, voice.panel, {
      webviewOptions: { retainContextWhenHidden: true },
    }),
    keys.onDidChange(() => voice.settingsChanged()),
    mcp.onDidChange(() => voice.settingsChanged()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(section)) return;
      voice.settingsChanged();
      keysInSettings.look();
    }),
  );
  keysInSettings.look();
}

/** Of its workspace; windows without one have one in common. */
function conversationFile({ storageUri, globalStorageUri }: vscode.ExtensionContext): string {
  if (storageUri !== undefined) return join(storageUri.fsPath, "conversation.json");
  return join(globalStorageUri.fsPath, "conversation-without-folder.json");
}
