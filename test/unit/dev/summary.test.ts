import assert from "node:assert/strict";
import { collectResults } from "../../../dev/test/eventStream.ts";
import { countParts, failureReport, type Part, partLine, unsureReport } from "../../../dev/test/summary.ts";

const parts: Part[] = [
  { name: "types", failures: [], duration: 1000 },
  { name: "lint", failures: ["two rules were broken"], duration: 1000 },
  { name: "unit", passed: 40, failures: [], duration: 2000, printed: "nobody asks" },
  {
    name: "e2e",
    passed: 7,
    failures: ["it hears\nboom", "it speaks\nbang"],
    duration: 3000,
    printed: "a log",
  },
];

describe("the summary of npm test", () => {
  it("counts tests, and failed checks as failures", () => {
    assert.deepEqual(countParts(parts), { passed: 47, failed: 3 });
  });

  it("tells each failure in full, and what was printed beside it", () => {
    assert.equal(
      failureReport(parts),
      [
        "── lint ──",
        "1) two rules were broken",
        "── e2e ──",
        "1) it hears\nboom",
        "2) it speaks\nbang",
        "Printed meanwhile:\na log",
      ].join("\n\n"),
    );
  });

  it("tells apart what passed only when it was run again", () => {
    const part = { name: "pages", passed: 9, failures: [], unsure: ["it waits\ntoo long"], duration: 4000 };
    assert.match(partLine(part), /✓ pages +9 passed, 0 failed +4.0 s, 1 of them at the second try/);
    assert.equal(unsureReport([...parts, part]), "── pages, failed at first ──\n\nit waits\ntoo long");
    assert.equal(unsureReport(parts), "");
  });

  it("has a line for each part", () => {
    assert.deepEqual(
      parts.map((part) => partLine(part).replaceAll(/ +/g, " ")),
      ["✓ types 1.0 s", "✗ lint 1.0 s", "✓ unit 40 passed, 0 failed 2.0 s", "✗ e2e 7 passed, 2 failed 3.0 s"],
    );
  });
});

describe("collectResults", () => {
  const passing = { type: "test", result: { title: "works", duration: 1 } } as const;

  it("takes tests that never said they were through for failed", () => {
    const collector = collectResults();
    collector.receive(passing);
    assert.deepEqual(collector.outcome("the host crashed."), {
      passed: 1,
      passedTests: ["works"],
      failures: ["The tests did not run to their end: the host crashed."],
    });
  });

  it("counts what passed and keeps what failed", () => {
    const collector = collectResults();
    collector.receive(passing);
    collector.receive({ type: "test", result: { title: "breaks", duration: 1, error: "boom" } });
    collector.receive({ type: "end" });
    assert.deepEqual(collector.outcome("it ended."), {
      passed: 1,
      passedTests: ["works"],
      failures: ["breaks\nboom"],
      failedTests: ["breaks"],
    });
  });
});
