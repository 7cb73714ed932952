/** What the bundle that reads code needs beside it: Tree-sitter, and the grammars that are used. */
import { copyFile, mkdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import { grammars } from "../../src/targets/syntax/grammars.ts";
import { root } from "../setup/paths.ts";

const shipped = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
const dist = join(root, "dist");

export const treeSitterWasm = "tree-sitter.wasm";
/** Beside `syntax.js`. */
export const grammarFiles = Object.keys(grammars).map((grammar) => `grammars/tree-sitter-${grammar}.wasm`);

export const syntaxBundle: Plugin = {
  name: "syntax",
  setup({ onResolve, onLoad, onEnd }) {
    // 26 KB for decoding entities, which the tokenizer is told not to do.
    onResolve({ filter: /^entities\/decode$/ }, ({ path }) => ({ path, namespace: "left out" }));
    onLoad({ filter: /^/, namespace: "left out" }, () => ({
      contents:
        "export class EntityDecoder {}; export const DecodingMode = {}, htmlDecodeTree = {}, xmlDecodeTree = {};",
    }));
    onEnd(async () => {
      await rm(join(dist, "grammars"), { recursive: true, force: true });
      await mkdir(join(dist, "grammars"), { recursive: true });
      await copyFile(join(shipped, treeSitterWasm), join(dist, treeSitterWasm));
      await Promise.all(
        grammarFiles.map((file) => copyFile(join(shipped, file.replace("grammars/", "")), join(dist, file))),
      );
    });
  },
};
