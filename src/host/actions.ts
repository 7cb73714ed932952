/** What the buttons of the panel's failures and notices do. */
import * as vscode from "vscode";
import { pagesOf } from "../providers/pages.ts";
import { placeOf } from "../providers/settings.ts";
import type { Action } from "../shared/state.ts";
import { activeProfile } from "./profiles.ts";
import { section } from "./readSetting.ts";
import type { Report } from "./report.ts";

/** Parts of the extension that are made with each other: asked for when they are needed. */
export interface ActionParts {
  control(): { setKey(): Promise<void>; start(): Promise<void> };
  log: { show(): void };
  browserPage(): { openAgain(): Promise<void> };
  audioCommands(): { test(): Promise<void> };
  usage(): { openPrices(): void };
  report: Report;
}

export function createActions(parts: ActionParts): Record<Action, () => void> {
  const command = (id: string) => () => report(Promise.resolve(vscode.commands.executeCommand(id)));
  const { control, log, browserPage, audioCommands, usage, report } = parts;
  return {
    setKey: () => report(control().setKey()),
    retry: () => report(control().start()),
    openSettings: () => void vscode.commands.executeCommand("workbench.action.openSettings", section),
    showLog: () => log.show(),
    openPage: () => report(browserPage().openAgain()),
    testMicrophone: () => report(audioCommands().test()),
    openPrices: () => usage().openPrices(),
    openKeysPage: () => openPage("keys"),
    openBilling: () => openPage("billing"),
    openProxySettings: () =>
      void vscode.commands.executeCommand("workbench.action.openSettings", "http.proxy"),
    checkKey: command("vivaVoce.checkKey"),
    clearKey: command("vivaVoce.clearKey"),
    chooseModel: command("vivaVoce.chooseModel"),
    chooseProfile: command("vivaVoce.chooseProfile"),
    addProfile: command("vivaVoce.addProfile"),
    getStarted: command("vivaVoce.getStarted"),
  };
}

/** Of the provider that is talked to, where it is one whose pages are known. */
function openPage(page: "keys" | "billing"): void {
  const pages = pagesOf(placeOf(activeProfile().provider));
  if (pages !== undefined) void vscode.env.openExternal(vscode.Uri.parse(pages[page], true));
}
