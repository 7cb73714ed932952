import assert from "node:assert/strict";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findBrowser } from "../../../dev/setup/browser.ts";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";

describe("findBrowser", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let executable: string;

  before(async () => {
    folder = await temporaryFolder("browser");
    executable = join(folder.path, "google-chrome");
    await writeFile(executable, "");
    await chmod(executable, 0o755);
  });
  after(() => folder.remove());

  it("takes the one that VIVA_VOCE_BROWSER names", async () => {
    assert.equal(await findBrowser({ VIVA_VOCE_BROWSER: executable, PATH: "/nowhere" }), executable);
  });

  it("says so where VIVA_VOCE_BROWSER names none, and takes no other", async () => {
    await assert.rejects(
      findBrowser({ ...process.env, VIVA_VOCE_BROWSER: join(folder.path, "none") }),
      /VIVA_VOCE_BROWSER is .*none/,
    );
  });

  if (process.platform === "linux") {
    it("looks along the PATH first", async () => {
      assert.equal(await findBrowser({ PATH: folder.path }), executable);
    });
  }
});
