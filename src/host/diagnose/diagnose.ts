/** Runs the checks with a progress that can be cancelled, shows what they found, and offers to mend the first fault. */
import * as vscode from "vscode";
import { failureText } from "../../panel/failureText.ts";
import { abortable } from "../../session/abortable.ts";
import type { Log } from "../../session/log.ts";
import { redact } from "../../session/redact.ts";
import { panelTexts } from "../../shared/panelTexts.ts";
import { diagnosisText, type DiagnosisFacts } from "../diagnosis.ts";
import { activeProfile } from "../profiles.ts";
import type { Report } from "../report.ts";
import type { CheckResult, Mend, Words } from "./check.ts";
import { checksText, summaryOf, type Summary } from "./checksText.ts";
import { createChecks, type ChecksOptions } from "./createChecks.ts";
import { runChecks } from "./runChecks.ts";
import { within } from "../../session/deadline.ts";

export interface DiagnoseOptions extends Omit<ChecksOptions, "words"> {
  /** What is known beside the checks; asked after them. */
  facts(): DiagnosisFacts;
  act(mend: Mend): void;
  report: Report;
  log: Log;
}

/** For each check, in ms. What a check waits for, it gives up sooner, and says why. */
const limit = 15_000;
/** For the names of the devices, in ms. */
const devicesTime = 5_000;

/** @returns the command. While it runs, it is not begun again. */
export function createDiagnose(options: DiagnoseOptions): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () =>
    (running ??= diagnose(options).finally(() => {
      running = undefined;
    }));
}

async function diagnose(options: DiagnoseOptions): Promise<void> {
  const { keys, facts, report } = options;
  const clean = (text: string): string => redact(text, keys.known());
  const words: Words = {
    t: (text, ...values) => vscode.l10n.t(text, ...values),
    explain: (failure) => failureText(failure, clean),
  };
  const { results, cancelled } = await withProgress(options, words);
  const summary = summaryOf(results, cancelled, words);
  const content = clean(`${checksText(results, summary, words)}\n${diagnosisText(facts())}`);
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content });
  await vscode.window.showTextDocument(document, { preview: true });
  // The command is over when the page is there; the notification stays for as long as the user leaves it.
  report(offer({ ...summary, message: clean(summary.message) }, options));
}

async function withProgress(
  options: DiagnoseOptions,
  words: Words,
): Promise<{ results: CheckResult[]; cancelled: boolean }> {
  const { log } = options;
  const cancelling = new AbortController();
  const { signal } = cancelling;
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Diagnosing Viva Voce"),
    cancellable: true,
  };
  return vscode.window.withProgress(progress, async (progress, token) => {
    token.onCancellationRequested(() => cancelling.abort());
    const checks = createChecks({ ...options, words });
    const results = await runChecks({
      checks,
      limit,
      signal,
      words,
      begins: ({ title, request }) =>
        progress.report({ message: request ?? title, increment: 100 / checks.length }),
      broke: ({ id }, error) =>
        log.warn(
          `The check of ${id} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        ),
    });
    await lookForDevices(options, signal);
    return { results, cancelled: signal.aborted };
  });
}

/** For the page alone: it says "none known" where they do not tell. */
async function lookForDevices({ audio, log }: DiagnoseOptions, signal: AbortSignal): Promise<void> {
  if (audio.devices.inputs.length > 0) return;
  const timely = within(devicesTime, signal);
  try {
    await abortable(audio.lookForDevices(), timely);
  } catch (error) {
    log.warn(`The devices are not known: ${String(error)}`);
  }
}

async function offer({ state, message, mend }: Summary, { act }: DiagnoseOptions): Promise<void> {
  const { showErrorMessage, showInformationMessage, showWarningMessage } = vscode.window;
  const shown = { failed: showErrorMessage, warning: showWarningMessage };
  const show = state === "failed" || state === "warning" ? shown[state] : showInformationMessage;
  if (mend === undefined) return void (await show(message));
  const byAccount = mend === "setKey" && activeProfile().provider.signIn === "microsoft";
  const button = vscode.l10n.t(panelTexts[byAccount ? "action.signIn" : (`action.${mend}` as const)]);
  if ((await show(message, button)) === button) act(mend);
}
