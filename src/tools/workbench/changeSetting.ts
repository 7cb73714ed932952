/** Settings by their spoken names. */
import * as z from "zod";
import type { SettingTarget } from "../changes.ts";
import { chooseOne } from "../choose.ts";
import { clip } from "../document.ts";
import type { Editor } from "../editor.ts";
import { bestMatches, type Candidate } from "../spoken.ts";
import { defineTool, ToolError, type PreparedCall, type ToolResult } from "../tool.ts";
import { coreSettings } from "./coreSettings.ts";
import { isUsersAlone, settingRisk } from "./settingRisk.ts";
import { valueFor } from "./settingValue.ts";
import type { SettingSchema } from "./workbench.ts";

const input = z.strictObject({
  name: z.string().min(1),
  value: z.union([z.string(), z.number(), z.boolean()]).optional().describe("left out: only tells it"),
  toggle: z.boolean().optional(),
  reset: z.boolean().optional(),
  scope: z.enum(["user", "workspace"]).optional(),
});
type Input = z.output<typeof input>;

export const changeSetting = defineTool({
  name: "change_setting",
  description:
    'Tells or changes a setting of the editor or an extension by its name as heard: "minimap" false, "font size" 16, ' +
    '"auto save" afterDelay. For how you talk, use set_session.',
  input,
  async prepare(input, { editor }): Promise<PreparedCall> {
    const schema = findSetting(input.name, editor);
    const { name } = schema;
    const isChange = input.value !== undefined || input.toggle === true || input.reset === true;
    if (!isChange) return { risk: "read", question: name, run: async () => tell(name, editor) };
    if (isUsersAlone(name)) {
      throw new ToolError(
        `${name} is for the user alone to change, by hand, in the settings. Tell them; do not try another way.`,
      );
    }
    const target = targetFor(input, schema, editor);
    const value = wanted(input, schema, editor);
    const before = editor.workbench.settingNow(name).value;
    const shown = value === undefined ? "its default" : JSON.stringify(value);
    return {
      risk: settingRisk(name),
      question: `Set ${name} to ${clip(shown)} (now ${clip(JSON.stringify(before) ?? "not set")}), for the ${target}?`,
      run: () => change({ name, target, value, before }, editor),
    };
  },
});

/** A well-known one goes before all others, where it is clearly the one that is meant. */
function findSetting(spoken: string, editor: Editor): SettingSchema {
  const all = editor.workbench.settings();
  const exact = all.find(({ name }) => name.toLowerCase() === spoken.trim().toLowerCase());
  if (exact !== undefined) return exact;
  const core = coreSettings.flatMap((setting) =>
    setting.also.split("|").map((name) => ({ value: setting as SettingSchema, name })),
  );
  const { best } = bestMatches(spoken, core);
  const [first] = best;
  if (first !== undefined && first.score >= 0.85 && best.every(({ value }) => value === first.value)) {
    return first.value;
  }
  const candidates = all.flatMap(candidatesFor);
  return chooseOne({ spoken, candidates, kind: "settings", label: ({ name }) => name });
}

/** Of "git.autofetch" the first part is said only where it matters; "enabled" hardly ever. */
function candidatesFor(schema: SettingSchema): Candidate<SettingSchema>[] {
  const [head = "", ...rest] = schema.name.split(".");
  const parts = rest.at(-1) === "enabled" ? rest.slice(0, -1) : rest;
  if (parts.length === 0) return [{ value: schema, name: head }];
  return [{ value: schema, name: parts.join(" "), context: `${head} enabled setting` }];
}

function targetFor({ scope }: Input, { name, inWorkspace }: SettingSchema, editor: Editor): SettingTarget {
  if (scope === "workspace" && !inWorkspace) {
    throw new ToolError(`${name} can be set for the user only, not for a workspace.`);
  }
  // What the workspace has set is what is in force: a change behind it would not be seen.
  const { set } = editor.workbench.settingNow(name);
  return scope ?? (set === "workspace" ? "workspace" : "user");
}

function wanted({ value, toggle, reset }: Input, schema: SettingSchema, editor: Editor): unknown {
  if (reset === true) return undefined;
  if (toggle !== true) return valueFor(schema, value ?? "");
  const now = editor.workbench.settingNow(schema.name).value;
  if (typeof now === "boolean") return !now;
  const [off, on] = ["off", "on"];
  if (schema.values?.includes(off) === true && schema.values.includes(on)) return now === off ? on : off;
  throw new ToolError(`${schema.name} is not only on or off. Say a value.`, {
    value: now,
    values: schema.values,
  });
}

function tell(name: string, editor: Editor): ToolResult {
  const { value, set } = editor.workbench.settingNow(name);
  if (/token|secret|password|api.?key/i.test(name)) {
    return { output: { setting: name, value: "not told" }, summary: name };
  }
  const text = clip(JSON.stringify(value) ?? "not set");
  return { output: { setting: name, value: text, set_by: set ?? "default" }, summary: `${name}: ${text}` };
}

async function change(
  { name, target, value, before }: { name: string; target: SettingTarget; value: unknown; before: unknown },
  editor: Editor,
): Promise<ToolResult> {
  await editor.changeSetting(name, target, value);
  const now = editor.workbench.settingNow(name).value;
  const inForce = value === undefined || JSON.stringify(now) === JSON.stringify(value);
  return {
    output: {
      setting: name,
      before: before ?? null,
      now: now ?? null,
      for: target,
      ...(!inForce && { note: "something else sets it, too, so this is not in force here" }),
    },
    summary: `${name}: ${clip(JSON.stringify(now) ?? "not set")}`,
  };
}
