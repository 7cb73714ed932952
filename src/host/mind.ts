/** The conversation's part of the extension: the session, with all that it knows of the user, key and editor. */
import * as vscode from "vscode";
import { createEditor } from "../editor/createEditor.ts";
import { noticeText } from "../panel/noticeText.ts";
import { createOpenAiProvider } from "../providers/openai.ts";
import type { SessionObserver } from "../session/observer.ts";
import { redact } from "../session/redact.ts";
import { Session, type SessionOptions } from "../session/session.ts";
import { Suspension } from "../session/suspension.ts";
import { functionTools, tools } from "../tools/registry.ts";
import { createRouter } from "../tools/router.ts";
import { EditorSituation } from "./editorSituation.ts";
import { InstructionFiles } from "./instructionFiles.ts";
import type { Keys } from "./keys.ts";
import type { LogChannel } from "./log.ts";
import type { Safety } from "./safety.ts";
import { providerSettings, sessionPlace, sessionSettings } from "./settings.ts";

export interface MindOptions extends Pick<SessionOptions, "openLink" | "changed"> {
  keys: Keys;
  log: LogChannel;
  observers: readonly SessionObserver[];
  safety: Pick<Safety, "policy" | "log" | "answerSince">;
}

export interface Mind extends vscode.Disposable {
  readonly session: Session;
  /** To be awaited before a session starts. */
  ready(): Promise<void>;
}

export function createMind({ keys, log, observers, safety, openLink, changed }: MindOptions): Mind {
  const editor = createEditor();
  const situation = new EditorSituation({ editor, log });
  const instructionFiles = new InstructionFiles({ trusted: () => vscode.workspace.isTrusted, log });
  const session = new Session({
    provider() {
      const settings = providerSettings();
      // The key of these settings, also where others are chosen before the call has ended.
      return createOpenAiProvider(settings, () => keys.get(settings.kind));
    },
    settings: sessionSettings,
    where: sessionPlace,
    workspaceInstructions: () => instructionFiles.text(),
    editorContext: () => situation.text(),
    openLink,
    tools: createRouter({
      tools,
      editor,
      now: () => performance.now(),
      policy: safety.policy,
      log: safety.log,
      answerSince: (since) => safety.answerSince(since),
    }),
    functionTools,
    changed,
    describe: (notice) => redact(noticeText(notice), keys.known()),
    observers,
    log,
  });
  const suspension = new Suspension({
    now: () => Date.now(),
    resumed: (sleptMs) => session.resumed(sleptMs),
  });
  suspension.watch();
  const parts = vscode.Disposable.from(
    suspension,
    situation,
    instructionFiles,
    instructionFiles.onDidChange(() => session.settingsChanged()),
  );
  return {
    session,
    ready: () => instructionFiles.ready(),
    dispose() {
      session.stop();
      parts.dispose();
    },
  };
}
