/** The Responses API, as far as background work with web search needs it. */
import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { HttpError, type Answer } from "./answer.ts";
import { parseJson, readBody } from "./body.ts";
import { requireKey } from "./credentials.ts";

const wish = z.object({
  model: z.string(),
  input: z.string().min(1),
  instructions: z.string().optional(),
  background: z.literal(true),
  store: z.literal(true),
  tools: z.array(z.object({ type: z.literal("web_search") })),
});

interface Work {
  id: string;
  question: string;
  model: string;
  /** How often it was asked after. */
  looks: number;
  cancelled: boolean;
}

/** How often it is in progress before it is done. */
const looksToGo = 2;

const usage = {
  input_tokens: 1200,
  input_tokens_details: { cached_tokens: 200 },
  output_tokens: 300,
  output_tokens_details: { reasoning_tokens: 100 },
  total_tokens: 1500,
};

/** The responses of one server. */
export class Responses {
  readonly #works = new Map<string, Work>();

  async begin(request: IncomingMessage, key: string): Promise<Answer> {
    requireKey(request, key);
    const parsed = wish.safeParse(parseJson(new TextDecoder().decode(await readBody(request))));
    if (!parsed.success) throw new HttpError(400, z.prettifyError(parsed.error));
    const { model, input: question } = parsed.data;
    const id = `resp_${this.#works.size + 1}`;
    const work: Work = { id, question, model, looks: 0, cancelled: false };
    this.#works.set(id, work);
    return bodyOf(work, "queued");
  }

  look(request: IncomingMessage, id: string, key: string): Answer {
    const work = this.#find(request, id, key);
    work.looks++;
    if (work.cancelled) return bodyOf(work, "cancelled");
    return bodyOf(work, work.looks < looksToGo ? "in_progress" : "completed");
  }

  cancel(request: IncomingMessage, id: string, key: string): Answer {
    const work = this.#find(request, id, key);
    work.cancelled = true;
    return bodyOf(work, "cancelled");
  }

  /** Those that were cancelled. */
  get cancelled(): string[] {
    return [...this.#works.values()].filter(({ cancelled }) => cancelled).map(({ id }) => id);
  }

  #find(request: IncomingMessage, id: string, key: string): Work {
    requireKey(request, key);
    const work = this.#works.get(id);
    if (work === undefined) throw new HttpError(404, `Response with id '${id}' not found.`);
    return work;
  }
}

function bodyOf({ id, question, model }: Work, status: string): Answer {
  const isEnded = status === "completed" || status === "cancelled";
  const text = `In short: nothing is known of “${question}” on loopback.`;
  const annotations = [{ type: "url_citation", url: "https://example.org/source", title: "A source" }];
  const search = { type: "web_search_call", status: "completed" };
  const message = {
    type: "message",
    role: "assistant",
    content: [{ type: "output_text", text, annotations }],
  };
  return {
    status: 200,
    body: {
      id,
      object: "response",
      status,
      model,
      background: true,
      error: null,
      output: [...(status === "queued" ? [] : [search]), ...(status === "completed" ? [message] : [])],
      usage: isEnded ? usage : null,
    },
  };
}
