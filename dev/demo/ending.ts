/** How the story that ships ends. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../setup/paths.ts";
import type { Stage } from "../stage/stage.ts";

const file = "src/order.ts";
/** 1-based: where the type error of the sample is, which the story comments out. */
const commented = 26;

/** @returns what is otherwise than it should be, in words. */
export async function wrongEnding({ probe, workspace }: Stage): Promise<string[]> {
  const begun = await readFile(join(root, "dev/sample", file), "utf8");
  const lines = begun.split("\n");
  const line = lines[commented - 1] ?? "";
  lines.splice(commented - 1, 1, "  // hello world", line.replace(/^ {2}/, "  // "));
  const expected = lines.join("\n");
  const { editor } = await probe.state();
  const others = await Promise.all(
    ["src/price.ts", "src/inventory.ts"].map(async (name) => {
      const [before, after] = await Promise.all(
        [join(root, "dev/sample"), workspace].map((folder) => readFile(join(folder, name), "utf8")),
      );
      return before === after ? [] : [`${name} was changed on the disk`];
    }),
  );
  return [
    ...(editor?.file === file ? [] : [`the active file is ${editor?.file}`]),
    ...(editor?.text === expected ? [] : [`the text is\n${editor?.text}`]),
    ...(editor?.dirty === false ? [] : ["it is not saved"]),
    ...((await readFile(join(workspace, file), "utf8")) === expected
      ? []
      : [`${file} is otherwise on the disk`]),
    ...others.flat(),
  ];
}
