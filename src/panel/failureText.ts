/** Failures as the panel shows them. */
import * as vscode from "vscode";
import type { SessionFailure } from "../session/failure.ts";
import type { Failure } from "../shared/state.ts";
import { textOf } from "./failures/table.ts";

/** @param clean takes credentials out of what is in somebody else's words. */
export function failureText(failure: SessionFailure, clean: (text: string) => string): Failure {
  const { message, remedy, actions } = textOf(failure, (text, ...values) => vscode.l10n.t(text, ...values));
  // A field's name is the server's own word, too.
  const own = { message: clean(message), remedy, actions };
  return { ...own, ...(failure.detail !== undefined && { detail: clean(failure.detail) }) };
}
