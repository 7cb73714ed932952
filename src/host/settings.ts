/** The user's settings, parsed. What does not fit falls back to its default, which the manifest holds. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ProviderSettings } from "../providers/settings.ts";
import type { SessionSettings } from "../session/configuration.ts";
import { sourceKind, type SourceKind } from "../shared/state.ts";

export const section = "vivaVoce";

export function read<T>(name: string, schema: z.ZodType<T>): T {
  const configuration = vscode.workspace.getConfiguration(section);
  const parsed = schema.safeParse(configuration.get(name));
  return parsed.success ? parsed.data : schema.parse(configuration.inspect(name)?.defaultValue);
}

export function providerKind(): ProviderSettings["kind"] {
  return read("provider", z.enum(["openai", "azure"]));
}

export function providerSettings(): ProviderSettings {
  const text = z.string().trim();
  return { kind: providerKind(), baseUrl: read("baseUrl", text), model: read("model", text) };
}

export function sessionSettings(): SessionSettings {
  return {
    turns: read("turns", z.enum(["handsFree", "pushToTalk"])),
    voice: read("voice", z.string().trim()),
    instructions: read("instructions", z.string()),
    transcriptionModel: read("transcriptionModel", z.string().trim()),
    language: read("language", z.string().trim()),
    halfDuplex: echoSetting() === "pause",
  };
}

/** The microphone and the loudspeaker. Devices by name; "" is the system's default. */
export interface AudioSettings {
  source: "auto" | SourceKind;
  device: string;
  echo: "cancel" | "pause" | "none";
  noiseSuppression: boolean;
  gainControl: boolean;
  sounds: boolean;
  speaker: string;
}

export function audioSettings(): AudioSettings {
  return {
    source: read("microphone.source", z.enum(["auto", ...sourceKind.options])),
    device: read("microphone.device", z.string().trim()),
    echo: echoSetting(),
    noiseSuppression: read("microphone.noiseSuppression", z.boolean()),
    gainControl: read("microphone.gainControl", z.boolean()),
    sounds: read("microphone.sounds", z.boolean()),
    speaker: read("speaker.device", z.string().trim()),
  };
}

function echoSetting(): AudioSettings["echo"] {
  return read("microphone.echo", z.enum(["cancel", "pause", "none"]));
}

/** Remembers the user's choice of a device, for this machine. */
export async function rememberDevice(kind: "microphone" | "speaker", device: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  await configuration.update(`${kind}.device`, device || undefined, vscode.ConfigurationTarget.Global);
}

/** The model and where it runs. A setting that cannot be used is shown as it is, and said at the start. */
export function modelLabel(): string {
  const { baseUrl, model } = providerSettings();
  return `${model} · ${URL.parse(baseUrl)?.host ?? baseUrl}`;
}
