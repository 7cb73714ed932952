/** What the session says of itself, in the user's words. */
import * as vscode from "vscode";
import type { Notice } from "../session/session.ts";
import type { MicrophoneAnswer } from "../shared/panel.ts";

export function noticeText(notice: Notice): string {
  const { t } = vscode.l10n;
  switch (notice.type) {
    case "microphoneRefused":
      return microphoneText(notice.answer);
    case "microphoneLost":
      return t("The microphone is gone: it was unplugged or taken away. Plug it in and unmute, or type.");
    case "serverError":
      return t("The provider reports: {0}", notice.message);
    case "textTooLong":
      return t("This text is too long to send at once. Send a part of it, or put it into a file.");
    case "reconnected":
      return t("Connected again. The conversation goes on.");
  }
}

function microphoneText({ reason, detail }: MicrophoneAnswer): string {
  const { t } = vscode.l10n;
  switch (reason) {
    case "denied":
      return t(
        "This editor does not give its panels the microphone, or you refused it. You can type below; answers are still spoken.",
      );
    case "missing":
      return t("No microphone was found. Plug one in and unmute, or type below.");
    case "failed":
    case undefined:
      return t(
        "The microphone could not be opened ({0}). You can type below.",
        detail ?? t("no reason given"),
      );
  }
}
