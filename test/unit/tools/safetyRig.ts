/** The router with rules, a log, and several files in memory. */
import { CallLog, type Cause } from "../../../src/tools/callLog.ts";
import type { Command, Editor } from "../../../src/tools/editor.ts";
import type { Policy } from "../../../src/tools/policy.ts";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { tools as allTools } from "../../../src/tools/registry.ts";
import type { Tool } from "../../../src/tools/tool.ts";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import { busy, memoryTerminals, state } from "../running/memoryTerminals.ts";
import { createMemoryAgents, type MemoryAgents } from "./memoryAgents.ts";
import { createFilesEditor, type FilesEditor } from "./filesEditor.ts";
import { policyOf } from "./policyOf.ts";
import { commands } from "./routerRig.ts";

export interface SafetyRig extends FilesEditor {
  router: ToolRunner;
  log: CallLog;
  /** What "always" has added. */
  always: string[];
  /** The commands that were run, with their arguments. */
  ran: string[];
  agents: MemoryAgents;
  /** What was done in the terminals: one that rests, and one with a program. */
  terminal: string[];
  call(name: string, args: unknown): Promise<ToolOutcome & { result: Record<string, unknown> }>;
  /** A turn of the user's that begins now. */
  userSays(words: string): void;
  wait(milliseconds: number): void;
}

export interface SafetyRigOptions {
  texts?: Record<string, string>;
  allow?: string[];
  deny?: string[];
  tools?: readonly Tool[];
  commands?: Command[];
  trusted?: boolean;
  patience?: number;
  cause?: () => Cause | undefined;
  /** What it can do besides. */
  editor?: Partial<Editor>;
}

export const never = new AbortController().signal;

export function createSafetyRig(options: SafetyRigOptions = {}): SafetyRig {
  const { texts = { "a.txt": "1\n2\n3" }, allow = [], deny = [], tools = [], patience } = options;
  const files = createFilesEditor(texts);
  const agents = createMemoryAgents();
  const { terminals, done: terminal } = memoryTerminals([
    state(1, { active: true }),
    state(2, busy("npm start")),
  ]);
  const ran: string[] = [];
  const always: string[] = [];
  const editor = {
    ...files.editor,
    trusted: () => options.trusted ?? true,
    commands: () => Promise.resolve(options.commands ?? commands),
    runCommand: async (id: string, args: readonly unknown[] = []) =>
      void ran.push(args.length === 0 ? id : `${id} ${JSON.stringify(args)}`),
    agents: agents.agents,
    terminals,
    ...options.editor,
  };
  let time = 0;
  let calls = 0;
  const said: { words: string; began: number }[] = [];
  const policy: Policy = policyOf({ allow, deny, always });
  const log = new CallLog({
    cause: options.cause ?? (() => undefined),
    clean: (text) => text.replaceAll("sk-secret", "[redacted]"),
    date: () => time,
    changed: () => undefined,
  });
  const router = createRouter({
    tools: [...allTools, ...tools],
    editor,
    session: createMemorySession().controls,
    now: () => time,
    policy,
    log,
    answerSince: (since) => {
      const last = said.at(-1);
      return Promise.resolve(last !== undefined && last.began >= since ? last.words : "");
    },
    ...(patience !== undefined && { patience }),
  });
  return {
    ...files,
    editor,
    router,
    log,
    always,
    ran,
    agents,
    terminal,
    async call(name, args) {
      const text = typeof args === "string" ? args : JSON.stringify(args);
      const outcome = await router.run({ callId: `call_${++calls}`, name, arguments: text }, never);
      return { ...outcome, result: JSON.parse(outcome.output) as Record<string, unknown> };
    },
    userSays(words) {
      said.push({ words, began: time });
      router.userSpoke(time);
    },
    wait(milliseconds) {
      time += milliseconds;
    },
  };
}
