/** The extension's log channel. Every line passes the redaction. */
import * as vscode from "vscode";
import type { Log } from "../session/log.ts";
import { redact } from "../session/redact.ts";

export interface LogChannel extends Log, vscode.Disposable {
  show(): void;
}

/** @param secrets values to take out whatever their form. */
export function createLog(secrets: () => Iterable<string>): LogChannel {
  const channel = vscode.window.createOutputChannel("Viva Voce", { log: true });
  const clean = (message: string): string => redact(message, secrets());
  return {
    debug: (message) => channel.debug(clean(message)),
    warn: (message) => channel.warn(clean(message)),
    error: (message) => channel.error(clean(message)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
