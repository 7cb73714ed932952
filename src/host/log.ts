/** The extension's log channel. Every line passes the redaction, and none that its level leaves out is made. */
import * as vscode from "vscode";
import type { DetailedLog } from "../session/observation/sessionLog.ts";
import { redactStart } from "../session/redact.ts";

export interface LogChannel extends DetailedLog, vscode.Disposable {
  show(): void;
}

/** Characters. */
const longestMessage = 16_384;

/** Characters of an event, which stands in the log as it came. */
const longestEvent = 1_048_576;

/** @param secrets values to take out whatever their form. */
export function createLog(secrets: () => Iterable<string>): LogChannel {
  const channel = vscode.window.createOutputChannel("Viva Voce", { log: true });
  const clean = (message: string, limit = longestMessage): string => redactStart(message, secrets(), limit);
  const on = (level: vscode.LogLevel): boolean =>
    channel.logLevel !== vscode.LogLevel.Off && channel.logLevel <= level;
  return {
    trace: (message) => {
      if (on(vscode.LogLevel.Trace)) channel.trace(clean(message(), longestEvent));
    },
    debug: (message) => {
      if (on(vscode.LogLevel.Debug)) channel.debug(clean(message));
    },
    info: (message) => {
      if (on(vscode.LogLevel.Info)) channel.info(clean(message));
    },
    warn: (message) => channel.warn(clean(message)),
    error: (message) => channel.error(clean(message)),
    show: () => channel.show(true),
    dispose: () => channel.dispose(),
  };
}
