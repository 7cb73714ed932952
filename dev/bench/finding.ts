/** From a spoken name to the file that it means, among as many as are ever listed. */
import { chooseFile } from "../../src/tools/workbench/spokenPath.ts";
import { ToolError } from "../../src/tools/tool.ts";
import { quantileRows, type Row } from "./row.ts";

const files = 20_000;
/** The first ones take the paths apart, and the engine has not compiled anything. */
const warm = 10;
/** In milliseconds, at the slow end: what a spoken "open" may take beside the opening itself. */
const budget = 150;

const words =
  "cart price order stock user invoice payment session token router parser theme editor panel config schema report search index cache".split(
    " ",
  );
const suffixes = "service controller view model test helper store factory reader writer".split(" ");
const folders = "src lib app core shared features modules packages".split(" ");

const of = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function paths(): string[] {
  return Array.from({ length: files }, (_, index) => {
    const [first, second] = [of(words, index), of(words, Math.floor(index / 7))];
    const name = `${first}${second.charAt(0).toUpperCase()}${second.slice(1)}-${of(suffixes, Math.floor(index / 3))}`;
    return `${of(folders, index)}/${of(words, Math.floor(index / 140))}/${name}${index}.ts`;
  });
}

/** The list is there already, as it is at every call but the first. */
export function findingRows(times: number): Row[] {
  const all = paths();
  const took = Array.from({ length: times + warm }, (_, turn) => {
    const path = of(all, turn * 487);
    const spoken = `${path.replaceAll(/^.*\/|\.ts$/g, "").replaceAll(/(?=[A-Z])|-/g, " ")} dot t s`;
    const began = performance.now();
    try {
      chooseFile(spoken, all);
    } catch (error) {
      // Several that are equally good are an answer as well, and take as long.
      if (!(error instanceof ToolError)) throw error;
    }
    return performance.now() - began;
  });
  return quantileRows("a file by its spoken name among 20,000", took.slice(warm), budget);
}
