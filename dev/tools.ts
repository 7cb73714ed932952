/**
 * `npm run tools [-- --json]`: all that the model can call, with what it costs in tokens, as Markdown or JSON. Without
 * VS Code. `npm run --silent tools > docs/tools.md` writes the page anew.
 */
import { parseArgs } from "node:util";
import { toolsPage } from "./tools/page.ts";
import { toolRows } from "./tools/rows.ts";

const { values } = parseArgs({ options: { json: { type: "boolean", default: false } } });
const rows = toolRows();
process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : await toolsPage(rows));
