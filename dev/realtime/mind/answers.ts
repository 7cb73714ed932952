/** What to say to the results of function calls. */
import * as z from "zod";
import type { Answered } from "./plan.ts";

const result = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  tell_user: z.string().optional(),
  confirmation_required: z.object({ id: z.string(), question: z.string() }).optional(),
});
export type Result = z.output<typeof result>;

/** Characters. Nobody wants to be read a page. */
const longestGist = 120;

/** @returns undefined where the output is not one of the results that were agreed on. */
export function resultOf(output: string): Result | undefined {
  try {
    return result.safeParse(JSON.parse(output)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const aboutSession = z.looseObject({
  minutes: z.number(),
  turns: z.string(),
  microphone: z.string(),
  conversation: z.looseObject({ usd: z.number() }),
});

const aboutActions = z.looseObject({ actions: z.array(z.looseObject({ what: z.string() })) });

/** The newest first. */
function whatWasDone({ actions }: z.output<typeof aboutActions>): string {
  const done = actions.map(({ what }) => what).filter((what) => what !== "");
  return done.length === 0 ? "Nothing yet." : `${done.toReversed().join(". ")}.`;
}

/** The answers to questions about the conversation, and the last word in it. */
function aboutTalking(name: string, result: Result): string | undefined {
  if (name === "set_session" && result["conversation"] === "end") return "Goodbye.";
  const history = name === "get_history" ? aboutActions.safeParse(result).data : undefined;
  if (history !== undefined) return whatWasDone(history);
  const session = name === "get_session" ? aboutSession.safeParse(result).data : undefined;
  if (session === undefined) return result.tell_user;
  const { minutes, turns, microphone, conversation } = session;
  const mode = turns.replaceAll("_", " ");
  return `${minutes} minutes, ${conversation.usd} dollars. The mode is ${mode}, the microphone ${microphone}.`;
}

function answerTo({ name, output }: Answered): string {
  const found = resultOf(output);
  if (found?.confirmation_required !== undefined) return found.confirmation_required.question;
  if (found?.ok !== false) return (found && aboutTalking(name, found)) ?? "Done.";
  const [gist = ""] = (found.error ?? "That did not work.").split(/(?<=[.!?])\s/);
  return gist.slice(0, longestGist);
}

/** What went wrong or needs a yes comes first; what simply went well needs no more than one word. */
export function answerFor(answered: readonly Answered[]): string {
  return answered.map(answerTo).find((answer) => answer !== "Done.") ?? "Done.";
}
