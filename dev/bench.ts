/** `npm run bench [-- --json]`: speed as ratios within one run, and sizes. Fails where a budget is broken. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { callingRows } from "./bench/calling.ts";
import { connectingRows, serveBarePage } from "./bench/connecting.ts";
import { hourRows } from "./bench/hour.ts";
import { installInstruments } from "./bench/instruments.ts";
import { interruptingRows } from "./bench/interrupting.ts";
import { reconnectingRows } from "./bench/reconnecting.ts";
import type { Row } from "./bench/row.ts";
import { sizeRows } from "./bench/sizes.ts";
import { talkingRows } from "./bench/talking.ts";
import { longFileRows, manyFilesRows, toolRows } from "./bench/tools.ts";
import { explain } from "./setup/explain.ts";
import { root } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { openStage } from "./stage/stage.ts";
import { makeVsix } from "./test/checks.ts";

const json = process.argv.includes("--json");
const write = (text: string): void => void process.stderr.write(text);
const step = createProgress(json ? { write, interactive: false } : {});

async function measure(): Promise<Row[]> {
  await makeVsix(step);
  const bare = await serveBarePage();
  const stage = await step("Editor", () => openStage({ closed: true, origins: [bare.origin] }));
  try {
    const activation = await step("Activation", () => stage.probe.activation());
    await stage.panel.show();
    await stage.panel.setKey(stage.key);
    const connecting = await step("Connecting", () => connectingRows(stage, bare.origin, 15));
    const calling = await step("Calling", () => callingRows(stage, 200));
    // Not before these: they take a little of the time themselves.
    const instruments = await installInstruments(stage);
    const talking = await step("Talking", () => talkingRows(stage, instruments, 40));
    const interrupting = await step("Interrupting", () => interruptingRows(stage, instruments, 30));
    const reconnecting = await step("Coming back", () => reconnectingRows(stage, 5));
    const hour = await step("An hour in a minute", () => hourRows(stage));
    const activating: Row = { what: "activation", value: activation, unit: "ms" };
    const tools = await step("Tools", () => toolRows(stage, 30));
    const long = await step("A long file", () => longFileRows(stage, 30));
    const many = await step("Many files", () => manyFilesRows(stage, 60));
    const sizes = await sizeRows();
    return [
      connecting,
      calling,
      tools,
      long,
      many,
      talking,
      interrupting,
      reconnecting,
      hour,
      activating,
      sizes,
    ].flat();
  } finally {
    await stage.close();
    bare.close();
  }
}

function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, value, unit, budget } of rows) {
    const bound = budget === undefined ? "" : `   at most ${budget}${value > budget ? "   OVER" : ""}`;
    console.log(`${what.padEnd(width)}  ${value.toFixed(2).padStart(9)} ${unit.padEnd(2)}${bound}`);
  }
}

try {
  const rows = await measure();
  const text = JSON.stringify(rows, undefined, 2);
  await mkdir(join(root, "out"), { recursive: true });
  await writeFile(join(root, "out/bench.json"), `${text}\n`);
  if (json) console.log(text);
  else print(rows);
  process.exit(rows.every(({ value, budget }) => budget === undefined || value <= budget) ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
