/** What the user can say: where they are, and in phrases of their own. */
import * as z from "zod";
import { situations, type Situation } from "./agents.ts";
import type { Editor } from "./editor.ts";
import { macrosOf, macrosSetting, type Macro } from "./macros.ts";
import { phraseTable } from "./phraseTable.ts";
import { defineTool, type ToolResult } from "./tool.ts";

/** Nobody remembers more that is read out. */
const mostOfOne = 4;

const names: Record<Situation | "anywhere", string> = {
  editor: "in a file",
  terminal: "in the terminal",
  debugging: "while debugging",
  diff: "in a diff",
  notebook: "in a notebook",
  anywhere: "anywhere",
};

export function ownPhrases(editor: Editor): Macro[] {
  return macrosOf(editor.setting(macrosSetting, "user"));
}

/** The groups that hold now, the nearest first. */
export function sayable(editor: Editor): { where: Situation | "anywhere"; name: string; say: string[] }[] {
  const here = [...editor.agents.situations(), "anywhere" as const];
  return here.map((where) => ({ where, name: names[where], say: phraseTable[where].map(({ say }) => say) }));
}

export const listPhrases = defineTool({
  name: "list_phrases",
  description: 'For "what can I say": examples for where the user is, and their own phrases. Read out a few.',
  input: z.strictObject({ about: z.enum([...situations, "anywhere", "own"]).optional() }),
  risk: "read",
  run: async ({ about }, { editor }) => listed(about, editor),
});

function listed(about: Situation | "anywhere" | "own" | undefined, editor: Editor): ToolResult {
  const own = ownPhrases(editor);
  const most = about === undefined ? mostOfOne : Infinity;
  const groups =
    about === "own"
      ? []
      : about === undefined
        ? sayable(editor)
        : [{ name: names[about], say: phraseTable[about].map(({ say }) => say) }];
  const say = Object.fromEntries(groups.map((group) => [group.name, group.say.slice(0, most)]));
  const [first] = groups;
  const spoken = first === undefined ? own.map(({ phrase }) => phrase) : first.say.slice(0, mostOfOne);
  const listing = spoken.map((each) => `“${each}”`).join(", ");
  return {
    output: {
      say,
      own: own.map(({ phrase, does }) => ({ phrase, does: describeMacro(does) })),
      tell_user:
        listing === ""
          ? "You have no phrases of your own yet."
          : `You can say, ${first?.name ?? "of your own"}: ${listing}.`,
    },
    summary: `${groups.reduce((sum, group) => sum + group.say.length, own.length)} phrases`,
  };
}

export function describeMacro(does: Macro["does"]): string {
  if ("wish" in does) return does.wish;
  return does.steps
    .map(({ name, arguments: args }) =>
      Object.keys(args).length === 0 ? name : `${name} ${JSON.stringify(args)}`,
    )
    .join("; ");
}
