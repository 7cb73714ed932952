/** Putting changes away, and getting them back. */
import { chooseOne } from "../choose.ts";
import { clip, countOf } from "../document.ts";
import { asMaterial } from "../material.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import { brief, gentle, looking, type GitContext, type GitInput } from "./gitInput.ts";

const mostListed = 20;

export async function prepareStash({ message }: GitInput, { repository }: GitContext): Promise<PreparedCall> {
  const { staged, changed } = await repository.status();
  const files = new Set([...staged, ...changed].map(({ path }) => path)).size;
  if (files === 0) throw new ToolError("There is nothing to stash: no file is changed.");
  return gentle("stash", async () => {
    await repository.stash(message);
    return {
      output: { stashed_files: files, ...brief(await repository.status()) },
      summary: `Stashed ${countOf(files, "file")}`,
    };
  });
}

export function listStashes(_: GitInput, { repository }: GitContext): PreparedCall {
  return looking(async () => {
    const stashes = await repository.stashes();
    const shown = stashes.slice(0, mostListed).map((text, index) => `${index + 1}. ${clip(text)}`);
    return {
      output: asMaterial({ stashes: shown, count: stashes.length }),
      summary: countOf(stashes.length, "stash"),
    };
  });
}

/** The last one, or the one with such a message. */
export async function preparePop(
  { name, message }: GitInput,
  { repository }: GitContext,
): Promise<PreparedCall> {
  const stashes = await repository.stashes();
  if (stashes.length === 0) throw new ToolError("There is no stash.");
  const spoken = name ?? message;
  const index = spoken === undefined ? 0 : findStash(spoken, stashes);
  return gentle("pop stash", async () => {
    await repository.popStash(index);
    return {
      output: { popped: stashes[index], ...brief(await repository.status()) },
      summary: "Got a stash back",
    };
  });
}

function findStash(spoken: string, stashes: readonly string[]): number {
  const number = /^\d+$/.test(spoken) ? Number(spoken) : undefined;
  if (number !== undefined && number >= 1 && number <= stashes.length) return number - 1;
  return chooseOne({
    spoken,
    candidates: stashes.map((text, index) => ({
      value: index,
      name: text.replace(/^(?:WIP on|On) [^:]*: /, ""),
    })),
    kind: "stashes",
    label: (index) => `${index + 1}. ${stashes[index]}`,
  });
}
