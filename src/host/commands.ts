/** Our own commands. One that the manifest declares and nobody handles does not compile. */
import * as vscode from "vscode";

export type CommandId =
  | "vivaVoce.start"
  | "vivaVoce.stop"
  | "vivaVoce.toggle"
  | "vivaVoce.showPanel"
  | "vivaVoce.setKey"
  | "vivaVoce.clearKey"
  | "vivaVoce.checkKey"
  | "vivaVoce.getStarted"
  | "vivaVoce.setMcpToken"
  | "vivaVoce.clearMcpToken"
  | "vivaVoce.toggleMute"
  | "vivaVoce.pushToTalk"
  | "vivaVoce.holdToTalk"
  | "vivaVoce.toggleTalk"
  | "vivaVoce.talkDown"
  | "vivaVoce.talkUp"
  | "vivaVoce.interrupt"
  | "vivaVoce.stopEverything"
  | "vivaVoce.cancelTurn"
  | "vivaVoce.sendTurn"
  | "vivaVoce.toggleSleep"
  | "vivaVoce.toggleVoice"
  | "vivaVoce.chooseTurns"
  | "vivaVoce.trigger"
  | "vivaVoce.newConversation"
  | "vivaVoce.chooseMicrophone"
  | "vivaVoce.chooseSpeaker"
  | "vivaVoce.testMicrophone"
  | "vivaVoce.diagnose"
  | "vivaVoce.showLog"
  | "vivaVoce.showEventLog"
  | "vivaVoce.exportEventLog"
  | "vivaVoce.confirm"
  | "vivaVoce.deny"
  | "vivaVoce.allowedActions"
  | "vivaVoce.whatCanISay"
  | "vivaVoce.addProfile"
  | "vivaVoce.chooseProfile"
  | "vivaVoce.removeProfile"
  | "vivaVoce.chooseModel";

/** A keybinding may hand one argument over. */
export type CommandHandlers = Record<CommandId, (argument?: unknown) => unknown>;

export function registerCommands(handlers: CommandHandlers): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(handlers).map(([id, handler]) => vscode.commands.registerCommand(id, handler)),
  );
}
