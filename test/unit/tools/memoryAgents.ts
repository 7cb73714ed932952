import type { Agents, ChatModel, ChatRequest, OfferedTool, Situation } from "../../../src/tools/agents.ts";
import { EditorError } from "../../../src/tools/editor.ts";

export interface MemoryAgents {
  agents: Agents;
  situations: Situation[];
  tools: OfferedTool[];
  models: ChatModel[];
  chat: "ready" | "nobody" | "none";
  researchModel: string;
  /** What the next tool, model or research answers. */
  answer: string;
  /** What was done, in order. */
  invoked: { name: string; input: unknown }[];
  sent: ChatRequest[];
  asked: { id: string; question: string }[];
  shown: string[];
}

/** Other tools and models that are only this list. */
export function createMemoryAgents(): MemoryAgents {
  let running: { stop(): void } | undefined;
  const memory: MemoryAgents = {
    situations: ["editor"],
    tools: [],
    models: [],
    chat: "ready",
    researchModel: "",
    answer: "",
    invoked: [],
    sent: [],
    asked: [],
    shown: [],
    agents: {
      situations: () => memory.situations,
      tools: () => memory.tools,
      async invokeTool(name, input) {
        memory.invoked.push({ name, input });
        if (memory.answer === "fail") throw new EditorError(`The tool ${name} failed: no network`);
        return memory.answer;
      },
      chat: async () => memory.chat,
      async openChat(request) {
        memory.sent.push(request);
        return "sent";
      },
      models: async () => memory.models,
      async askModel(id, question) {
        memory.asked.push({ id, question });
        return memory.answer;
      },
      showMarkdown: async (text) => void memory.shown.push(text),
      research: {
        model: () => memory.researchModel,
        async run(question) {
          memory.asked.push({ id: memory.researchModel, question });
          if (memory.answer === "wait") {
            await new Promise<void>((_, reject) => {
              running = { stop: () => reject(new EditorError("The research was cancelled.")) };
            });
          }
          return { text: memory.answer, sources: ["https://example.org/a"], seconds: 61.2 };
        },
        running: () => running && { seconds: 0, searches: 2 },
        cancel() {
          const wasRunning = running !== undefined;
          running?.stop();
          running = undefined;
          return wasRunning;
        },
      },
    },
  };
  return memory;
}
