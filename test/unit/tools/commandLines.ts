import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Risk } from "../../../src/tools/tool.ts";

/** Command lines by what they risk. */
export function readCommandLines(): Record<Risk, string[]> {
  const file = join(import.meta.dirname, "../../fixtures/commandRisks.json");
  return JSON.parse(readFileSync(file, "utf8")) as Record<Risk, string[]>;
}
