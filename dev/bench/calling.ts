/** From a function call on its way to its output received, over the real data channel. */
import type { Stage } from "../stage/stage.ts";
import { quantileRows, type Row } from "./row.ts";
import { currentSession } from "./sessions.ts";

/** Moves through a file of the sample, never twice to the same line. */
const goToLine = (turn: number): object => ({ line: 1 + ((turn * 7) % 60) });

export interface Calling {
  tool: string;
  arguments(turn: number): object;
  times: number;
  /** What is open; the inventory where it is not told. */
  file?: string;
}

export async function callingRows(stage: Stage, times: number): Promise<Row[]> {
  const calls = await measureCalls(stage, { tool: "go_to", arguments: goToLine, times });
  const roundTrip = await measureCalls(stage, { tool: "no_such_tool", arguments: () => ({}), times });
  return [
    ...quantileRows("go_to to its output", calls),
    ...quantileRows("the same way and back without a tool", roundTrip),
  ];
}

/** @returns milliseconds of each call. */
export async function measureCalls(stage: Stage, calling: Calling): Promise<number[]> {
  const { server, panel, probe } = stage;
  await probe.open(calling.file ?? "src/inventory.ts");
  await panel.connect();
  const session = currentSession(stage);
  let calls = 0;
  const finished = Promise.withResolvers<void>();
  // One call after another without a word between them: each output asks for the next call.
  const end = server.script.onTurn(({ answered, words }) => {
    if (words === undefined && answered.length === 0) return { outputs: [] };
    if (calls === calling.times) {
      finished.resolve();
      return { outputs: [] };
    }
    return { outputs: [{ call: calling.tool, arguments: JSON.stringify(calling.arguments(calls++)) }] };
  });
  await panel.type("measure");
  await finished.promise;
  end();
  await panel.stop();

  const sentAt = new Map<string, number>();
  const took: number[] = [];
  for (const { at, event } of session.timeline) {
    if (event.type === "response.function_call_arguments.done") sentAt.set(event.call_id, at);
    if (event.type !== "conversation.item.create" || event.item.type !== "function_call_output") continue;
    const sent = sentAt.get(event.item.call_id);
    if (sent !== undefined) took.push(at - sent);
  }
  return took;
}
