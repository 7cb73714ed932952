import assert from "node:assert/strict";
import * as vscode from "vscode";
import { confirmLines, confirmRules, keepsHistory, sessionSettings } from "../../src/host/settings.ts";
import { activeProfile, profileNames } from "../../src/host/profiles.ts";
import { budgetSettings, ownPrices } from "../../src/host/usageSettings.ts";

import { until } from "./tools/workbench.ts";

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    keybindings: { command: string; key: string }[];
    configuration: { properties: Record<string, Record<string, unknown>> };
  };
}

describe("the manifest", () => {
  const extension = vscode.extensions.getExtension("viva-voce.viva-voce");
  const manifest = extension?.packageJSON as Manifest;
  const ours = (ids: string[]): string[] => ids.filter((id) => /^vivaVoce\.(?!panel\b)/.test(id)).toSorted();

  before(async () => {
    assert.ok(extension);
    await extension.activate();
  });

  it("declares exactly the commands that are there", async () => {
    const declared = manifest.contributes.commands.map(({ command }) => command);
    assert.deepEqual(ours(await vscode.commands.getCommands(true)), ours(declared));
  });

  it("binds keys to commands that it declares", () => {
    const declared = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const { command } of manifest.contributes.keybindings) assert.ok(declared.has(command), command);
  });

  it("has every text translated", () => {
    const left = JSON.stringify(manifest.contributes).match(/"%[\w.]+%"/g) ?? [];
    assert.deepEqual(left, []);
  });

  it("describes every setting, and lets no workspace redirect the key or the bill", () => {
    for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
      const description = setting["description"] ?? setting["markdownDescription"];
      assert.ok(typeof description === "string" && description.length > 20, name);
    }
    const { properties } = manifest.contributes.configuration;
    // Settings of a machine can come from a container's description, which is a file of the workspace.
    const ours = ["provider", "baseUrl", "profiles", "mcpServers", "transport", "prices"];
    for (const name of [...ours, "budget.day", "budget.session"]) {
      assert.equal(properties[`vivaVoce.${name}`]?.["scope"], "application", name);
    }
    assert.ok(!JSON.stringify(properties).includes('"machine'));
  });

  it("lets no workspace allow itself anything", async () => {
    const names = ["confirm.allow", "confirm.deny", "confirm.lines"];
    const { properties } = manifest.contributes.configuration;
    for (const name of names) assert.equal(properties[`vivaVoce.${name}`]?.["scope"], "application", name);
    const settings = vscode.workspace.getConfiguration("vivaVoce");
    await assert.rejects(
      Promise.resolve(settings.update("confirm.allow", ["*"], vscode.ConfigurationTarget.Workspace)),
    );
    const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, ".vscode/settings.json");
    const before = await Promise.resolve(vscode.workspace.fs.readFile(file)).catch(() => undefined);
    const text = JSON.stringify({ "vivaVoce.confirm.allow": ["*"], "editor.fontSize": 31 });
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      await until("the settings of the workspace", () => {
        return vscode.workspace.getConfiguration("editor").get("fontSize") === 31;
      });
      assert.deepEqual(confirmRules("allow"), []);
    } finally {
      if (before === undefined) await vscode.workspace.fs.delete(file);
      else await vscode.workspace.fs.writeFile(file, before);
    }
  });

  it("gives defaults that our own parsing accepts", () => {
    assert.deepEqual(activeProfile(), {
      name: "",
      provider: {
        kind: "openai",
        baseUrl: "https://api.openai.com/v1",
        model: "gpt-realtime-2.1",
        signIn: "key",
        organization: "",
        project: "",
      },
    });
    assert.deepEqual(profileNames(), []);
    assert.equal(sessionSettings().turns, "handsFree");
    assert.equal(keepsHistory(), true);
    assert.deepEqual([budgetSettings(), ownPrices()], [{ session: 0, day: 0 }, {}]);
    assert.deepEqual([confirmRules("allow"), confirmRules("deny"), confirmLines()], [[], [], 60]);
  });

  it("falls back to the default where a setting holds nonsense", async () => {
    const settings = vscode.workspace.getConfiguration("vivaVoce");
    await settings.update("turns", 42, vscode.ConfigurationTarget.Workspace);
    try {
      assert.equal(sessionSettings().turns, "handsFree");
    } finally {
      await settings.update("turns", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
