/** Sizes of what ships. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, vsix } from "../setup/paths.ts";
import type { Row } from "./row.ts";

export async function sizeRows(): Promise<Row[]> {
  const gzip = async (file: string): Promise<number> => gzipSync(await readFile(join(root, file))).length;
  const hostGzip = await gzip("dist/extension.js");
  const panelGzip = (await gzip("dist/webview.js")) + (await gzip("dist/style.css"));
  const { size } = await stat(vsix);
  return [
    { what: "host bundle, gzip", value: hostGzip / 1024, unit: "KB", budget: 280 },
    { what: "panel bundle, gzip", value: panelGzip / 1024, unit: "KB", budget: 44 },
    { what: "VSIX", value: size / 1024, unit: "KB" },
  ];
}
