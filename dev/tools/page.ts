/** The tools as a page of Markdown. */
import { format } from "prettier";
import * as z from "zod";
import type { ToolRow } from "./rows.ts";

const introduction = `# What the assistant can call

Made by \`npm run --silent tools > docs/tools.md\`; a test holds it up to date. Each session declares all of it to the model and pays for it once.

**Risk**: \`read\` looks or moves; \`reversible\` changes what can be brought back, mostly by "undo that"; both run at once, but for large edits. \`by the call\` depends on what is asked for: what is destructive, or leaves the editor, waits for your yes.
`;

const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
});
const schema = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
});

export function toolsPage(rows: readonly ToolRow[]): Promise<string> {
  const sum = rows.reduce((total, { tokens }) => total + tokens, 0);
  const table = rows.map(({ name, risk, tokens }) => `| [\`${name}\`](#${name}) | ${risk} | ${tokens} |`);
  const text = [
    introduction,
    `| tool | risk | tokens |\n| --- | --- | --- |\n${table.join("\n")}\n| all ${rows.length} | | ${sum} |\n`,
    ...rows.map(section),
  ].join("\n");
  return format(text, { parser: "markdown", printWidth: 110 });
}

function section({ name, description, parameters }: ToolRow): string {
  const { properties, required } = schema.parse(parameters);
  const fields = Object.entries(properties).map(([field, { type, enum: values, description: told }]) => {
    const kind =
      values === undefined
        ? [type ?? "any"].flat().join(" or ")
        : values.map((value) => `\`${String(value)}\``).join(", ");
    const must = required.includes(field) ? ", needed" : "";
    return `- \`${field}\`: ${kind}${must}${told === undefined ? "" : `; ${plain(told)}`}`;
  });
  return `## ${name}\n\n${plain(description)}\n\n${fields.join("\n")}\n`;
}

function plain(text: string): string {
  return text.replaceAll(/[<>*_\\]/g, "\\$&");
}
