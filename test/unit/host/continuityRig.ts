/** Windows of one workspace, one after another or at a time: each a session, and what keeps its conversation. */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Continuity } from "../../../src/host/continuity.ts";
import type { TalkingHabits } from "../../../src/session/dialogueOptions.ts";
import type { Session } from "../../../src/session/session.ts";
import type { ToolOutcome } from "../../../src/session/toolRunner.ts";
import { scripted, until, type Scripted } from "../session/scripted.ts";

export interface Window extends Scripted {
  continuity: Continuity;
  /** What it found of the window before it. */
  cutOff: TalkingHabits | undefined;
  warnings: string[];
}

export interface WindowOptions {
  wanted?: () => boolean;
  secrets?: string[];
  runTool?: () => Promise<ToolOutcome>;
  confirmTool?: () => Promise<ToolOutcome>;
}

export interface Workspace {
  /** Where the conversation is kept. */
  readonly path: string;
  open(options?: WindowOptions): Window;
  /** As VS Code ends one: what is live is not stopped by the user. */
  end(window: Window): void;
  /** What stands in the file; "" where there is none. */
  kept(): Promise<string>;
  /** Resolves when the file holds this. */
  reads(pattern: RegExp): Promise<void>;
  /** All files beside it, and itself. */
  names(): Promise<string[]>;
  close(): Promise<void>;
}

export async function createWorkspace(): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "viva-voce-continuity-"));
  const path = join(folder, "storage", "conversation.json");
  const windows: Window[] = [];
  const end = ({ continuity, session }: Window): void => {
    continuity.dispose();
    session.stop();
  };
  const kept = (): Promise<string> => readFile(path, "utf8").catch(() => "");
  return {
    path,
    open(options = {}) {
      const window = openWindow(path, options);
      windows.push(window);
      return window;
    },
    end,
    kept,
    async reads(pattern) {
      while (!pattern.test(await kept()));
    },
    names: () => readdir(dirname(path)).then((found) => found.toSorted()),
    async close() {
      for (const window of windows) end(window);
      await rm(folder, { recursive: true });
    },
  };
}

function openWindow(path: string, options: WindowOptions): Window {
  const { wanted = () => true, secrets = [], ...tools } = options;
  const warnings: string[] = [];
  let session: Session;
  const continuity = new Continuity({
    path,
    session: () => session,
    wanted,
    history: () => ({ turns: 20, tokens: 4_000 }),
    secrets: () => secrets,
    texts: { unknown: "Nobody knows.", unanswered: "Not asked any more." },
    log: {
      debug: () => undefined,
      warn: (text: string) => void warnings.push(text),
      error: () => undefined,
    },
  });
  const parts = scripted({
    changed: () => continuity.changed(),
    guard: (runner) => continuity.guarded(runner),
    ...tools,
  });
  ({ session } = parts);
  return { ...parts, continuity, cutOff: continuity.restore(), warnings };
}

/** The conversation as the user reads it. */
export function said({ session }: Window): unknown[] {
  return session.entries.map((entry) => ("text" in entry ? entry.text : [entry.name, entry.status]));
}

/** The session of a window that has come back; live, on its first link. */
export async function goOn(window: Window): Promise<void> {
  assert.ok(window.cutOff, "no session was cut off");
  window.session.start(window.cutOff);
  await until(() => window.links.at(-1)?.media.includes("answer") === true);
  window.link().receive({ type: "session.created", session: {} });
  await until(() => window.session.state.status === "live");
}
