/** Our own commands. One that the manifest declares and nobody handles does not compile. */
import * as vscode from "vscode";

export type CommandId =
  | "vivaVoce.start"
  | "vivaVoce.stop"
  | "vivaVoce.toggle"
  | "vivaVoce.showPanel"
  | "vivaVoce.setKey"
  | "vivaVoce.clearKey"
  | "vivaVoce.toggleMute"
  | "vivaVoce.pushToTalk"
  | "vivaVoce.interrupt"
  | "vivaVoce.chooseMicrophone"
  | "vivaVoce.chooseSpeaker"
  | "vivaVoce.testMicrophone"
  | "vivaVoce.diagnose"
  | "vivaVoce.showLog"
  | "vivaVoce.showEventLog"
  | "vivaVoce.exportEventLog";

export type CommandHandlers = Record<CommandId, () => unknown>;

export function registerCommands(handlers: CommandHandlers): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}
