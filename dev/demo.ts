/** `npm run demo`: recorded sentences are spoken to a real editor; prints what was heard, done and changed. */
import { mkdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { wrongEnding } from "./demo/ending.ts";
import { jsonReport, plainReport, succeeded, summarise } from "./demo/report.ts";
import { speak, type UtteranceResult } from "./demo/utterance.ts";
import { explain } from "./setup/explain.ts";
import { root } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { openStage, type Stage } from "./stage/stage.ts";
import { makeVsix } from "./test/checks.ts";

const usage = `npm run demo -- [--audio FILE.wav]... [--json] [--screenshots DIR]

  --audio        a recording to speak, 16-bit PCM WAV; may stand several times. Otherwise the ones that ship.
  --json         prints a JSON object a line
  --screenshots  writes a picture of the editor after each sentence`;

/** A little story in three voices: look around, change something, take it back, and mend what is wrong. */
const shipped = [
  "goToLine42.slt",
  "openPrice.rms",
  "goToCalculateTotal.awb",
  "selectFunction.slt",
  "replacePrice.rms",
  "undoThat.awb",
  "splitRight.slt",
  "openOrder.slt",
  "nextProblem.rms",
  "commentLine.awb",
  "insertComment.slt",
  "whatChanged.rms",
  "saveFile.awb",
];

interface Options {
  recordings: string[];
  json: boolean;
  screenshots: string | undefined;
  /** They are the ones that ship, whose end is known. */
  isStory: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      audio: { type: "string", multiple: true },
      json: { type: "boolean", default: false },
      screenshots: { type: "string" },
    },
  });
  const recordings = values.audio ?? shipped.map((name) => join(root, `test/fixtures/speech/${name}.wav`));
  return {
    recordings: recordings.map((file) => resolve(file)),
    json: values.json,
    screenshots: values.screenshots,
    isStory: values.audio === undefined,
  };
}

async function prepare(json: boolean): Promise<Stage> {
  // With --json only JSON goes to standard output.
  const write = (text: string): void => void process.stderr.write(text);
  const step = createProgress(json ? { write, interactive: false } : {});
  await makeVsix(step);
  const stage = await step("Editor", () => openStage());
  await step("Session", async () => {
    await stage.panel.setKey(stage.key);
    await stage.probe.open("src/inventory.ts");
    await stage.panel.connect();
  });
  return stage;
}

async function demonstrate({ recordings, json, screenshots, isStory }: Options): Promise<boolean> {
  const report = json ? jsonReport : plainReport;
  const stage = await prepare(json);
  if (screenshots !== undefined) await mkdir(screenshots, { recursive: true });
  const results: UtteranceResult[] = [];
  for (const [index, file] of recordings.entries()) {
    const result = await speak(stage, file);
    results.push(result);
    report.utterance(result);
    if (screenshots === undefined) continue;
    const name = `${String(index + 1).padStart(2, "0")}-${basename(file, ".wav")}.png`;
    await stage.workbench.screenshot(join(screenshots, name));
  }
  const wrong = isStory ? await wrongEnding(stage) : [];
  await stage.close();
  report.summary(summarise(results));
  for (const what of wrong) console.error(`It should have ended otherwise: ${what}.`);
  return results.length > 0 && results.every(succeeded) && wrong.length === 0;
}

try {
  if (process.argv.includes("--help")) console.log(usage);
  process.exit(process.argv.includes("--help") || (await demonstrate(readOptions())) ? 0 : 1);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
