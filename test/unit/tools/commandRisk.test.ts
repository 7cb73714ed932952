import assert from "node:assert/strict";
import { commandRisk } from "../../../src/tools/commandRisk.ts";
import type { Shell } from "../../../src/tools/shell/plain.ts";
import type { Risk } from "../../../src/tools/tool.ts";
import { readCommandLines } from "./commandLines.ts";

const cases = readCommandLines();

describe("the risk of a command line", () => {
  for (const [risk, lines] of Object.entries(cases)) {
    for (const line of lines) {
      it(`is ${risk}: ${JSON.stringify(line)}`, () => assert.equal(commandRisk(line), risk));
    }
  }

  it("is never read where another shell may take it otherwise", () => {
    const lines: [string, Shell, Risk][] = [
      ["dir src", "cmd", "read"],
      ["cat src/a.ts", "powershell", "read"],
      ["echo 'a & del b'", "cmd", "external"],
      ["echo %PATH%", "cmd", "external"],
      ["ls (Get-Item a).Delete()", "powershell", "external"],
      ["echo a & del b", "cmd", "destructive"],
      ["C:\\Windows\\System32\\format.com c:", "cmd", "destructive"],
    ];
    for (const [line, shell, risk] of lines) assert.equal(commandRisk(line, shell), risk, line);
  });

  it("is the worst of its parts, wherever they stand", () => {
    for (const operator of [";", "&&", "||", "|", "&", "\n", "; ;", "|&"]) {
      for (const harmless of cases.read) {
        assert.notEqual(commandRisk(`${harmless} ${operator} git push`), "read", harmless);
        assert.equal(commandRisk(`rm a ${operator} ${harmless}`), "destructive", harmless);
      }
    }
  });

  it("is told of long and deep lines in no time", () => {
    const started = performance.now();
    for (const line of [
      "sudo ".repeat(2_000),
      `${"echo $(".repeat(2_000)}rm a${")".repeat(2_000)}`,
      "time ".repeat(2_000),
      "bash -c '".repeat(2_000),
      "find -exec ".repeat(1_000),
      '"'.repeat(10_001),
      "`".repeat(9_999),
      "${".repeat(9_999),
    ]) {
      assert.notEqual(commandRisk(line), "read", line.slice(0, 20));
    }
    // A bound against what grows by squares and powers: it takes some ms.
    assert.ok(performance.now() - started < 10_000);
  });
});
