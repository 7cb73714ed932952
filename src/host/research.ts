/** Research with the provider's key, one at a time, counted into what was used. */
import { failureText } from "../panel/failureText.ts";
import { answerInBackground } from "../providers/responses.ts";
import { SessionFailure } from "../session/failure.ts";
import { redact } from "../session/redact.ts";
import type { Research, ResearchAnswer } from "../tools/agents.ts";
import { EditorError } from "../tools/editor.ts";
import type { Spending } from "../usage/amounts.ts";
import { responsesAmounts } from "../usage/usageEvents.ts";
import type { Keys } from "./keys.ts";
import { activeProfile } from "./profiles.ts";
import { researchModel } from "./settings.ts";

export interface ResearchOptions {
  keys: Keys;
  spent(spending: Spending): void;
}

/** Between two looks whether it is done, in ms: it takes minutes. */
const pause = 3_000;

export class BackgroundResearch implements Research {
  readonly #options: ResearchOptions;
  #running: { began: number; searches: number; abort: AbortController } | undefined;

  constructor(options: ResearchOptions) {
    this.#options = options;
  }

  model(): string {
    return researchModel();
  }

  running(): ReturnType<Research["running"]> {
    if (this.#running === undefined) return undefined;
    const { began, searches } = this.#running;
    return { seconds: (performance.now() - began) / 1000, searches };
  }

  cancel(): boolean {
    this.#running?.abort.abort();
    return this.#running !== undefined;
  }

  async run(question: string, signal: AbortSignal): Promise<ResearchAnswer> {
    const { keys, spent } = this.#options;
    const running = { began: performance.now(), searches: 0, abort: new AbortController() };
    this.#running = running;
    const profile = activeProfile();
    const model = researchModel();
    const options = {
      settings: profile.provider,
      model,
      getKey: () => keys.get(profile),
      pause,
      searched: (count: number): void => void (running.searches = count),
      used(usage: unknown): void {
        const amounts = responsesAmounts(usage);
        if (Object.keys(amounts).length > 0) spent({ use: "research", model, reported: "", amounts });
      },
    };
    try {
      const either = AbortSignal.any([signal, running.abort.signal]);
      const answer = await answerInBackground(question, options, either);
      return { ...answer, seconds: (performance.now() - running.began) / 1000 };
    } catch (error) {
      if (running.abort.signal.aborted) throw new EditorError("The research was cancelled.");
      if (!(error instanceof SessionFailure)) throw error;
      const { message, remedy, detail = "" } = failureText(error, (text) => redact(text, keys.known()));
      throw new EditorError([message, remedy, detail].filter((text) => text !== "").join(" "));
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
