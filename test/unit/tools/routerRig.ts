import assert from "node:assert/strict";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import { tools } from "../../../src/tools/registry.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { createMemoryEditor, type MemoryEditor } from "./memoryEditor.ts";
import { createMemorySession, type MemorySession } from "../../../dev/call/memorySession.ts";

export const never = new AbortController().signal;

export const commands = [
  { id: "workbench.action.terminal.toggleTerminal", title: "View: Toggle Terminal" },
  { id: "workbench.action.reloadWindow", title: "Developer: Reload Window" },
  { id: "rocket.launch", title: "Rocket: Launch" },
  { id: "rocket.land", title: "Rocket: Land" },
];

export interface Rig extends MemoryEditor {
  router: ToolRunner;
  session: MemorySession;
  call(name: string, args: unknown, signal?: AbortSignal): Promise<ToolOutcome & { result: Result }>;
  /** The user takes a turn that begins now. */
  userSpeaks(): void;
  /** Lets so many milliseconds pass. */
  wait(milliseconds: number): void;
}

interface Result {
  ok: boolean;
  error?: string;
  nearest?: string[];
  confirmation_required?: { id: string; question: string };
}

export function createRig(
  options: Parameters<typeof createMemoryEditor>[0] = {},
  more: typeof tools = [],
): Rig {
  const memory = createMemoryEditor({ commands, ...options });
  let time = 0;
  let calls = 0;
  const session = createMemorySession();
  const router = createRouter({
    tools: [...tools, ...more],
    editor: memory.editor,
    session: session.controls,
    now: () => time,
  });
  return {
    ...memory,
    router,
    session,
    async call(name, args, signal = never) {
      const text = typeof args === "string" ? args : JSON.stringify(args);
      const outcome = await router.run({ callId: `call_${++calls}`, name, arguments: text }, signal);
      return { ...outcome, result: JSON.parse(outcome.output) as Result };
    },
    userSpeaks: () => router.userSpoke(time),
    wait(milliseconds) {
      time += milliseconds;
    },
  };
}

/** Asks to launch the rocket: call_1, confirm_1. */
export async function askToLaunch(rig: Rig): Promise<void> {
  const { status, result, question } = await rig.call("run_command", { command: "launch the rocket" });
  assert.equal(status, "asking");
  assert.deepEqual(result, {
    ok: false,
    confirmation_required: {
      id: "confirm_1",
      question: "Run the command “Rocket: Launch” (rocket.launch)?",
    },
  });
  assert.equal(question, result.confirmation_required?.question);
  assert.deepEqual(rig.ran, []);
}

export const yes = { id: "confirm_1", accept: true };
