/** Reads one setting, parsed. What does not fit falls back to its default, which the manifest holds. */
import * as vscode from "vscode";
import type * as z from "zod";

export const section = "vivaVoce";

export function read<T>(name: string, schema: z.ZodType<T>): T {
  const configuration = vscode.workspace.getConfiguration(section);
  const parsed = schema.safeParse(configuration.get(name));
  return parsed.success ? parsed.data : schema.parse(configuration.inspect(name)?.defaultValue);
}
