import assert from "node:assert/strict";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import { join } from "node:path";
import { tools } from "../../../src/tools/registry.ts";
import { createRouter } from "../../../src/tools/router.ts";
import {
  describeResult,
  failureOf,
  readCases,
  selectionIn,
  writeCases,
  type CaseFile,
  type TargetCase,
} from "../../targets/cases.ts";
import { createTextEditor } from "./textEditor.ts";

const never = new AbortController().signal;

async function resultOf(file: CaseFile, test: TargetCase): Promise<string[]> {
  const before = file.document.join("\n");
  const { editor, text, selections } = createTextEditor(file.file, before, selectionIn(file, test));
  const router = createRouter({ tools, editor, session: createMemorySession().controls, now: () => 0 });
  const failures: string[] = [];
  for (const [index, call] of test.calls.entries()) {
    const { output } = await router.run({ callId: `call_${index}`, ...call }, never);
    failures.push(...failureOf(output));
  }
  return describeResult(before, text(), selections(), failures);
}

describe("targets and edits, in memory (RECORD=1 writes the results down anew)", () => {
  const folders = ["targets", "edits"].map((name) => join(import.meta.dirname, "../../fixtures", name));
  for (const file of folders.flatMap(readCases)) {
    describe(file.file, () => {
      const recorded: TargetCase[] = [];

      for (const test of file.cases) {
        it(test.name, async () => {
          const result = await resultOf(file, test);
          if (process.env["RECORD"] === "1") recorded.push({ ...test, result });
          else assert.deepEqual(result, test.result);
        });
      }

      after(() => {
        if (process.env["RECORD"] === "1") writeCases({ ...file, cases: recorded });
      });
    });
  }
});
