import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEverything, removeFromWorkspace } from "../tools/workbench.ts";
import { readGitCases, type GitCase } from "./gitCases.ts";
import { forgetPerformed, perform, type Performed } from "./performing.ts";
import { createRepository, doStep, type Repository } from "./repository.ts";

describe("git, in VS Code", () => {
  let name = "";
  let count = 0;
  let repository: Repository;

  beforeEach(async () => {
    await closeEverything();
    forgetPerformed();
    name = `repository${++count}`;
    repository = await createRepository(name);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await closeEverything();
    await removeFromWorkspace(name);
    await vscode.workspace.fs
      .delete(vscode.Uri.file(`${repository.folder}/../remote.git`), { recursive: true })
      .then(undefined, () => undefined);
  });

  async function prepare(steps: readonly string[]): Promise<void> {
    // The repository of the active file is the one that is meant.
    for (const step of ["open notes.txt", ...steps]) await doStep(step, repository, name);
    if (!steps.some((step) => step.startsWith("open"))) await doStep("open notes.txt", repository, name);
  }

  async function check({ call, asks, shows, accept, ...expected }: GitCase): Promise<Performed> {
    const options = {
      ...(asks !== undefined && { asks: new RegExp(asks) }),
      ...(shows !== undefined && { shows: new RegExp(shows) }),
      ...(accept !== undefined && { accept }),
    };
    const performed = await perform("git", call, options);
    const result = JSON.parse(performed.outcome.output.replaceAll(`${name}/`, "")) as Record<string, unknown>;
    if (expected.error !== undefined) {
      assert.equal(performed.outcome.status, "failed", performed.outcome.output);
      assert.match(String(result["error"]), new RegExp(expected.error));
    } else assert.equal(performed.outcome.status, "done", performed.outcome.output);
    if (expected.output !== undefined) assert.partialDeepStrictEqual(result, expected.output);
    for (const [line, printed] of Object.entries(expected.prints ?? {})) {
      assert.equal(repository.git(...line.split(" ")), printed, line);
    }
    for (const [path, text] of Object.entries(expected.files ?? {})) {
      // Resolving does not save.
      const shown = vscode.window.activeTextEditor?.document.getText();
      assert.equal(path.endsWith("!") ? shown : repository.read(path), text, path);
    }
    return performed;
  }

  for (const each of readGitCases()) {
    it(each.name, async () => {
      await prepare(each.steps ?? []);
      await check(each);
    });
  }

  it("brings back by undo what was discarded", async () => {
    await prepare(["write notes.txt changed\n", "open notes.txt"]);
    await perform("git", { action: "discard" }, { asks: /Discard/ });
    assert.match(repository.read("notes.txt"), /^one\ntwo/);
    const { outcome } = await perform("undo", {});
    assert.equal(outcome.status, "done", outcome.output);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), "changed\n");
  });

  it("commits nothing where the files have changed since the question", async () => {
    await prepare(["write notes.txt changed\n", "git add .", "open notes.txt"]);
    const { outcome } = await perform(
      "git",
      { action: "commit", message: "One" },
      {
        asks: /1 file/,
        beforeYes: async () => {
          await doStep("write src/cart.ts x\n", repository, name);
          await doStep("git add .", repository, name);
        },
      },
    );
    assert.match(outcome.output, /have changed since the question/);
    assert.equal(repository.git("log", "-1", "--format=%s"), "Add the cart\n");
  });

  it("tells a long diff in pieces", async () => {
    const text = Array.from({ length: 200 }, (_, index) => `line ${index}`).join("\n");
    await prepare([`write notes.txt ${text}\n`, "open notes.txt"]);
    const { result } = await perform("git", { action: "diff" });
    assert.equal(result["next"], 61);
    const more = await perform("git", { action: "diff", from: 61 });
    assert.match(String(more.result["diff"]), /\+line \d+/);
    assert.notEqual(more.result["diff"], result["diff"]);
  });
});
