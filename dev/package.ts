/**
 * `npm run package [-- --all]`: builds for production and makes dist/viva-voce.vsix for this machine's platform;
 * with `--all` one VSIX for each platform, and the universal one, in dist/vsix.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeAllVsixs, type Vsix } from "./package/vsix.ts";
import { explain } from "./setup/explain.ts";
import { root, vsix } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { buildForProduction, makeVsix } from "./test/checks.ts";

function table(made: Vsix[]): string {
  return made.map(({ target, size }) => `${target.padEnd(12)} ${megabytes(size).padStart(8)}`).join("\n");
}

/** As the registries count: a megabyte has 1,000,000 bytes. */
function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

const step = createProgress();
try {
  const { values } = parseArgs({ options: { all: { type: "boolean" } } });
  if (values.all === true) {
    await buildForProduction(step);
    const folder = join(root, "dist/vsix");
    console.log(`\n${table(await step("package", () => makeAllVsixs(folder)))}\n\n${folder}`);
  } else {
    await makeVsix(step);
    console.log(vsix);
  }
} catch (error) {
  console.error(`\n${explain(error)}`);
  process.exitCode = 1;
}
