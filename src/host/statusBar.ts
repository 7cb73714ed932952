/** The status bar item: the session's state at a glance, and its switch. */
import * as vscode from "vscode";
import type { MicrophoneState, Phase, ShownSession } from "../shared/state.ts";
import type { CommandId } from "./commands.ts";

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("vivaVoce.session", vscode.StatusBarAlignment.Left, 0);

  constructor() {
    this.#item.name = "Viva Voce";
    this.#item.command = "vivaVoce.toggle" satisfies CommandId;
    this.#item.show();
  }

  show(session: ShownSession): void {
    const { icon, text, tooltip } = shown(session);
    this.#item.text = `$(${icon}) ${text}`;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label: `Viva Voce: ${text}. ${tooltip}`, role: "button" };
    this.#item.backgroundColor =
      session.status === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  }

  dispose(): void {
    this.#item.dispose();
  }
}

interface Shown {
  icon: string;
  text: string;
  tooltip: string;
}

function shown(session: ShownSession): Shown {
  const { t } = vscode.l10n;
  const end = t("Click to stop talking to the editor.");
  switch (session.status) {
    case "idle":
      return { icon: "mic", text: t("Voice"), tooltip: t("Click to talk to the editor.") };
    case "connecting":
      return { icon: "loading~spin", text: t("Connecting"), tooltip: end };
    case "failed":
      return { icon: "error", text: t("Voice stopped"), tooltip: session.failure.message };
    case "live":
      return {
        ...microphoneIcon(session.microphone),
        text: phaseText(session.phase, session.microphone),
        tooltip: end,
      };
  }
}

function microphoneIcon(microphone: MicrophoneState): { icon: string } {
  if (isHeard(microphone)) return { icon: "mic-filled" };
  return { icon: microphone === "gated" ? "mic" : "mute" };
}

function isHeard(microphone: MicrophoneState): boolean {
  return microphone === "open" || microphone === "held";
}

function phaseText(phase: Phase, microphone: MicrophoneState): string {
  const { t } = vscode.l10n;
  switch (phase) {
    case "listening":
      // With a closed microphone it would be a lie to say that we listen.
      return isHeard(microphone) ? t("Listening") : t("Ready");
    case "hearing":
      return t("Hearing you");
    case "thinking":
      return t("Thinking");
    case "acting":
      return t("Working");
    case "speaking":
      return t("Speaking");
  }
}
