// Builds every bundle: `node esbuild.mjs [--production] [--watch] [--tests]`.
import { globSync } from "node:fs";
import { context, build } from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const tests = process.argv.includes("--tests");

const shared = {
  bundle: true,
  minify: production,
  sourcemap: !production,
  target: "es2024",
  metafile: true,
  logLevel: "warning",
};
const host = { ...shared, platform: "node", format: "cjs", external: ["vscode"] };

const bundles = [
  { ...host, entryPoints: { extension: "src/extension.ts" }, outdir: "dist" },
  {
    ...shared,
    platform: "browser",
    format: "iife",
    entryPoints: { webview: "webview/main.tsx", style: "webview/style.css" },
    outdir: "dist",
  },
];

if (tests) {
  const files = globSync("test/vscode/**/*.ts");
  if (!files.some((file) => file.endsWith(".test.ts"))) throw new Error("No tests found in test/vscode.");
  bundles.push({
    ...host,
    entryPoints: files,
    outbase: "test",
    outdir: "out/test",
    external: ["vscode", "mocha"],
  });
}

if (watch) {
  await Promise.all(bundles.map(async (options) => (await context(options)).watch()));
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
