/** The conversation's part of the extension: the session, with all that it knows of the user, key and editor. */
import * as vscode from "vscode";
import { createEditor } from "../editor/createEditor.ts";
import { noticeText } from "../panel/noticeText.ts";
import { createProvider } from "../providers/createProvider.ts";
import type { Provider } from "../providers/provider.ts";
import type { TalkingHabits } from "../session/dialogueOptions.ts";
import type { SessionObserver } from "../session/observer.ts";
import { redactStart } from "../session/redact.ts";
import { Session, type SessionOptions } from "../session/session.ts";
import { Suspension } from "../session/suspension.ts";
import type { UsageState } from "../shared/usage.ts";
import type { Editor } from "../tools/editor.ts";
import type { Spending } from "../usage/amounts.ts";
import { functionTools, tools } from "../tools/registry.ts";
import { createRouter } from "../tools/router.ts";
import { Continuity } from "./continuity.ts";
import { EditorSituation } from "./editorSituation.ts";
import { InstructionFiles } from "./instructionFiles.ts";
import type { Keys } from "./keys.ts";
import type { LogChannel } from "./log.ts";
import type { McpServers } from "./mcp/mcpServers.ts";
import { createTransports } from "./network.ts";
import { ownPhrase } from "./ownPhrases.ts";
import { BackgroundResearch } from "./research.ts";
import type { Report } from "./report.ts";
import type { Safety } from "./safety.ts";
import { activeProfile, type Profile } from "./profiles.ts";
import { section } from "./readSetting.ts";
import { keepsHistory, modelLabel, sessionPlace, sessionSettings } from "./settings.ts";
import { createTalkingControls, type TalkingControls } from "./talkingControls.ts";
import { saveSound } from "./userProfiles/profileStore.ts";
import { createSpokenProfiles } from "./userProfiles/spokenProfiles.ts";

export interface MindOptions extends Pick<SessionOptions, "openLink" | "changed"> {
  keys: Keys;
  mcp: McpServers;
  log: LogChannel;
  observers: readonly SessionObserver[];
  safety: Pick<Safety, "ofRouter">;
  /** The file that keeps the conversation over a reload of the window. */
  conversationFile: string;
  /** Stands for the user before their provider; see {@link ProviderOptions}. */
  safetyIdentifier(): Promise<string>;
  /** Where VS Code keeps the user's settings and snippets: it has globalStorage/our-name in it. */
  userFolder: string;
  usage(): UsageState;
  /** What was used beside the session. */
  spent(spending: Spending): void;
  report: Report;
}

/** Characters. More than anybody reads. */
const longestNotice = 4_096;

export interface Mind extends vscode.Disposable {
  readonly session: Session;
  readonly editor: Editor;
  /** How the user talked, where a reload of the window has just cut a session off. */
  readonly cutOff: TalkingHabits | undefined;
  /** To be awaited before a session starts. */
  ready(): Promise<void>;
}

export function createMind(options: MindOptions): Mind {
  const { keys, mcp, log, observers, safety, openLink, changed } = options;
  const editorParts: vscode.Disposable[] = [];
  const editor = createResearchingEditor(options, editorParts);
  const situation = new EditorSituation({ editor, log });
  const instructionFiles = new InstructionFiles({ trusted: () => vscode.workspace.isTrusted, log });
  const continuity = createContinuity(options, () => session);
  const talking = createTalking(options, () => session);
  const router = createRouter({
    tools,
    editor,
    session: talking.controls,
    now: () => performance.now(),
    ...safety.ofRouter,
  });
  const session: Session = new Session({
    provider: () => providerOf(activeProfile(), options),
    settings: sessionSettings,
    where: () => `${sessionPlace()} ${mcp.revision}`,
    workspaceInstructions: () => instructionFiles.text(),
    editorContext: () => situation.text(),
    openLink,
    transports: createTransports(),
    tools: continuity.guarded(router),
    functionTools,
    mcpTools: () => mcp.tools(),
    ownPhrase,
    changed() {
      continuity.changed();
      changed();
    },
    describe: (notice) => redactStart(noticeText(notice), keys.known(), longestNotice),
    observers: [...observers, ...talking.observers],
    log,
  });
  const parts = vscode.Disposable.from(
    ...editorParts,
    watchSuspension(session),
    situation,
    instructionFiles,
    instructionFiles.onDidChange(() => session.settingsChanged()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) continuity.settingsChanged();
    }),
  );
  return {
    session,
    editor,
    cutOff: continuity.restore(),
    ready: () => Promise.all([instructionFiles.ready(), mcp.ready()]).then(() => undefined),
    dispose() {
      continuity.dispose();
      session.stop();
      parts.dispose();
    },
  };
}

/** The key of this profile, also where another is chosen before the call has ended. */
function providerOf(profile: Profile, options: MindOptions): Provider {
  const { keys, mcp } = options;
  const getKey = (): Promise<string | undefined> => keys.get(profile);
  return createProvider({ ...options, settings: profile.provider, getKey, tokenOf: mcp.tokenOf });
}

function watchSuspension(session: Session): Suspension {
  const suspension = new Suspension({
    now: () => Date.now(),
    resumed: (sleptMs) => session.resumed(sleptMs),
  });
  suspension.watch();
  return suspension;
}

/** Research is done with the key, which the editor does not know. */
function createResearchingEditor(options: MindOptions, parts: vscode.Disposable[]): Editor {
  const editor = createEditor({ userFolder: options.userFolder, parts });
  return { ...editor, agents: { ...editor.agents, research: new BackgroundResearch(options) } };
}

function createTalking({ keys, usage, report }: MindOptions, session: () => Session): TalkingControls {
  return createTalkingControls({
    session,
    settings: sessionSettings,
    save: saveSound,
    profiles: createSpokenProfiles({ keys }),
    usage,
    model: modelLabel,
    now: () => performance.now(),
    report,
  });
}

function createContinuity({ keys, log, conversationFile }: MindOptions, session: () => Session): Continuity {
  return new Continuity({
    path: conversationFile,
    session,
    wanted: keepsHistory,
    history: () => sessionSettings().history,
    secrets: () => keys.known(),
    texts: {
      unknown: vscode.l10n.t(
        "Interrupted: the window was reloaded or closed. It is not known whether this was done; it is not repeated by itself.",
      ),
      unanswered: vscode.l10n.t("Not done: the window was reloaded or closed before you answered."),
    },
    log,
  });
}
