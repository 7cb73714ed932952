import assert from "node:assert/strict";
import * as vscode from "vscode";
import { testCommands } from "../../../src/editor/tests.ts";
import { closeEverything, show, until, workspaceFolder } from "../tools/workbench.ts";
import { forgetPerformed, perform } from "./performing.ts";
import { closeAll } from "./terminalRig.ts";

const results = /Not known to you/;

describe("testing, in VS Code", () => {
  let controller: vscode.TestController;
  let ran: string[] = [];

  before(async () => {
    controller = vscode.tests.createTestController("prices", "Prices");
    const uri = vscode.Uri.joinPath(workspaceFolder(), "test/price.test.ts");
    for (const [index, name] of ["adds", "rounds"].entries()) {
      const item = controller.createTestItem(name, name, uri);
      item.range = new vscode.Range(index * 3, 0, index * 3 + 2, 0);
      controller.items.add(item);
    }
    const run = (kind: string) => (request: vscode.TestRunRequest) => {
      const items = request.include ?? [...controller.items].map(([, item]) => item);
      const testRun = controller.createTestRun(request);
      for (const item of items) {
        ran.push(`${kind} ${item.id}`);
        if (item.id === "rounds") {
          const message = new vscode.TestMessage("1 is not 2");
          message.location = new vscode.Location(uri, new vscode.Position(4, 0));
          testRun.failed(item, message);
        } else testRun.passed(item);
      }
      testRun.end();
    };
    controller.createRunProfile("Run", vscode.TestRunProfileKind.Run, run("run"), true);
    controller.createRunProfile("Debug", vscode.TestRunProfileKind.Debug, run("debug"), true);
    await until("tests", async () => {
      const known = await vscode.commands.executeCommand<string[]>("vscode.testing.getControllersWithTests");
      return known.length > 0 || undefined;
    });
  });
  beforeEach(async () => {
    forgetPerformed();
    ran = [];
    await closeEverything();
    await show("test/price.test.ts");
  });
  after(async () => {
    controller.dispose();
    await closeEverything();
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("has all the commands", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const wanted = Object.values(testCommands)
      .flatMap((each) => Object.values(each))
      .filter((id) => id !== "");
    const more = ["testing.cancelRun", "testing.goToNextMessage", "testing.goToPreviousMessage"];
    assert.deepEqual(
      [...wanted, ...more].filter((id) => !known.has(id)),
      [],
    );
  });

  it("runs all, after a yes, and says that it does not know how they ended", async () => {
    const { result } = await perform("run_tests", {}, { asks: /^Run all tests\?$/ });
    assert.deepEqual(ran, ["run adds", "run rounds"]);
    assert.equal(result["finished"], true);
    assert.match(String(result["results"]), results);
  });

  it("runs those of the file, and the one at the cursor", async () => {
    await perform("run_tests", { what: "file" }, { asks: /tests of this file/ });
    assert.deepEqual(ran.splice(0).toSorted(), ["run adds", "run rounds"]);
    const shown = await show("test/price.test.ts");
    shown.selection = new vscode.Selection(4, 0, 4, 0);
    await perform("run_tests", { what: "at_cursor" }, { asks: /test at the cursor/ });
    assert.deepEqual(ran, ["run rounds"]);
  });

  it("runs the one that is named, as heard", async () => {
    await perform("run_tests", { name: "apple" }, { asks: /^Run the test at .*apple.*\?$/ });
    assert.deepEqual(ran, ["run rounds"]);
  });

  it("runs those that failed, the last ones again, and debugs", async () => {
    await perform("run_tests", {}, { asks: /all tests/ });
    ran.splice(0);
    await perform("run_tests", { what: "failed" }, { asks: /that failed/ });
    assert.deepEqual(ran.splice(0), ["run rounds"]);
    await perform("run_tests", { what: "last" }, { asks: /last tests again/ });
    assert.deepEqual(ran.splice(0), ["run rounds"]);
    await perform("run_tests", { action: "debug" }, { asks: /^Debug all tests/ });
    assert.deepEqual(ran, ["debug adds", "debug rounds"]);
  });

  it("runs nothing after a no", async () => {
    await perform("run_tests", {}, { asks: /all tests/, accept: false });
    assert.deepEqual(ran, []);
  });

  it("goes to the failure", async () => {
    await perform("run_tests", {}, { asks: /all tests/ });
    const { result } = await perform("run_tests", { action: "next_failure" });
    assert.equal(result["ok"], true, JSON.stringify(result));
  });

  it("runs the project's script in a terminal, and tells what it printed", async () => {
    const { result } = await perform(
      "run_tests",
      { what: "script" },
      { asks: /^Run “npm .*test” in/, shows: /^npm .*test$/ },
    );
    assert.match(String(result["output"]), /800 !== 900/);
    assert.equal(typeof result["exit_code"], "number");
    await closeAll();
  });

  it("knows no tests in another file", async () => {
    await show("src/price.ts");
    const { outcome } = await perform("run_tests", { what: "file" });
    assert.match(outcome.output, /knows no tests in this file/);
  });
});
