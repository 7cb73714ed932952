/** The settings that VS Code and its extensions declare. */
import * as vscode from "vscode";
import * as z from "zod";
import type { SettingSchema, Workbench } from "../../tools/workbench/workbench.ts";
import { coreSettings } from "../../tools/workbench/coreSettings.ts";

const property = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  scope: z.union([z.string(), z.number()]).optional(),
});
const section = z.object({ properties: z.record(z.string(), z.unknown()).optional() });
const manifest = z.object({
  contributes: z.object({
    configuration: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
  }),
});

/** VS Code's own are declared in no extension: the well-known ones are listed, of the others the defaults tell. */
export function listSettings(): SettingSchema[] {
  const found = new Map<string, SettingSchema>();
  for (const schema of coreSettings) found.set(schema.name, schema);
  for (const { packageJSON } of vscode.extensions.all) {
    const parsed = manifest.safeParse(packageJSON);
    for (const part of parsed.success ? parsed.data.contributes.configuration : []) {
      const { properties = {} } = section.safeParse(part).data ?? {};
      for (const [name, value] of Object.entries(properties)) {
        const { data } = property.safeParse(value);
        if (data !== undefined) found.set(name, schemaOf(name, data));
      }
    }
  }
  for (const schema of undeclared(found)) found.set(schema.name, schema);
  return [...found.values()];
}

const ofMachine = new Set(["application", "machine", "application-machine"]);

function schemaOf(
  name: string,
  { type, enum: values, minimum, maximum, scope }: z.output<typeof property>,
): SettingSchema {
  return {
    name,
    types: type === undefined ? [] : [type].flat(),
    ...(values !== undefined && { values }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    inWorkspace: !ofMachine.has(String(scope ?? "window")),
  };
}

/** What has a default, by its type. */
function undeclared(known: ReadonlyMap<string, SettingSchema>): SettingSchema[] {
  const configuration = vscode.workspace.getConfiguration();
  const names: string[] = [];
  const walk = (value: unknown, name: string): void => {
    if (known.has(name)) return;
    const { defaultValue } = name === "" ? {} : (configuration.inspect(name) ?? {});
    if (defaultValue !== undefined && (typeof defaultValue !== "object" || Array.isArray(defaultValue))) {
      names.push(name);
    } else if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) walk(inner, name === "" ? key : `${name}.${key}`);
    }
  };
  walk(configuration, "");
  return names.map((name) => {
    const value = configuration.inspect(name)?.defaultValue;
    const type = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    return { name, types: [type], inWorkspace: true };
  });
}

export const settingNow: Workbench["settingNow"] = (name) => {
  const configuration = vscode.workspace.getConfiguration();
  const { workspaceFolderValue, workspaceValue, globalValue } = configuration.inspect(name) ?? {};
  const set =
    workspaceFolderValue !== undefined
      ? "folder"
      : workspaceValue !== undefined
        ? "workspace"
        : globalValue !== undefined
          ? "user"
          : undefined;
  return { value: configuration.get(name), set };
};
