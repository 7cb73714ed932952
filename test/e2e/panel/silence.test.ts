import assert from "node:assert/strict";
import type { Feed } from "./harness/capturedSound.ts";
import { captured, connectLink, setGate, setMicrophone, toldOnce } from "./harness/linkDriver.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";

describe("a microphone from which nothing comes", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened), { microphone: "granted" });

  const feed = (feed: Feed): Promise<void> => panel.page.evaluate((feed) => host.feed(feed), feed);
  const told = (): Promise<unknown[]> => panel.told("microphoneSilent");

  it("is noticed within 3 s by its zeros, once for each opening", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await feed({ length: 2_000, peak: 0 });
    assert.deepEqual(await told(), [], "a breath is no reason");
    await feed({ length: 1_000, peak: 0 });
    assert.deepEqual(await told(), [{ link: 1, why: "zeros" }]);
    await feed({ length: 500, peak: 0.1, kind: "noise" });
    await feed({ length: 3_000, peak: 0 });
    assert.equal((await told()).length, 1);
    await setMicrophone(panel, null);
    await setMicrophone(panel, captured);
    await feed({ length: 3_000, peak: 0 });
    assert.equal((await told()).length, 2);
  });

  it("is not confused with a quiet one, with one that is gated, or with pauses of speech", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await feed({ length: 3_000, peak: 0.0005, kind: "noise" });
    await feed({ length: 2_000, peak: 0.2, kind: "noise" });
    await feed({ length: 2_000, peak: 0 });
    await feed({ length: 2_000, peak: 0.2, kind: "noise" });
    await feed({ length: 3_000, peak: 0 });
    await setGate(panel, false);
    await feed({ length: 3_000, peak: 0 });
    assert.deepEqual(await told(), []);
  });

  it("is noticed where it is switched off after it was heard, once the talk key is held", async () => {
    await connectLink(panel, 1, { microphone: captured });
    await feed({ length: 500, peak: 0.2, kind: "noise" });
    await setGate(panel, false);
    await feed({ length: 500, peak: 0 });
    await setGate(panel, true);
    await feed({ length: 2_000, peak: 0 });
    assert.deepEqual(await told(), [{ link: 1, why: "muted" }]);
  });

  it("is noticed where the talk key is held and nothing is loud enough for speech", async () => {
    await connectLink(panel, 1, { microphone: captured, gated: true });
    await setGate(panel, true);
    await feed({ length: 1_000, peak: 0.0008, kind: "noise" });
    await setGate(panel, false);
    await setGate(panel, true);
    await feed({ length: 2_000, peak: 0.2, kind: "noise" });
    await setGate(panel, false);
    assert.deepEqual(await told(), [], "neither a short press nor speech");
    await feed({ length: 500, peak: 0.0008, kind: "noise" });
    await setGate(panel, true);
    await feed({ length: 2_000, peak: 0.0008, kind: "noise" });
    assert.deepEqual(await told(), [{ link: 1, why: "faint" }]);
  });

  it("is noticed where the system mutes the device, though not for a moment", async () => {
    await connectLink(panel, 1);
    const mute = (muted: boolean): Promise<void> =>
      panel.frame.evaluate((value) => {
        for (const track of seen.tracks) Object.defineProperty(track, "muted", { value, configurable: true });
      }, muted);
    await mute(true);
    await panel.page.waitForTimeout(500);
    await mute(false);
    await panel.page.waitForTimeout(1_000);
    assert.deepEqual(await told(), []);
    await mute(true);
    await toldOnce(panel, "microphoneSilent", { link: 1, why: "muted" });
    assert.equal((await told()).length, 1);
  });
});
