/** What this installation can do about the microphone, and what worked in it before. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { sourceKind } from "../shared/state.ts";
import type { AudioSurroundings } from "./audio.ts";

/** @param folder where the bundles are. */
export function createSurroundings(context: vscode.ExtensionContext, folder: string): AudioSurroundings {
  const { appHost, remoteName, uiKind } = vscode.env;
  const { version } = context.extension.packageJSON as { version: string };
  // A newer version may well be able to do what an older one could not.
  const key = ["microphone", version, appHost, remoteName ?? "local"].join(" ");
  return {
    // In VS Code for browsers the extension runs on a server, and what is captured there is not the user.
    atUser:
      uiKind === vscode.UIKind.Desktop &&
      (remoteName === undefined || context.extension.extensionKind === vscode.ExtensionKind.UI),
    captureShipped: existsSync(join(folder, "native")) && existsSync(join(folder, "capture.js")),
    remembered: () => sourceKind.safeParse(context.globalState.get(key)).data,
    remember: (source) => void context.globalState.update(key, source),
  };
}
