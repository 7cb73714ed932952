/** Telling the model how the conversation stands: modes, time, cost. */
import * as z from "zod";
import { tokensOf, type Spent } from "../shared/usage.ts";
import type { SessionReport } from "./sessionControls.ts";
import { described } from "./talkingModes.ts";
import { defineTool } from "./tool.ts";

export const getSession = defineTool({
  name: "get_session",
  description:
    "Tells how you two talk now, whether the microphone is muted, your voice, how long the conversation has " +
    "lasted, what it and today have cost, budgets, warnings.",
  input: z.strictObject({}),
  risk: "read",
  async run(_, { session }) {
    const report = session.report();
    const { status, model, minutes, conversation, today, budgets } = report;
    const left = budgets.map(({ of, usd, share }): [string, number] => [
      of === "day" ? "today" : "conversation",
      cents(Math.max(0, usd * (1 - share))),
    ]);
    const warnings = warningsOf(report);
    return {
      output: {
        connection: status,
        ...described(session.talking()),
        model,
        minutes: Math.round(minutes),
        conversation: spent(conversation),
        today: spent(today),
        ...(left.length > 0 && { usd_left: Object.fromEntries(left) }),
        ...(warnings.length > 0 && { warnings }),
      },
      summary: summaryOf(conversation, minutes),
    };
  },
});

/** In USD, as exactly as anybody wants to hear it. */
function cents(usd: number): number {
  return Math.round(usd * 10_000) / 10_000;
}

function spent(amount: Spent): Record<string, unknown> {
  const { usd, priced } = amount;
  const known = usd === null ? null : cents(usd);
  return { tokens: tokensOf(amount), [priced ? "usd" : "usd_at_least"]: known };
}

function warningsOf({ limits, unpriced }: SessionReport): string[] {
  const near = limits.map(
    ({ name, left, seconds }) =>
      `Of the provider's limit of ${name}, ${Math.round(left * 100)} % are left for ${Math.round(seconds)} s.`,
  );
  if (unpriced.length === 0) return near;
  return [...near, `The price of ${unpriced.join(", ")} is not known. The user can set it: vivaVoce.prices.`];
}

function summaryOf({ usd }: Spent, minutes: number): string {
  const time = `${Math.round(minutes)} min`;
  return usd === null ? time : `${time}, $${cents(usd)}`;
}
