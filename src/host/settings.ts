/** The user's settings, parsed. */
import * as vscode from "vscode";
import * as z from "zod";
import type { PhraseKind } from "../session/phrases.ts";
import { traits } from "../providers/traits.ts";
import type { Detection, SessionSettings } from "../session/settings.ts";
import { transport, type Transport } from "../shared/media.ts";
import { answers, sourceKind, turns, type SourceKind } from "../shared/state.ts";
import type { ContextDetail } from "../tools/editorContext.ts";
import { macrosOf, type Macro } from "../tools/macros.ts";
import { activeProfile } from "./profiles.ts";
import type { KeyUse } from "./pushToTalkKey.ts";
import { read, section } from "./readSetting.ts";

export function sessionSettings(): SessionSettings {
  const profile = activeProfile();
  return {
    turns: read("turns", z.enum(turns.options)),
    serverTurns: traits[profile.provider.kind].turns,
    detection: detection(),
    interruption: read("interruption", z.enum(["words", "speech"])),
    answers: read("answers", z.enum(answers.options)),
    voice: profile.voice ?? read("voice", z.string().trim()),
    speed: read("speed", z.number().min(0.25).max(1.5)),
    effort: read("reasoningEffort", z.enum(["", "minimal", "low", "medium", "high", "xhigh"])),
    instructions: profile.instructions ?? read("instructions", z.string()),
    transcriptionModel: profile.transcriptionModel ?? read("transcriptionModel", z.string().trim()),
    language: read("language", z.string().trim()),
    halfDuplex: echoSetting() === "pause",
    noiseReduction: read("microphone.noiseSuppression", z.boolean()),
    phrases: {
      stopEverything: phrases("stopEverything"),
      interrupt: phrases("interrupt"),
      cancel: phrases("cancel"),
      send: phrases("send"),
      sleep: phrases("sleep"),
      wake: phrases("wake"),
    },
    triggers: read("triggers", z.array(trigger)),
    history: {
      turns: read("history.turns", z.number().int().min(0)),
      tokens: read("history.tokens", z.number().int().min(0)),
    },
    contextTokens: read("contextTokens", z.number().int().min(0)),
    idleMinutes: read("idleMinutes", z.number().min(0)),
  };
}

const trigger = z.object({
  name: z.string().trim().min(1),
  phrases: z.array(z.string()).default([]),
  seconds: z.number().min(1).max(200).default(15),
  lines: z.number().int().min(1).max(100).default(5),
  instructions: z.string().default(""),
});

/** In seconds, where the API takes 5,000 to 30,000 ms. 0 is none. */
const idleTimeout = z
  .number()
  .min(0)
  .max(30)
  .transform((seconds) => (seconds === 0 ? 0 : Math.max(5, seconds)));

function detection(): Detection {
  if (read("turnDetection.by", z.enum(["meaning", "silence"])) === "meaning") {
    const eagerness = read("turnDetection.eagerness", z.enum(["auto", "low", "medium", "high"]));
    return { by: "meaning", eagerness };
  }
  const seconds = read("turnDetection.idleTimeout", idleTimeout);
  return {
    by: "silence",
    threshold: read("turnDetection.threshold", z.number().min(0).max(1)),
    silence: read("turnDetection.silence", z.number().int().min(100).max(10_000)),
    padding: read("turnDetection.padding", z.number().int().min(0).max(2_000)),
    idleTimeout: seconds === 0 ? undefined : seconds * 1_000,
  };
}

function phrases(kind: PhraseKind): string[] {
  return read(`phrases.${kind}`, z.array(z.string()));
}

/** Whether the conversation is kept on disk, for the window after a reload. */
export function keepsHistory(): boolean {
  return read("history.keep", z.boolean());
}

/** What the model is told of the editor before each turn. */
export function contextDetail(): ContextDetail {
  return read("context", z.enum(["none", "place", "code"]));
}

/** Files with the project's own instructions, by their paths in each workspace folder. */
export function instructionFiles(): string[] {
  return read("instructionFiles", z.array(z.string()));
}

/** What the user allows and denies for good: patterns, as in src/tools/policy.ts. */
export function confirmRules(effect: "allow" | "deny"): string[] {
  return read(`confirm.${effect}`, z.array(z.string()));
}

/** What the user's own phrases do. */
export function macros(): Macro[] {
  return macrosOf(read("macros", z.record(z.string(), z.unknown())));
}

/** The model that looks things up at length; "" is none. */
export function researchModel(): string {
  return read("researchModel", z.string().trim());
}

/** An edit of more lines than these asks. */
export function confirmLines(): number {
  return read("confirm.lines", z.number().int().min(0));
}

/** What the push-to-talk key does. */
export function talkKeyUse(): KeyUse {
  return read("talkKey", z.enum(["auto", "hold", "toggle"]));
}

/** What the sound goes over. */
export function transportSetting(): "auto" | Transport {
  return read("transport", z.enum(["auto", ...transport.options]));
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

/** Another one of these is another session. */
export function sessionPlace(): string {
  const { name, provider } = activeProfile();
  return JSON.stringify([name, provider]);
}

/** The model and where it runs. An address that is none is not shown: a key may have been pasted in its place. */
export function modelLabel(): string {
  const { name, provider } = activeProfile();
  const { baseUrl, model } = provider;
  return `${model} · ${name || (URL.parse(baseUrl)?.host ?? vscode.l10n.t("no address"))}`;
}
