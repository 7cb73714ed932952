/** What a new user has done already: the steps of the walkthrough complete themselves by it. */
import * as vscode from "vscode";
import * as z from "zod";
import type { Session } from "../session/session.ts";
import type { CommandHandlers } from "./commands.ts";

/** Each is a context key of ours, too. */
const steps = ["microphoneHeard", "firstCommandDone", "talked"] as const;
type Step = (typeof steps)[number];

const memoryKey = "firstRun";

/** As the manifest has it, with the extension's own name. */
const walkthrough = "viva-voce.viva-voce#start";

export class FirstRun {
  readonly #memory: vscode.Memento;
  readonly #done: Set<Step>;

  /** @param memory remembers over restarts. */
  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#done = new Set(z.array(z.enum(steps)).safeParse(memory.get(memoryKey)).data);
    for (const step of this.#done) show(step);
  }

  get commands(): Pick<CommandHandlers, "vivaVoce.getStarted"> {
    return {
      "vivaVoce.getStarted": () =>
        vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthrough, false),
    };
  }

  reach(step: Step): void {
    if (this.#done.has(step)) return;
    this.#done.add(step);
    show(step);
    void this.#memory.update(memoryKey, [...this.#done]);
  }

  /** To be called when anything has changed. */
  follow({ state, entries }: Pick<Session, "state" | "entries">): void {
    if (state.status !== "live") return;
    if (state.microphone === "held") this.reach("talked");
    if (this.#done.has("firstCommandDone")) return;
    const isDone = entries.some((entry) => entry.kind === "tool" && entry.status === "done");
    if (isDone) this.reach("firstCommandDone");
  }
}

function show(step: Step): void {
  void vscode.commands.executeCommand("setContext", `vivaVoce.${step}`, true);
}
