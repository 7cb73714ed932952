/** The stand-in for the model's mind: commands become function calls, results become a word. */
import { textOf } from "../conversation/items.ts";
import type { ConversationItem } from "../protocol.ts";
import { answerFor, resultOf } from "./answers.ts";
import { commandsIn, consentIn } from "./commands.ts";
import type { Mind, Plan, Turn } from "./plan.ts";
import type { Call } from "./rule.ts";

const say = (text: string): Plan => ({ outputs: [{ say: text }] });

const notUnderstood = "Sorry, I did not catch that.";

/** The id of the call that waits for the user's yes: the last one that asked and was not answered. */
function pendingConfirmation(items: readonly ConversationItem[]): string | undefined {
  let pending: string | undefined;
  for (const item of items) {
    if (item.type === "function_call_output")
      pending = resultOf(item.output)?.confirmation_required?.id ?? pending;
    if (item.type === "message" && item.role === "system")
      pending = /"confirmation_required":\{"id":"(\w+)"/.exec(textOf(item))?.[1] ?? pending;
    if (item.type === "function_call" && item.name === "confirm_action") pending = undefined;
  }
  return pending;
}

function availableNames({ session }: Turn): Set<string> {
  const choice = session.tool_choice;
  if (choice === "none") return new Set();
  if (typeof choice === "object" && choice.type === "function") return new Set([choice.name]);
  return new Set(
    session.tools?.flatMap((tool) => (tool.type === "function" && tool.name ? [tool.name] : [])),
  );
}

function act(calls: readonly Call[], available: Set<string>): Plan {
  const missing = calls.some(({ name }) => !available.has(name));
  if (missing) return say("I cannot do that here.");
  return {
    outputs: calls.map(({ name, arguments: args }) => ({ call: name, arguments: JSON.stringify(args) })),
  };
}

function answerWords(words: string, turn: Turn): Plan {
  const available = availableNames(turn);
  const consent = consentIn(words);
  if (consent !== undefined) {
    const id = pendingConfirmation(turn.items);
    if (id === undefined) return say("There is nothing to confirm.");
    return act([{ name: "confirm_action", arguments: { id, accept: consent } }], available);
  }
  if (/^stop$/i.test(words)) return say("Okay.");
  const calls = commandsIn(words);
  return calls.length === 0 ? say(notUnderstood) : act(calls, available);
}

export const think: Mind = (turn) => {
  if (turn.words !== undefined) return answerWords(turn.words.trim(), turn);
  if (turn.answered.length > 0) return say(answerFor(turn.answered));
  return say("I am listening.");
};
