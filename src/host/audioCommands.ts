/** What the user does about microphone and loudspeaker, by command and in the panel. */
import * as vscode from "vscode";
import type { PanelView, Intents } from "../panel/panelView.ts";
import type { Audio } from "./audio.ts";
import type { CommandHandlers } from "./commands.ts";
import { pickDevice } from "./devicePicker.ts";
import type { Report } from "./report.ts";
import { audioSettings, rememberDevice } from "./settings.ts";

type AudioCommands = Pick<
  CommandHandlers,
  "vivaVoce.chooseMicrophone" | "vivaVoce.chooseSpeaker" | "vivaVoce.testMicrophone"
>;
type AudioIntents = Pick<Intents, "chooseInput" | "chooseOutput" | "captureForTest" | "testDone">;

export interface AudioCommandsOptions {
  audio: Audio;
  panel: PanelView;
}

export function createAudioCommands({ audio, panel }: AudioCommandsOptions): {
  commands: AudioCommands;
  test(): Promise<void>;
} {
  const { t } = vscode.l10n;

  async function test(): Promise<void> {
    await panel.focus();
    const { call } = await panel.page(new AbortController().signal);
    const microphone = audio.testInput;
    if (microphone !== undefined) return call.showTest({ microphone });
    void vscode.window.showInformationMessage(
      t("The microphone is in the page in your browser. Connect, speak, and watch the page's meter."),
    );
  }

  async function choose(kind: "microphone" | "speaker"): Promise<void> {
    const { inputs, outputs } = await audio.lookForDevices();
    const settings = audioSettings();
    const device = await pickDevice(
      kind === "microphone"
        ? {
            title: t("Choose Microphone"),
            names: inputs,
            chosen: settings.device,
            none: t("The names of the microphones are known after the first start."),
          }
        : {
            title: t("Choose Loudspeaker"),
            names: outputs,
            chosen: settings.speaker,
            none: t("The names of the loudspeakers are known after the first start."),
          },
    );
    if (device !== undefined) await rememberDevice(kind, device);
  }

  return {
    test,
    commands: {
      "vivaVoce.chooseMicrophone": () => choose("microphone"),
      "vivaVoce.chooseSpeaker": () => choose("speaker"),
      "vivaVoce.testMicrophone": test,
    },
  };
}

/**
 * @param report tells the user of an error of ours.
 * @param heard the microphone's test was loud enough for speech.
 */
export function createAudioIntents(audio: Audio, report: Report, heard: () => void): AudioIntents {
  return {
    chooseInput: ({ device }) => report(rememberDevice("microphone", device)),
    chooseOutput: ({ device }) => report(rememberDevice("speaker", device)),
    captureForTest: ({ open }) => audio.captureForTest(open),
    testDone: (test) => {
      if (test.heard) heard();
    },
  };
}
