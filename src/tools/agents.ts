/** What the family of agents needs of the editor: other tools, other models, and where the user is. */

/** Where something can be said that makes no sense elsewhere. */
export const situations = ["editor", "terminal", "debugging", "diff", "notebook"] as const;
export type Situation = (typeof situations)[number];

/** A tool that another extension or an MCP server offers to language models. */
export interface OfferedTool {
  name: string;
  description: string;
  /** JSON Schema; undefined where it takes nothing. */
  inputSchema: unknown;
}

/** `ask`, `edit` and `agent` are VS Code's modes of chat. */
export type ChatMode = "ask" | "edit" | "agent";

export interface ChatRequest {
  query: string;
  mode: ChatMode;
}

/** `waits`: for the user, in the chat. */
export type ChatEnding = "answered" | "waits" | "sent";

export interface ChatModel {
  id: string;
  name: string;
  vendor: string;
}

export interface ResearchAnswer {
  /** Markdown. */
  text: string;
  /** Addresses that it cites. */
  sources: readonly string[];
  seconds: number;
}

export interface Research {
  /** The model of the setting; "" is off. */
  model(): string;
  /** One at a time. @throws {EditorError} in words for the user, where it failed. */
  run(question: string, signal: AbortSignal): Promise<ResearchAnswer>;
  /** For how long one has been running, and how often it has looked something up; undefined where none is. */
  running(): { seconds: number; searches: number } | undefined;
  /** @returns false where none runs. */
  cancel(): boolean;
}

export interface Agents {
  /** All that hold now, the nearest first. */
  situations(): readonly Situation[];
  tools(): readonly OfferedTool[];
  /** @returns the text of its result. @throws {EditorError} with its own words, where it failed. */
  invokeTool(name: string, input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string>;
  /** Whether the editor has a chat, and somebody who answers in it. */
  chat(): Promise<"ready" | "nobody" | "none">;
  /**
   * Sends it, and waits for the end of the answer where this VS Code tells of it.
   * @returns `sent` where it does not tell. @throws {EditorError} where the chat failed.
   */
  openChat(request: ChatRequest): Promise<ChatEnding>;
  models(): Promise<readonly ChatModel[]>;
  /** A plain question. VS Code asks the user for consent the first time. @throws {EditorError} */
  askModel(id: string, question: string, signal: AbortSignal): Promise<string>;
  /** Opens Markdown beside the code, without taking the focus. It is saved nowhere. */
  showMarkdown(text: string): Promise<void>;
  research: Research;
}
