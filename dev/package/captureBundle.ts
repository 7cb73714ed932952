/** How the capture process is bundled: its two packages find files beside them that a bundle does not have. */
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";
import { root } from "../setup/paths.ts";
import { binaryOf, targetOfThisMachine } from "./targets.ts";

/** Beside `capture.js`. A VSIX holds the binary of one platform, under one name on each. */
export const nativeBinary = "native/node-web-audio-api.node";
export const echoWasm = "echo.wasm";

const dist = join(root, "dist");
const echoCanceller = createRequire(import.meta.url).resolve("@ennuicastr/webrtcaec3.js");

export const captureBundle: Plugin = {
  name: "capture",
  setup({ onResolve, onLoad, onEnd }) {
    onLoad({ filter: /node-web-audio-api[\\/]load-native\.js$/ }, () => ({
      contents: `export { default } from "./${nativeBinary}";`,
    }));
    onResolve({ filter: /\.node$/ }, ({ path }) => ({ path, external: true }));

    // 80 KB, a second fetch among them, for AudioWorklet.addModule alone, which capture has no use for.
    onResolve({ filter: /^(node-fetch|caller)$/ }, ({ path }) => ({ path, namespace: "left out" }));
    onLoad({ filter: /^/, namespace: "left out" }, ({ path }) => ({
      contents: `export default () => { throw new Error("${path} is left out of this bundle."); };`,
    }));

    onLoad({ filter: /webrtcaec3-[\d.]+\.js$/ }, async ({ path }) => ({
      contents: withoutWasm(await readFile(path, "utf8")),
    }));
    onEnd(async () => {
      await copyFile(echoCanceller.replace(/\.js$/, ".wasm"), join(dist, echoWasm));
      const target = targetOfThisMachine();
      if (target === undefined) return;
      await mkdir(join(dist, dirname(nativeBinary)), { recursive: true });
      await copyFile(binaryOf(target), join(dist, nativeBinary));
    });
  },
};

/**
 * The loader brings the WASM along as text, for browsers, and in Node reads the file of its own name; and it has
 * an `eval` for engines without WASM, which would keep all of its names from being shortened.
 */
function withoutWasm(loader: string): string {
  const changes: [RegExp, string][] = [
    [/^WebRtcAec3Wasm="data:[^"]*"/m, ""],
    [/(?<=wasmBinaryFile=)"webrtcaec3-[\d.]+\.wasm"/, JSON.stringify(echoWasm)],
    [/if\(typeof WebAssembly=="undefined"\)\{eval\([^}]*\)\}/, ""],
  ];
  return changes.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text))
      throw new Error(`The echo canceller's loader has changed: no ${pattern.source}.`);
    return text.replace(pattern, replacement);
  }, loader);
}
