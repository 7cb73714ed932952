/**
 * `npm test [-- check|unit|sound|vscode|pages|e2e|soak …] [--grep TEXT]`: the checks, and the layers of tests. `e2e`
 * brings `pages` along, which is what it has without VS Code; `soak` only comes when asked for.
 */
import { parseArgs } from "node:util";
import { ensureBrowser } from "./setup/browser.ts";
import { ensureVsCode } from "./setup/vscode.ts";
import { build, packaging, runCheck, sourceChecks } from "./test/checks.ts";
import type { Outcome } from "./test/eventStream.ts";
import { runHostTests } from "./test/hostLayer.ts";
import { nodeLayers } from "./test/layers.ts";
import { runNodeTests } from "./test/nodeLayer.ts";
import { secondTry } from "./test/secondTry.ts";
import { countParts, failureReport, type Part, partLine, unsureReport } from "./test/summary.ts";

const parts = ["check", "unit", "sound", "vscode", "pages", "e2e", "soak"];
const usage = "npm test -- [check|unit|sound|vscode|pages|e2e|soak …] [--grep TEXT]";
const { values, positionals } = parseArgs({ options: { grep: { type: "string" } }, allowPositionals: true });
const unknown = positionals.find((name) => !parts.includes(name));
if (unknown !== undefined) {
  console.error(`There is no part called ${unknown}. Usage: ${usage}`);
  process.exit(2);
}
const wanted = new Set(positionals.length === 0 ? parts.filter((name) => name !== "soak") : positionals);
if (wanted.has("e2e")) wanted.add("pages");
if (wanted.has("unit")) wanted.add("sound");
const done: Part[] = [];

/** Runs one part to its end, whatever happens in it, and prints its line. */
async function part(name: string, work: () => Promise<Outcome>): Promise<boolean> {
  const started = performance.now();
  const outcome = await work().catch((error: unknown): Outcome => ({
    failures: [error instanceof Error ? String(error.stack) : String(error)],
  }));
  const finished = { name, ...outcome, duration: performance.now() - started };
  done.push(finished);
  console.log(partLine(finished));
  return finished.failures.length === 0;
}

function needs(...names: string[]): boolean {
  return names.some((name) => wanted.has(name));
}

type Layer = (grep?: string) => Promise<Outcome>;
/** Those that work in real time, by the names of their parts. */
const inRealTime = new Map<string, Layer>();

/** One layer of tests; in a full run each must hold some, and in a narrowed one what was asked for. */
async function layer(name: string, work: Layer): Promise<void> {
  if (name !== "unit") inRealTime.set(name, work);
  await part(name, async () => {
    const outcome = await work(values.grep);
    const none = outcome.passed === 0 && outcome.failures.length === 0;
    const mayBeEmpty = values.grep !== undefined && wanted.size > 1;
    return none && !mayBeEmpty ? { ...outcome, failures: ["No tests ran."] } : outcome;
  });
}

async function checkSources(): Promise<void> {
  if (!wanted.has("check")) return;
  for (const check of sourceChecks) await part(check.name, () => runCheck(check));
}

async function inNode(name: keyof typeof nodeLayers): Promise<void> {
  if (!wanted.has(name)) return;
  await layer(name, (grep) => runNodeTests({ ...nodeLayers[name], ...(grep !== undefined && { grep }) }));
}

/** @returns whether there is a build and a VSIX to test, as far as that is wanted. */
async function product(): Promise<boolean> {
  if (!needs("vscode", "e2e", "soak", "check")) return false;
  const built = await part(build.name, () => runCheck(build));
  return built && needs("e2e", "soak", "check") ? part(packaging.name, () => runCheck(packaging)) : built;
}

/** @returns whether there is a VS Code, and a browser to open it in. */
async function editor(): Promise<boolean> {
  if (!needs("vscode", "pages", "e2e", "soak")) return false;
  return part("editor", async () => {
    try {
      await ensureVsCode();
      await ensureBrowser();
      return { failures: [] };
    } catch (error) {
      return { failures: [error instanceof Error ? error.message : String(error)] };
    }
  });
}

const hasEditor = await editor();
// Two lanes, for two cores, of about the same length: the longest layer, and all the others.
const building = product();
const isReady = async (): Promise<boolean> => (await building) && hasEditor;
await Promise.all([
  (async () => {
    if (await isReady()) await inNode("e2e");
  })(),
  (async () => {
    await checkSources();
    await inNode("unit");
    await inNode("sound");
    if (hasEditor) await inNode("pages");
    // Last: of all that can run beside another VS Code, its language servers are starved first.
    if (wanted.has("vscode") && (await isReady())) await layer("vscode", runHostTests);
  })(),
]);
for (const [index, finished] of done.entries()) {
  const work = inRealTime.get(finished.name);
  if (work === undefined || finished.failedTests === undefined || values.grep !== undefined) continue;
  const settled = { ...finished, ...(await secondTry(finished, work)) };
  done[index] = settled;
  console.log(partLine(settled));
}
// It measures delays over minutes, and has the machine to itself.
if (await isReady()) await inNode("soak");

if (values.grep !== undefined && countParts(done).passed === 0) {
  await part("tests", async () => ({ failures: [`No test that matches ${values.grep} passed.`] }));
}
const { passed, failed } = countParts(done);
for (const report of [unsureReport(done), failureReport(done)]) if (report !== "") console.log(`\n${report}`);
console.log(`\n${done.map(partLine).join("\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
