/** How the server is to set the session up, as the user's settings and acts want it now. */
import type { FunctionTool, McpTool, SessionConfiguration } from "./clientEvents.ts";
import { instructionsOf, sessionConfiguration, type Wishes } from "./configuration.ts";
import type { Dialogue } from "./dialogue.ts";
import type { SessionSettings } from "./settings.ts";

export interface WantedOptions {
  settings(): SessionSettings;
  /** What the workspace tells the assistant; "" for nothing. */
  workspaceInstructions(): string;
  functionTools(): FunctionTool[];
  /** The servers whose tools the provider calls itself; none where it is absent. */
  mcpTools?(): McpTool[];
}

export class Wanted {
  readonly #options: WantedOptions;
  readonly #dialogue: () => Pick<Dialogue, "answers" | "policy">;
  /** Made once: deriving their schemas takes time. */
  #tools: FunctionTool[] | undefined;

  constructor(options: WantedOptions, dialogue: () => Pick<Dialogue, "answers" | "policy">) {
    this.#options = options;
    this.#dialogue = dialogue;
  }

  get configuration(): SessionConfiguration {
    return sessionConfiguration(this.#wishes());
  }

  /** All that the assistant is told at the beginning. */
  get instructions(): string {
    return instructionsOf(this.#wishes());
  }

  #wishes(): Wishes {
    const { settings, workspaceInstructions, functionTools, mcpTools } = this.#options;
    const { answers, policy } = this.#dialogue();
    this.#tools ??= functionTools();
    return {
      settings: { ...settings(), answers },
      policy,
      tools: [...this.#tools, ...(mcpTools?.() ?? [])],
      workspaceInstructions: workspaceInstructions(),
    };
  }
}
