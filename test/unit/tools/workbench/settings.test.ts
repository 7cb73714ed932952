import assert from "node:assert/strict";
import { coreSettings } from "../../../../src/tools/workbench/coreSettings.ts";
import { changeSetting } from "../../../../src/tools/workbench/changeSetting.ts";
import { isUsersAlone, settingRisk } from "../../../../src/tools/workbench/settingRisk.ts";
import type { SettingSchema } from "../../../../src/tools/workbench/workbench.ts";
import { createRig, type Rig } from "./rig.ts";

const others: SettingSchema[] = [
  { name: "git.autofetch", types: ["boolean", "string"], inWorkspace: true },
  { name: "terminal.integrated.shellPath", types: ["string"], inWorkspace: true },
  {
    name: "python.analysis.typeCheckingMode",
    types: ["string"],
    values: ["off", "basic", "strict"],
    inWorkspace: true,
  },
  { name: "vivaVoce.confirm.allow", types: ["array"], inWorkspace: false },
  { name: "vivaVoce.baseUrl", types: ["string"], inWorkspace: false },
  { name: "vivaVoce.budget.day", types: ["number"], inWorkspace: false },
  { name: "git.path", types: ["string", "null", "array"], inWorkspace: false },
  { name: "cSpell.words", types: ["array"], inWorkspace: true },
];

function rig(set: Record<string, unknown> = {}): Rig {
  const values = new Map(Object.entries(set));
  return createRig(
    { "a.txt": "" },
    {
      settings: () => [...coreSettings, ...others],
      settingNow: (name) => ({ value: values.get(name), set: values.has(name) ? "user" : undefined }),
    },
    { changeSetting: async (name, _, value) => void values.set(name, value) },
  );
}

/** What was said, and what it sets. */
const said: [string, string | number | boolean, string, unknown][] = [
  ["minimap", false, "editor.minimap.enabled", false],
  ["the mini map", "off", "editor.minimap.enabled", false],
  ["font size", 16, "editor.fontSize", 16],
  ["font size", "sixteen", "editor.fontSize", 16],
  ["text size", "18 px", "editor.fontSize", 18],
  ["font sighs", 14, "editor.fontSize", 14],
  ["word wrap", true, "editor.wordWrap", "on"],
  ["word wrap", "off", "editor.wordWrap", "off"],
  ["word wrap", "bounded", "editor.wordWrap", "bounded"],
  ["line numbers", "relative", "editor.lineNumbers", "relative"],
  ["auto save", "after delay", "files.autoSave", "afterDelay"],
  ["autosave", "off", "files.autoSave", "off"],
  ["render whitespace", false, "editor.renderWhitespace", "none"],
  ["tab size", "four", "editor.tabSize", 4],
  ["zoom level", "minus one", "window.zoomLevel", -1],
  ["color theme", "Solarized Dark", "workbench.colorTheme", "Solarized Dark"],
  ["sticky scroll", "enable", "editor.stickyScroll.enabled", true],
  ["editor.fontSize", "12", "editor.fontSize", 12],
  ["type checking mode", "strict", "python.analysis.typeCheckingMode", "strict"],
  ["auto fetch", true, "git.autofetch", true],
  ["git.path", "/usr/bin/git", "git.path", "/usr/bin/git"],
  ["git.path", '["/usr/bin/git"]', "git.path", ["/usr/bin/git"]],
  ["spell words", '["viva"]', "cSpell.words", ["viva"]],
];

describe("settings by voice", () => {
  for (const [name, value, setting, expected] of said) {
    it(`takes ${name}: ${value} for ${setting}`, async () => {
      const { output } = await rig().run(changeSetting, { name, value });
      assert.equal(output["setting"], setting);
      assert.deepEqual(output["now"], expected);
    });
  }

  for (const [name, value, words] of [
    ["font size", "purple", /cannot be "purple": it takes number/],
    ["font size", 900, /at most 100/],
    ["tab size", 0, /at least 1/],
    ["minimap", "maybe", /takes boolean/],
    ["cSpell words", "viva", /takes an array: send it as JSON/],
    ["cSpell words", "{}", /takes an array/],
    ["flux capacitor", true, /None of the settings is called/],
  ] as const) {
    it(`refuses ${name}: ${value}`, () =>
      assert.rejects(rig().prepare(changeSetting, { name, value }), words));
  }

  for (const name of ["vivaVoce.confirm.allow", "vivaVoce.baseUrl", "vivaVoce.budget.day"]) {
    it(`leaves ${name} to the user, and tells it`, async () => {
      for (const args of [{ value: "[]" }, { reset: true }, { toggle: true }]) {
        await assert.rejects(rig().prepare(changeSetting, { name, ...args }), /for the user alone/);
      }
      assert.equal((await rig().prepare(changeSetting, { name })).risk, "read");
    });
  }

  it("asks where a setting may run something, and not where it is for the eyes", async () => {
    const risk = async (name: string, value: string | boolean): Promise<string> =>
      (await rig().prepare(changeSetting, { name, value })).risk;
    assert.equal(await risk("terminal shell path", "/bin/evil"), "external");
    assert.equal(await risk("git.autofetch", true), "external");
    assert.equal(await risk("minimap", false), "reversible");
  });

  it("toggles, resets and tells", async () => {
    const { run } = rig({ "editor.minimap.enabled": true, "editor.wordWrap": "off" });
    assert.equal((await run(changeSetting, { name: "minimap", toggle: true })).output["now"], false);
    assert.equal((await run(changeSetting, { name: "word wrap", toggle: true })).output["now"], "on");
    assert.equal((await run(changeSetting, { name: "minimap", reset: true })).output["now"], null);
    const told = await run(changeSetting, { name: "word wrap" });
    assert.deepEqual(told.output, { setting: "editor.wordWrap", value: '"on"', set_by: "user" });
  });

  it("sets what is the user's machine for the user only", () =>
    assert.rejects(
      rig().prepare(changeSetting, { name: "zoom level", value: 1, scope: "workspace" }),
      /user only/,
    ));

  for (const name of [
    "terminal.integrated.profiles.linux",
    "terminal.integrated.defaultProfile.linux",
    "task.allowAutomaticTasks",
    "security.workspace.trust.enabled",
    "python.defaultInterpreterPath",
    "eslint.runtime",
    "git.enabled",
    "editor.codeActionsOnSave",
    "workbench.editorAssociations",
    "http.proxy",
    "editor.defaultFormatter",
    "files.exclude",
    "workbench.settings.applyToAllProfiles",
  ]) {
    it(`asks before ${name}`, () => assert.equal(settingRisk(name), "external"));
  }

  it("never lets a voice switch trust or approvals", () => {
    for (const name of [
      "security.workspace.trust.enabled",
      "chat.tools.autoApprove",
      "chat.tools.global.autoApprove",
      "vivaVoce.prices",
    ])
      assert.ok(isUsersAlone(name), name);
    assert.ok(!isUsersAlone("vivaVoce.speed"));
  });

  it("knows each well-known setting by names of its own", () => {
    const names = coreSettings.flatMap(({ also }) => also.split("|"));
    assert.deepEqual(names, [...new Set(names)]);
  });
});
