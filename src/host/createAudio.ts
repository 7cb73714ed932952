/** Makes what carries the sound: the native capture, the companion page, and the choice between them. */
import { join } from "node:path";
import * as vscode from "vscode";
import { NativeMicrophone } from "../microphone/nativeMicrophone.ts";
import type { CompanionState } from "../shared/companion.ts";
import type { Log } from "../session/log.ts";
import { Audio, type AudioOptions } from "./audio.ts";
import { BrowserPage } from "./browserPage.ts";
import type { Report } from "./report.ts";
import { audioSettings } from "./settings.ts";

export interface CreateAudioOptions extends Pick<AudioOptions, "surroundings" | "panel" | "changed"> {
  /** Where the bundles are. */
  folder: string;
  stop(): void;
  setMuted(muted: boolean): void;
  /** What the companion page shows. */
  state(): CompanionState;
  report: Report;
  log: Log;
}

export function createAudio(options: CreateAudioOptions): {
  audio: Audio;
  browserPage: BrowserPage;
  dispose(): void;
} {
  const { folder, surroundings, panel, changed, log } = options;
  const capture = new NativeMicrophone({
    processPath: join(folder, "capture.js"),
    listener: {
      samples: (samples) => audio.captured.samples(samples),
      lost: (detail) => audio.captured.lost(detail),
      changed: (device) => audio.captured.changed(device),
      devices: (names) => audio.captured.devices(names),
    },
    log,
  });
  const browserPage = new BrowserPage({ ...options, folder });
  const audio = new Audio({
    settings: audioSettings,
    surroundings,
    panel,
    capture,
    browserPage,
    changed,
    speakerLost: (device) =>
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          "The loudspeaker {0} is not there. The answers come from the system's default.",
          device,
        ),
      ),
  });
  return {
    audio,
    browserPage,
    dispose() {
      browserPage.close();
      capture.dispose();
    },
  };
}
