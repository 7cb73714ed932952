// Builds every bundle: `node esbuild.mjs [--production] [--watch] [--tests]`.
import { globSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { context, build } from "esbuild";
import { captureBundle } from "./dev/package/captureBundle.ts";
import { syntaxBundle } from "./dev/package/syntaxBundle.ts";

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
const page = { ...shared, platform: "browser", format: "iife", outdir: "dist" };

const bundles = [
  { ...host, entryPoints: { extension: "src/extension.ts" }, outdir: "dist" },
  {
    ...host,
    entryPoints: { capture: "src/microphone/capture/main.ts" },
    outdir: "dist",
    plugins: [captureBundle],
    // Its packages are ES modules, and look for files beside themselves.
    define: { "import.meta.dirname": "__dirname", "import.meta.resolve": "require.resolve" },
  },
  {
    ...host,
    entryPoints: { syntax: "src/targets/syntax/main.ts" },
    outdir: "dist",
    // Of both forms that its packages come in, the one that can be bundled.
    mainFields: ["module", "main"],
    plugins: [syntaxBundle],
  },
  { ...page, entryPoints: { webview: "webview/main.tsx", style: "webview/style.css" } },
  {
    ...page,
    entryPoints: [
      { in: "webview/companion/main.tsx", out: "companion" },
      { in: "webview/companion/companion.css", out: "companion" },
    ],
  },
];

if (tests) {
  // What was renamed or taken away must not run on.
  await rm("out/test", { recursive: true, force: true });
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
  const results = await Promise.all(bundles.map((options) => build(options)));
  // What each bundle is made of; the notices of the packages in it are written from this.
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  await writeFile("dist/bundles.json", JSON.stringify(outputs));
}
