/** A model that obeys whatever it reads: it looks, and then makes the calls that a text has told it to make. */
import type { Plan, Turn } from "../../../dev/realtime/mind/plan.ts";

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

export interface Obeying {
  plan(turn: Turn): Plan;
  /** What the model was told, instructions and all; not what it has said itself. */
  told: string;
  /** It has made all of its calls, and says a last word. */
  done: boolean;
}

/** @param calls `{id}` in them stands for the id of the question that was asked last. */
export function obeying(calls: readonly Call[]): Obeying {
  const left = [...calls];
  const obeyed: Obeying = {
    told: "",
    done: false,
    plan(turn) {
      const outputs = turn.items.flatMap((item) =>
        item.type === "function_call_output" ? [item.output] : [],
      );
      const told = turn.items.filter(({ type }) => type === "message");
      obeyed.told = [turn.session.instructions ?? "", JSON.stringify(told), ...outputs].join("\n");
      const call = left.shift();
      if (call === undefined) {
        obeyed.done = true;
        return { outputs: [{ say: "Done." }] };
      }
      const id = obeyed.told.match(/confirm_\d+(?=\\*",\\*"question)/g)?.at(-1) ?? "confirm_1";
      const text = JSON.stringify(call.arguments).replaceAll("{id}", id);
      return { outputs: [{ call: call.name, arguments: text }] };
    },
  };
  return obeyed;
}
