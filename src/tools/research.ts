/** Deep research on the web, in the background, by a model made for it. */
import * as z from "zod";
import { countOf } from "./document.ts";
import { material } from "./material.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "./tool.ts";

/** Of the answer, in characters; all of it stands beside the code. */
const longestSummary = 1_500;

const input = z.strictObject({
  question: z.string().trim().min(1).optional(),
  action: z.enum(["start", "status", "cancel"]).optional(),
});

export const research = defineTool({
  name: "research",
  description:
    "Looks something up on the web at length: minutes, and it costs. Start it with the whole question; go on talking " +
    "meanwhile. The answer comes as a message.",
  input,
  async prepare({ question, action = "start" }, context): Promise<PreparedCall> {
    if (action === "status") return { risk: "read", question: "research", run: async () => status(context) };
    if (action === "cancel") return { risk: "read", question: "research", run: async () => cancel(context) };
    return prepareStart(question, context);
  },
});

function prepareStart(question: string | undefined, { editor }: ToolContext): PreparedCall {
  const { research: port } = editor.agents;
  const model = port.model();
  if (model === "") {
    throw new ToolError(
      "Research is off. The user switches it on with the setting vivaVoce.researchModel, the name of a model of their " +
        "provider that searches the web, such as gpt-5.5-pro.",
    );
  }
  if (question === undefined) throw new ToolError("What is to be looked up? Give the whole question.");
  if (port.running() !== undefined) {
    throw new ToolError(
      "One is running already. Wait for it, or cancel it (action cancel) if the user wants that.",
    );
  }
  return {
    risk: "external",
    question: `Research “${question.length > 200 ? `${question.slice(0, 200)}…` : question}” on the web with ${model}? It takes minutes, and costs money.`,
    preview: { kind: "command", text: question },
    subject: "research:web",
    // It takes long, and what the user types meanwhile is none of its doing.
    isStep: true,
    async run(signal): Promise<ToolResult> {
      const { text, sources, seconds } = await port.run(question, signal);
      await editor.agents.showMarkdown(report(question, text, sources));
      return {
        output: {
          seconds: Math.round(seconds),
          sources: sources.length,
          shown: "all of it is open beside the code",
          ...material("the web", text, longestSummary),
        },
        summary: `Looked up: ${question.slice(0, 80)}`,
      };
    },
  };
}

function report(question: string, text: string, sources: readonly string[]): string {
  const title = question.replaceAll(/\s+/g, " ");
  const list = sources.map((source, index) => `${index + 1}. <${source}>`).join("\n");
  return `# ${title}\n\n${text}\n${list === "" ? "" : `\n## Sources\n\n${list}\n`}`;
}

function status({ editor }: ToolContext): ToolResult {
  const now = editor.agents.research.running();
  if (now === undefined) return { output: { running: false }, summary: "No research runs" };
  const { seconds, searches } = now;
  return {
    output: { running: true, seconds: Math.round(seconds), searches },
    summary: `Research runs: ${countOf(searches, "lookup")} in ${Math.round(seconds)} s`,
  };
}

function cancel({ editor }: ToolContext): ToolResult {
  if (!editor.agents.research.cancel()) throw new ToolError("No research runs.");
  return { output: { cancelled: true }, summary: "Cancelled the research" };
}
