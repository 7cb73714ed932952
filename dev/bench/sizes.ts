/** Sizes of what ships, in bytes. */
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { root, vsix } from "../setup/paths.ts";

export interface Sizes {
  hostGzip: number;
  panelGzip: number;
  vsix: number;
}

export async function measureSizes(): Promise<Sizes> {
  const gzip = async (file: string): Promise<number> => gzipSync(await readFile(join(root, file))).length;
  return {
    hostGzip: await gzip("dist/extension.js"),
    panelGzip: (await gzip("dist/webview.js")) + (await gzip("dist/style.css")),
    vsix: (await stat(vsix)).size,
  };
}
