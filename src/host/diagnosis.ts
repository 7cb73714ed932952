/** What one needs to know beside the checks to find out why the voice does not work; it can be passed on. */
import * as vscode from "vscode";
import { sourceName } from "../panel/sourceText.ts";
import type { AudioState, ShownSession } from "../shared/state.ts";

export interface DiagnosisFacts {
  version: string;
  session: ShownSession;
  audio: AudioState;
  panelAllowed: boolean | undefined;
  captureShipped: boolean;
  hasKey: boolean;
  /** The model and where it runs. */
  model: string;
}

export function diagnosisText(facts: DiagnosisFacts): string {
  const { audio, session } = facts;
  const rows: [string, string][] = [
    ["Viva Voce", facts.version],
    ["VS Code", `${vscode.version}, ${vscode.env.appName}, ${vscode.env.appHost}`],
    ["System", `${process.platform} ${process.arch}, Node ${process.versions.node}`],
    ["Remote", vscode.env.remoteName ?? "no"],
    ["Model", facts.model],
    ["API key", facts.hasKey ? "there" : "missing"],
    ["Session", session.status === "failed" ? `failed: ${session.failure.message}` : session.status],
    ["Microphone", `${sourceName(audio.source)}. ${audio.why}`],
    [
      "Panel may use the microphone",
      facts.panelAllowed === undefined ? "not known yet" : yesNo(facts.panelAllowed),
    ],
    ["Native capture in this package", yesNo(facts.captureShipped)],
    ["Chosen microphone", audio.input || "system default"],
    ["Microphones", list(audio.devices.inputs)],
    ["Chosen loudspeaker", audio.output || "system default"],
    ["Loudspeakers", list(audio.devices.outputs)],
  ];
  if (session.status === "live") rows.push(["State of the microphone", session.microphone]);
  if (session.status === "failed" && session.failure.detail !== undefined) {
    rows.push(["Detail", session.failure.detail]);
  }
  const table = rows.map(([name, value]) => `| ${name} | ${value.replaceAll(/[|\r\n]+/g, " ")} |`);
  return ["## Facts", "", "| what | |", "| --- | --- |", ...table, ""].join("\n");
}

function list(names: readonly string[]): string {
  return names.join(", ") || "none known";
}

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}
