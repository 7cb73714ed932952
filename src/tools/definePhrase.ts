/** "When I say X, do Y": phrases of the user's own. */
import * as z from "zod";
import { wordsOf } from "../session/phrases.ts";
import { lastCalls, repeatable } from "./again.ts";
import { chooseOne } from "./choose.ts";
import { saysYes } from "./consent.ts";
import type { Editor } from "./editor.ts";
import { macroFor, macrosSetting, settingOf, type Macro } from "./macros.ts";
import { describeMacro, ownPhrases } from "./phrases.ts";
import { phraseTable } from "./phraseTable.ts";
import { plainObject, prepareSteps, type Step } from "./steps.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext } from "./tool.ts";

/** A longer sentence is never said twice in the same words. */
const mostWords = 10;

/** A phrase that did one of these would depend on what was done before it, or on another phrase. */
const unrecorded = new Set([
  "undo",
  "redo",
  "define_phrase",
  "repeat_calls",
  "confirm_action",
  "set_session",
]);

/** Answers to a question, which must stay that. */
const answers = new Set(["no", "nope", "don't", "do not", "cancel", "stop", "again"]);

const input = z.strictObject({
  action: z.enum(["define", "rename", "delete", "run"]),
  phrase: z.string().trim().min(1),
  last: z.int().min(1).max(10).optional().describe("it does your last so many calls"),
  wish: z.string().trim().min(1).max(500).optional().describe("or this, in the user's words"),
  to: z.string().trim().min(1).optional().describe("new name"),
});
type Input = z.output<typeof input>;

export const definePhrase = defineTool({
  name: "define_phrase",
  description:
    'The user\'s own phrases: "when I say X, do Y", or do what you just did. Also renames, deletes, runs one.',
  input,
  async prepare(wanted, context): Promise<PreparedCall> {
    switch (wanted.action) {
      case "define":
        return prepareDefine(wanted, context);
      case "rename":
        return prepareRename(wanted, context);
      case "delete":
        return prepareDelete(wanted, context);
      case "run":
        return prepareRun(find(wanted.phrase, context.editor), context);
    }
  },
});

function prepareDefine({ phrase, last, wish }: Input, context: ToolContext): PreparedCall {
  const { editor } = context;
  requireFree(phrase, context);
  if (last !== undefined && wish !== undefined) throw new ToolError("Give last or wish, not both.");
  const does: Macro["does"] = wish === undefined ? { steps: recorded(last ?? 1, context) } : { wish };
  const before = macroFor(phrase, ownPhrases(editor));
  const instead = before === undefined ? "" : ` It did: ${describeMacro(before.does)}.`;
  return {
    risk: "reversible",
    // It outlives the conversation, and is obeyed without a further thought.
    asks: true,
    question: `From now on, “${phrase}” does: ${describeMacro(does)}.${instead} Is that right?`,
    async run() {
      await write(editor, { remove: before?.phrase, add: { phrase, does } });
      return { output: { phrase, does: describeMacro(does) }, summary: `“${phrase}” is a phrase of yours` };
    },
  };
}

function prepareRename({ phrase, to }: Input, context: ToolContext): PreparedCall {
  const { editor } = context;
  const found = find(phrase, editor);
  if (to === undefined) throw new ToolError("What is it to be called? Give to.");
  requireFree(to, context);
  const other = macroFor(to, ownPhrases(editor));
  if (other !== undefined && other.phrase !== found.phrase)
    throw new ToolError(`“${other.phrase}” is a phrase already.`);
  return {
    risk: "reversible",
    asks: true,
    question: `Call the phrase “${found.phrase}” “${to}”? It does: ${describeMacro(found.does)}.`,
    async run() {
      await write(editor, { remove: found.phrase, add: { ...found, phrase: to } });
      return { output: { phrase: to, was: found.phrase }, summary: `“${found.phrase}” is “${to}” now` };
    },
  };
}

function prepareDelete({ phrase }: Input, { editor }: ToolContext): PreparedCall {
  const found = find(phrase, editor);
  return {
    risk: "reversible",
    question: `Forget the phrase “${found.phrase}”?`,
    async run() {
      await write(editor, { remove: found.phrase });
      return { output: { deleted: found.phrase }, summary: `“${found.phrase}” is no phrase any more` };
    },
  };
}

function prepareRun({ phrase, does }: Macro, context: ToolContext): Promise<PreparedCall> {
  if ("steps" in does) {
    requireRecordable(does.steps);
    return prepareSteps({ steps: does.steps, times: 1, title: `“${phrase}”` }, context);
  }
  const output = {
    wish: does.wish,
    note: "What the user wants by this phrase, in their own words. Do it now.",
  };
  return Promise.resolve({
    risk: "read",
    question: phrase,
    run: () => Promise.resolve({ output, summary: `“${phrase}”` }),
  });
}

/** @throws {ToolError} where the words mean something else already. */
function requireFree(phrase: string, { session }: ToolContext): void {
  const words = wordsOf(phrase);
  if (words === "") throw new ToolError("The phrase has no words.");
  if (words.split(" ").length > mostWords) throw new ToolError(`A phrase has at most ${mostWords} words.`);
  const taken = [
    ...session.reserved(),
    ...Object.values(phraseTable).flatMap((rows) => rows.map(({ say }) => say)),
  ];
  const isAnswer =
    answers.has(words) ||
    words.split(" ").every((word) => saysYes(word)) ||
    (saysYes(words) && words.split(" ").length < 3);
  if (isAnswer || taken.some((each) => wordsOf(each) === words)) {
    throw new ToolError(`“${phrase}” means something else already. Ask the user for another phrase.`);
  }
}

function recorded(last: number, { past }: ToolContext): Step[] {
  const steps = lastCalls(past.calls(), last);
  requireRecordable(steps);
  const calls = repeatable(past.calls()).slice(-last);
  for (const { callId, name, arguments: args } of calls) {
    const logged = past.actions().findLast((action) => action.callId === callId && action.tool === name);
    // What the log has cut or blackened must not stand in the settings either.
    if (logged === undefined || !isSame(logged.arguments, args)) {
      throw new ToolError(
        `${name} cannot be kept: it was given too much, or something secret. Define it by a wish.`,
      );
    }
  }
  return steps;
}

function requireRecordable(steps: readonly Step[]): void {
  const odd = steps.find(({ name }) => unrecorded.has(name));
  if (odd !== undefined)
    throw new ToolError(`${odd.name} cannot be a step of a phrase. Choose other calls, or a wish.`);
}

function isSame(text: string, args: Step["arguments"]): boolean {
  try {
    return JSON.stringify(text.trim() === "" ? {} : JSON.parse(text)) === JSON.stringify(args);
  } catch {
    return false;
  }
}

function find(spoken: string, editor: Editor): Macro {
  const macros = ownPhrases(editor);
  const exact = macroFor(spoken, macros);
  if (exact !== undefined) return exact;
  if (macros.length === 0) throw new ToolError("The user has no phrases of their own yet.");
  const candidates = macros.map((macro) => ({ value: macro, name: macro.phrase }));
  return chooseOne({ spoken, candidates, kind: "phrases", label: ({ phrase }) => phrase });
}

/** Leaves what we cannot read of the setting as it is. */
async function write(
  editor: Editor,
  { remove, add }: { remove?: string | undefined; add?: Macro },
): Promise<void> {
  const before = plainObject(editor.setting(macrosSetting, "user")) ?? {};
  const kept = Object.entries(before).filter(([phrase]) => phrase !== remove);
  const next = { ...Object.fromEntries(kept), ...(add === undefined ? {} : settingOf([add])) };
  await editor.changeSetting(macrosSetting, "user", Object.keys(next).length === 0 ? undefined : next);
}
