/** MCP servers that are not there: what their tools would answer. The loopback server calls nobody. */

export interface PretendTool {
  description: string;
  /** Milliseconds that it takes. */
  delayMs?: number;
  /** An error that it throws is the tool's. */
  answer(args: string): string;
}

export interface PretendServer {
  /** Without it, nothing is listed. */
  token?: string;
  tools: Record<string, PretendTool>;
}

/** By their hosts. A test may add others, or change these. */
export type PretendServers = Record<string, PretendServer>;

export function pretendServers(): PretendServers {
  return {
    "weather.example.com": {
      tools: {
        get_forecast: {
          description: "The weather of tomorrow.",
          answer: () => "Rain in the morning, <b>12 degrees</b>.",
        },
        get_warning: {
          description: "Warnings of storms.",
          answer: () => {
            throw new Error("There is no warning service today.");
          },
        },
        get_history: { description: "The weather of before.", delayMs: 1_500, answer: () => "It was dry." },
      },
    },
  };
}
