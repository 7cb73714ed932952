/** Does the voice panel open, and does its script run? */
import { asFailure } from "../../session/failure.ts";
import { findingOf, since, type Check, type Finding, type Words } from "./check.ts";
import { within } from "../../session/deadline.ts";

export interface PanelOptions {
  /** Resolves when the panel's script runs. */
  page(signal: AbortSignal): Promise<{ readonly microphoneAllowed: boolean }>;
  /** In ms. */
  patience: number;
  words: Words;
}

export function panelCheck({ page, patience, words }: PanelOptions): Check {
  const { t } = words;
  return {
    id: "panel",
    title: t("Voice panel"),
    needs: [],
    async run(signal): Promise<Finding> {
      const start = performance.now();
      try {
        const { microphoneAllowed } = await page(within(patience, signal));
        const found = microphoneAllowed
          ? t("It opened in {0} ms, and may use the microphone.", since(start))
          : t("It opened in {0} ms. This editor gives its panels no microphone.", since(start));
        return { state: "ok", found };
      } catch (error) {
        signal.throwIfAborted();
        return { ...findingOf(asFailure(error, "noPanel"), words), mend: "showLog" };
      }
    },
  };
}
