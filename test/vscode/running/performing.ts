/** Calls of tools that may ask: what they ask is compared, and answered with a yes. */
import assert from "node:assert/strict";
import type { ToolOutcome } from "../../../src/session/toolRunner.ts";
import { editor, newRouter } from "../tools/workbench.ts";

export interface Performed {
  outcome: ToolOutcome;
  result: Record<string, unknown>;
}

export interface Asked {
  /** What the question must match; undefined: it must not ask. */
  asks?: RegExp | undefined;
  /** Of the preview's text, or of its lines. */
  shows?: RegExp | undefined;
  /** The answer to the question; yes where it is not told. */
  accept?: boolean;
  /** Between the question and the answer. */
  beforeYes?: () => Promise<void>;
  signal?: AbortSignal;
}

let router = newRouter();
let count = 0;

export function forgetPerformed(): void {
  router = newRouter();
}

export async function perform(
  name: string,
  args: Record<string, unknown>,
  { asks, shows, accept = true, beforeYes, signal = new AbortController().signal }: Asked = {},
): Promise<Performed> {
  const callId = `call_${++count}`;
  let outcome = await router.run({ callId, name, arguments: JSON.stringify(args) }, signal);
  if (asks === undefined) assert.notEqual(outcome.status, "asking", outcome.question);
  else {
    assert.equal(outcome.status, "asking", outcome.output);
    assert.match(outcome.question ?? "", asks);
    if (shows !== undefined) assert.match(previewText(outcome), shows);
    await beforeYes?.();
    const answered = await router.confirm(callId, accept, signal);
    assert.ok(answered);
    outcome = answered;
  }
  await editor.settled();
  return { outcome, result: JSON.parse(outcome.output) as Record<string, unknown> };
}

function previewText({ preview }: ToolOutcome): string {
  if (preview?.kind === "command") return preview.text;
  return (preview?.files ?? []).flatMap(({ hunks }) => hunks.flatMap(({ lines }) => lines)).join("\n");
}
