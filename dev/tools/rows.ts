/** The tools as data: what the model sees, what they risk, and what they cost. */
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { functionTools, tools } from "../../src/tools/registry.ts";

export interface ToolRow {
  name: string;
  /** "by the call" where it depends on the arguments; "read" and "reversible" run without a question. */
  risk: string;
  description: string;
  parameters: Record<string, unknown>;
  /** As o200k counts what is declared: what each session pays for it once. */
  tokens: number;
}

export function toolRows(): ToolRow[] {
  const risks = new Map(tools.map(({ name, risk }) => [name, risk]));
  return functionTools().map(({ type, name, description, parameters }) => ({
    name,
    risk: risks.get(name) ?? "by the call",
    description,
    parameters,
    tokens: encode(JSON.stringify({ type, name, description, parameters })).length,
  }));
}
