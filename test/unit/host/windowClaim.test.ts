import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { WindowClaim } from "../../../src/host/windowClaim.ts";

describe("the claim to the microphone", () => {
  let folder: string;
  let file: string;
  const claims: WindowClaim[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "viva-voce-claim-"));
    file = join(folder, "storage", "microphone.json");
  });
  afterEach(async () => {
    for (const claim of claims.splice(0)) await claim.release();
    await rm(folder, { recursive: true });
  });

  function windowCalled(name: string, lost: (holder: string) => void = () => undefined): WindowClaim {
    const claim = new WindowClaim({ file, window: `id of ${name}`, name: () => name, lost });
    claims.push(claim);
    return claim;
  }

  it("is nobody's at first, and then of the window that took it", async () => {
    const [first, second] = [windowCalled("first"), windowCalled("second")];
    assert.equal(await second.holder(), undefined);
    await first.take();
    assert.equal(await first.holder(), undefined);
    assert.equal(await second.holder(), "first");
  });

  it("goes to the window that takes it, and the other one hears of that, once", async () => {
    const heard: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const first = windowCalled("first", (holder) => {
      heard.push(holder);
      resolve();
    });
    const second = windowCalled("second");
    await first.take();
    await second.take();
    await promise;
    await windowCalled("third").take();
    assert.deepEqual(heard, ["second"]);
  });

  it("is free again after its release, which takes nothing from another window", async () => {
    const [first, second] = [windowCalled("first"), windowCalled("second")];
    await first.take();
    await second.take();
    await first.release();
    assert.equal(await first.holder(), "second");
    await second.release();
    assert.equal(await first.holder(), undefined);
    await assert.rejects(readFile(file), { code: "ENOENT" });
  });

  it("is free as soon as its window has ended, and stays with a window that took it meanwhile", async () => {
    const [first, second] = [windowCalled("first"), windowCalled("second")];
    await first.take();
    first.dispose();
    assert.deepEqual(await readdir(dirname(file)), []);
    await first.take();
    await second.take();
    first.dispose();
    assert.equal(await first.holder(), "second");
  });

  it("is taken once by a window that takes it twice at a time", async () => {
    const first = windowCalled("first");
    await Promise.all([first.take(), first.take()]);
    assert.equal(await windowCalled("second").holder(), "first");
    await first.release();
    assert.deepEqual(await readdir(dirname(file)), []);
  });

  it("means nothing where its process is gone, or where it is no claim", async () => {
    const [first, second] = [windowCalled("first"), windowCalled("second")];
    await first.take();
    // No process has this number: it is past the largest there can be.
    await writeFile(file, JSON.stringify({ window: "gone", name: "gone", process: 2 ** 30 }));
    assert.equal(await second.holder(), undefined);
    await writeFile(file, "{");
    assert.equal(await second.holder(), undefined);
  });
});
