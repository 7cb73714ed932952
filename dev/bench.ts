/** `npm run bench [-- --json]`: speed as ratios within one run, and sizes. Fails where a budget is broken. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { goToLine, measureCalls } from "./bench/calling.ts";
import { measureConnecting, serveBarePage } from "./bench/connecting.ts";
import { measureSizes } from "./bench/sizes.ts";
import { explain } from "./setup/explain.ts";
import { root } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { openStage } from "./stage/stage.ts";
import { makeVsix } from "./test/checks.ts";

interface Row {
  what: string;
  value: number;
  unit: "ms" | "×" | "KB";
  /** At most. Absent where a machine's speed would decide. */
  budget?: number;
}

const connects = 15;
const calls = 200;

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
    const connecting = await step(`Connecting, ${connects} times`, () =>
      measureConnecting(stage, bare.origin, connects),
    );
    const [calling, roundTrip] = await step(`Calling, ${calls} times each`, async () => [
      await measureCalls(stage, { tool: "go_to_line", arguments: goToLine, times: calls }),
      await measureCalls(stage, { tool: "no_such_tool", arguments: () => ({}), times: calls }),
    ]);
    const ours = quantile(connecting.ours, 0.5);
    const other = quantile(connecting.bare, 0.5);
    const sizes = await measureSizes();
    return [
      { what: "click to open channel, panel", value: ours, unit: "ms" },
      { what: "click to open channel, bare page", value: other, unit: "ms" },
      { what: "click to open channel, panel against bare page", value: ours / other, unit: "×", budget: 1.3 },
      { what: "go_to_line to its output, p50", value: quantile(calling, 0.5), unit: "ms" },
      { what: "go_to_line to its output, p95", value: quantile(calling, 0.95), unit: "ms" },
      { what: "the same way and back without a tool, p50", value: quantile(roundTrip, 0.5), unit: "ms" },
      { what: "the same way and back without a tool, p95", value: quantile(roundTrip, 0.95), unit: "ms" },
      { what: "activation", value: activation, unit: "ms" },
      { what: "host bundle, gzip", value: sizes.hostGzip / 1024, unit: "KB", budget: 150 },
      { what: "panel bundle, gzip", value: sizes.panelGzip / 1024, unit: "KB", budget: 40 },
      { what: "VSIX", value: sizes.vsix / 1024, unit: "KB" },
    ];
  } finally {
    await stage.close();
    bare.close();
  }
}

/** @param share 0.5 for the median. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
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
