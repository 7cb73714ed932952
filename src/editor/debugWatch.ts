/** What debuggers tell VS Code, listened to: stops and their reasons, ends, and what is printed. */
import * as vscode from "vscode";
import * as z from "zod";

/** In characters. */
const mostConsole = 40_000;

const message = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("stopped"),
    body: z.object({
      reason: z.string(),
      description: z.string().optional(),
      text: z.string().optional(),
      threadId: z.number().optional(),
    }),
  }),
  z.object({ event: z.literal("continued") }),
  z.object({
    event: z.literal("output"),
    body: z.object({ category: z.string().optional(), output: z.string() }),
  }),
]);
const capabilities = z.object({
  command: z.literal("initialize"),
  body: z.object({
    exceptionBreakpointFilters: z.array(z.object({ filter: z.string(), label: z.string() })).optional(),
  }),
});
/** Requests that make the program go on. */
const goingOn = new Set([
  "continue",
  "next",
  "stepIn",
  "stepOut",
  "stepBack",
  "reverseContinue",
  "goto",
  "restartFrame",
]);

export interface SeenSession {
  session: vscode.DebugSession;
  stopped: { reason: string; text: string | undefined; threadId: number | undefined } | undefined;
  filters: { id: string; label: string }[];
}

export class DebugWatch implements vscode.Disposable {
  readonly #seen = new Map<string, SeenSession>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable;
  #console = "";
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.debug.registerDebugAdapterTrackerFactory("*", {
        createDebugAdapterTracker: (session) => this.#follow(session),
      }),
      vscode.debug.onDidTerminateDebugSession(({ id }) => {
        this.#seen.delete(id);
        this.#changed.fire();
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  sessions(): SeenSession[] {
    return [...this.#seen.values()];
  }

  console(): string {
    return this.#console;
  }

  clearConsole(): void {
    this.#console = "";
  }

  #follow(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const seen: SeenSession = { session, stopped: undefined, filters: [] };
    this.#seen.set(session.id, seen);
    this.#changed.fire();
    return {
      onWillReceiveMessage: (request: { command?: string }) => {
        if (request.command === undefined || !goingOn.has(request.command)) return;
        seen.stopped = undefined;
        this.#changed.fire();
      },
      onDidSendMessage: (sent: unknown) => this.#hear(seen, sent),
    };
  }

  #hear(seen: SeenSession, sent: unknown): void {
    const initialized = capabilities.safeParse(sent).data;
    if (initialized !== undefined) {
      seen.filters = (initialized.body.exceptionBreakpointFilters ?? []).map(({ filter, label }) => ({
        id: filter,
        label,
      }));
      return;
    }
    const heard = message.safeParse(sent).data;
    if (heard?.event === "output") {
      const { category, output } = heard.body;
      if (category !== "telemetry") this.#console = (this.#console + output).slice(-mostConsole);
    } else if (heard?.event === "stopped") {
      const { reason, description, text, threadId } = heard.body;
      seen.stopped = { reason, text: text ?? description, threadId };
      this.#changed.fire();
    } else if (heard?.event === "continued") {
      seen.stopped = undefined;
      this.#changed.fire();
    }
  }
}
