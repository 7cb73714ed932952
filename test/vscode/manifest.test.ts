import assert from "node:assert/strict";
import * as vscode from "vscode";
import { keepsHistory, providerSettings, sessionSettings } from "../../src/host/settings.ts";
import { budgetSettings, ownPrices } from "../../src/host/usageSettings.ts";

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
    for (const name of ["vivaVoce.provider", "vivaVoce.baseUrl"]) {
      assert.equal(properties[name]?.["scope"], "machine", name);
    }
    for (const name of ["vivaVoce.prices", "vivaVoce.budget.day", "vivaVoce.budget.session"]) {
      assert.equal(properties[name]?.["scope"], "application", name);
    }
  });

  it("gives defaults that our own parsing accepts", () => {
    assert.deepEqual(providerSettings(), {
      kind: "openai",
      baseUrl: "https://api.openai.com/v1",
      model: "gpt-realtime-2.1",
    });
    assert.equal(sessionSettings().turns, "handsFree");
    assert.equal(keepsHistory(), true);
    assert.deepEqual([budgetSettings(), ownPrices()], [{ session: 0, day: 0 }, {}]);
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
