import assert from "node:assert/strict";
import * as vscode from "vscode";
import { saveForUser } from "../../src/host/userSettings.ts";
import { sessionSettings } from "../../src/host/settings.ts";

describe("settings that the model writes", () => {
  const inspect = (name: string): ReturnType<vscode.WorkspaceConfiguration["inspect"]> =>
    vscode.workspace.getConfiguration("vivaVoce").inspect(name);
  const update = (name: string, value: unknown, target: vscode.ConfigurationTarget): Thenable<void> =>
    vscode.workspace.getConfiguration("vivaVoce").update(name, value, target);
  const { Global, Workspace } = vscode.ConfigurationTarget;

  afterEach(async () => {
    for (const name of ["speed", "voice"]) {
      await update(name, undefined, Global);
      await update(name, undefined, Workspace);
    }
  });

  it("are the user's, and hold at once", async () => {
    await saveForUser({ speed: 1.25, voice: "cedar" });
    const { speed, voice } = sessionSettings();
    assert.deepEqual([speed, voice], [1.25, "cedar"]);
    assert.equal(inspect("speed")?.globalValue, 1.25);
    assert.equal(inspect("speed")?.workspaceValue, undefined);
  });

  it("leave alone what is not given", async () => {
    await saveForUser({ speed: 0.75, voice: undefined });
    assert.equal(inspect("voice")?.globalValue, undefined);
  });

  it("are none of them written where the workspace sets one itself", async () => {
    await update("voice", "ash", Workspace);
    await assert.rejects(saveForUser({ speed: 0.5, voice: "sage" }), /This workspace sets vivaVoce\.voice/);
    assert.deepEqual([inspect("speed")?.globalValue, inspect("voice")?.globalValue], [undefined, undefined]);
    assert.equal(sessionSettings().voice, "ash");
  });
});
