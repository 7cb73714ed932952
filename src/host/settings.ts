/** The user's settings, parsed. What does not fit falls back to its default, which the manifest holds. */
import * as vscode from "vscode";
import * as z from "zod";
import type { ProviderSettings } from "../providers/settings.ts";
import type { SessionSettings } from "../session/configuration.ts";

export const section = "vivaVoce";

function read<T>(name: string, schema: z.ZodType<T>): T {
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
  };
}

/** The model and where it runs. A setting that cannot be used is shown as it is, and said at the start. */
export function modelLabel(): string {
  const { baseUrl, model } = providerSettings();
  return `${model} · ${URL.parse(baseUrl)?.host ?? baseUrl}`;
}
