/** The status bar item: the session's state at a glance, and its switch. */
import * as vscode from "vscode";
import { sourceName } from "../panel/sourceText.ts";
import type { AudioState, MicrophoneState, Phase, ShownSession } from "../shared/state.ts";
import type { UsageState } from "../shared/usage.ts";
import type { CommandId } from "./commands.ts";
import { modelLabel } from "./settings.ts";
import { usageLines } from "./usageText.ts";

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("vivaVoce.session", vscode.StatusBarAlignment.Left, 0);

  /** The lines of the hover: a new one, even the same, would close the one that is open. */
  #hover = "";

  constructor() {
    this.#item.name = "Viva Voce";
    this.#item.command = "vivaVoce.toggle" satisfies CommandId;
    this.#item.show();
  }

  show(session: ShownSession, audio: AudioState, usage: UsageState): void {
    const { icon, text, tooltip } = shown(session, audio);
    this.#item.text = `$(${icon}) ${text}`;
    this.#showHover([tooltip, profileLine(), ...usageLines(usage)]);
    this.#item.accessibilityInformation = { label: `Viva Voce: ${text}. ${tooltip}`, role: "button" };
    this.#item.backgroundColor =
      session.status === "failed" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
  }

  dispose(): void {
    this.#item.dispose();
  }

  /** @param lines plain text: what is in them is nobody's markup. */
  #showHover(lines: readonly string[]): void {
    const hover = lines.join("\n");
    if (hover === this.#hover) return;
    this.#hover = hover;
    const markdown = new vscode.MarkdownString();
    for (const line of lines) markdown.appendText(line).appendMarkdown("\n\n");
    this.#item.tooltip = markdown;
  }
}

function profileLine(): string {
  return vscode.l10n.t("Profile: {0}", modelLabel());
}

interface Shown {
  icon: string;
  text: string;
  tooltip: string;
}

function shown(session: ShownSession, audio: AudioState): Shown {
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
        tooltip: `${microphoneText(session.microphone, audio)} ${end}`,
      };
  }
}

function microphoneIcon(microphone: MicrophoneState): { icon: string } {
  if (isHeard(microphone)) return { icon: "mic-filled" };
  return { icon: microphone === "gated" || microphone === "resting" ? "mic" : "mute" };
}

/** Whether it is on, and which one it is. */
function microphoneText(microphone: MicrophoneState, { source, input }: AudioState): string {
  const { t } = vscode.l10n;
  const name = `${input || t("system default")}, ${sourceName(source)}`;
  switch (microphone) {
    case "open":
    case "held":
      return t("The microphone is on: {0}.", name);
    case "gated":
      return t("The microphone is on, and heard while you hold the talk key: {0}.", name);
    case "resting":
      return t("The microphone rests while the assistant speaks: {0}.", name);
    case "asleep":
      return t("Asleep: the microphone is on, and only the phrase to wake up counts: {0}.", name);
    case "muted":
      return t("The microphone is off.");
    case "unavailable":
      return t("There is no microphone.");
  }
}

function isHeard(microphone: MicrophoneState): boolean {
  return microphone === "open" || microphone === "held";
}

function phaseText(phase: Phase, microphone: MicrophoneState): string {
  const { t } = vscode.l10n;
  switch (phase) {
    case "listening":
      // With a closed microphone it would be a lie to say that we listen.
      if (microphone === "asleep") return t("Asleep");
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
