/** What the session says of itself, in the user's words. */
import * as vscode from "vscode";
import type { Notice } from "../session/notice.ts";
import type { Wait } from "../session/watchdog.ts";
import type { MicrophoneAnswer, Silence } from "../shared/media.ts";
import { failureText } from "./failureText.ts";
import type { Turns } from "../shared/state.ts";

export function noticeText(notice: Notice): string {
  const { t } = vscode.l10n;
  switch (notice.type) {
    case "microphoneRefused":
      return microphoneText(notice.answer);
    case "microphoneLost":
      return t("The microphone is gone: it was unplugged or taken away. Plug it in and unmute, or type.");
    case "microphoneChanged":
      return t("The microphone is now: {0}.", notice.device || t("system default"));
    case "microphoneSilent":
      return silenceText(notice.why);
    case "serverError":
      return notice.message === undefined
        ? t("The answer failed. The provider does not say why.")
        : t("The provider reports: {0}", notice.message);
    case "failure": {
      const { message, remedy } = failureText(notice.failure, (text) => text);
      return `${message} ${remedy}`;
    }
    case "textTooLong":
      return t("This text is too long to send at once. Send a part of it, or put it into a file.");
    case "stalled":
      return stalledText(notice.wait);
    case "idle":
      return t(
        "Nobody said anything for {0} minutes, so the session was ended: an open one costs money. Connect to go on.",
        notice.minutes,
      );
    case "reconnected":
      return t("Connected again. The conversation goes on.");
    case "soundOverSocket":
      return t(
        "The direct way for the sound is blocked here, probably by a firewall (UDP). The sound goes over a WebSocket instead.",
      );
    case "fieldsDropped":
      return t(
        "The provider does not know all of what was asked of it, so these settings have no effect there: {0}.",
        [...new Set(notice.fields.map(settingOf))].join(", "),
      );
    case "turnsImpossible":
      return turnsText(notice.turns, notice.muted);
    case "toolsNotListed":
      return toolsNotListedText(notice.server, notice.why);
    case "dictationEnded":
      return t("Dictation has ended. The assistant listens again.");
    case "notWritten":
      return t("This was not written: {0}", notice.reason);
  }
}

function turnsText(turns: Turns, muted: boolean): string {
  const { t } = vscode.l10n;
  if (turns !== "pushToTalk") {
    return t(
      "This server answers whatever it hears, so you cannot talk to it without an answer. You talk hands-free; mute the microphone to say something to others.",
    );
  }
  return muted
    ? t(
        "This server finds the end of what you say by itself, so there is no push-to-talk with it. You are muted: unmute to talk hands-free.",
      )
    : t(
        "This server finds the end of what you say by itself, so there is no push-to-talk with it. You talk hands-free; mute the microphone when you do not want to be heard.",
      );
}

function toolsNotListedText(server: string, why: string): string {
  const { t } = vscode.l10n;
  return t(
    "The provider could not list the tools of the MCP server {0}, so they are missing: {1}. Its address must be reachable from the internet, and a token that it wants is set by the command “Viva Voce: Set Token of an MCP Server”.",
    server === "" ? t("(unnamed)") : `“${server}”`,
    why === "" ? t("no reason was given") : why.replace(/\.$/, ""),
  );
}

/** By the beginning of the field's path; what no setting is behind is named as the API does. */
const settingsOf: readonly [start: string, setting: string][] = [
  ["reasoning", "vivaVoce.reasoningEffort"],
  ["truncation", "vivaVoce.contextTokens"],
  ["audio.input.noise_reduction", "vivaVoce.microphone.noiseSuppression"],
  ["audio.input.transcription", "vivaVoce.transcriptionModel"],
  ["audio.input.turn_detection", "vivaVoce.turnDetection"],
  ["audio.output.speed", "vivaVoce.speed"],
  ["audio.output.voice", "vivaVoce.voice"],
];

function settingOf(field: string): string {
  return settingsOf.find(([start]) => field.startsWith(start))?.[1] ?? field;
}

function stalledText(wait: Wait): string {
  const { t } = vscode.l10n;
  switch (wait) {
    case "answer":
      return t("No answer came, so the model was asked once more.");
    case "end":
      return t("The answer stopped in the middle, so it was ended.");
    case "silence":
      return t("The end of the spoken answer was never told, so it was taken for over.");
    case "pause":
      return t("The end of your turn was never told, so it was taken for over.");
    case "sign":
      return t("The connection has gone quiet.");
  }
}

function silenceText(why: Silence): string {
  const { t } = vscode.l10n;
  switch (why) {
    case "zeros":
      return t(
        "Not the faintest sound comes from the microphone. It may be switched off, or the system may withhold it: look into the system's privacy settings for microphones, or choose another one.",
      );
    case "muted":
      return t("The microphone is muted, by its own switch or by the system. Switch it on there.");
    case "faint":
      return t(
        "You could not be heard. Is it the right microphone? Choose another one, or raise its level in the system's sound settings.",
      );
  }
}

function microphoneText({ reason, detail }: MicrophoneAnswer): string {
  const { t } = vscode.l10n;
  switch (reason) {
    case "blocked":
      return t(
        "This editor does not give its panels the microphone. Choose another source of the microphone in the settings, or type below; answers are still spoken.",
      );
    case "denied":
      return t(
        "The microphone was refused. Allow it where the editor or the browser asks, or in the system's privacy settings, then unmute. You can type below; answers are still spoken.",
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
