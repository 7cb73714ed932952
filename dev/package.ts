/** `npm run package`: builds for production and makes dist/viva-voce.vsix. */
import { explain } from "./setup/explain.ts";
import { vsix } from "./setup/paths.ts";
import { createProgress } from "./setup/progress.ts";
import { makeVsix } from "./test/checks.ts";

try {
  await makeVsix(createProgress());
  console.log(vsix);
} catch (error) {
  console.error(`\n${explain(error)}`);
  process.exitCode = 1;
}
