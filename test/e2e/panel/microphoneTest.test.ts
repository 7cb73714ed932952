import assert from "node:assert/strict";
import type { MicrophoneInput } from "../../../src/shared/media.ts";
import type { Feed } from "./harness/capturedSound.ts";
import { captured, connectLink, device, sentTracks } from "./harness/linkDriver.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the microphone test", () => {
  let panel: Panel;
  eachPanel(async (opened) => {
    panel = opened;
    await panel.show(states.idle);
  });

  const showTest = (microphone: MicrophoneInput): Promise<void> =>
    panel.page.evaluate(async (microphone) => {
      host.call.showTest({ microphone });
      await host.settled();
    }, microphone);
  const button = (name: string) => panel.frame.getByRole("button", { name, exact: true });
  const outcome = () => panel.frame.getByRole("region", { name: "Microphone test" }).getByRole("status");
  const focused = (): Promise<string | undefined> =>
    panel.frame.evaluate(() => document.activeElement?.textContent ?? undefined);
  const says = (text: string | RegExp): Promise<void> => outcome().filter({ hasText: text }).waitFor();
  /** Records what the host captures. */
  async function record(feed: Omit<Feed, "length">): Promise<void> {
    await panel.page.keyboard.press("Enter");
    await says("Recording: speak now");
    await panel.page.evaluate((feed) => host.feedTest({ length: 3_000, ...feed }), feed);
  }

  it("records the host's capture by one key, shows the level, plays it back and says how it was", async () => {
    await showTest(captured);
    assert.equal(await focused(), "Record 3 seconds");
    await panel.page.keyboard.press("Enter");
    await says("Recording: speak now");
    const feeding = panel.page.evaluate(() => host.feedTest({ length: 3_000, peak: 0.3, kind: "noise" }));
    const meter = panel.frame.getByRole("region", { name: "Microphone test" }).getByRole("meter");
    await panel.frame.waitForFunction(
      () => Number(document.querySelector(".test [role=meter]")?.ariaValueNow) > 70,
    );
    await panel.frame.getByText("2 s", { exact: true }).waitFor();
    await feeding;
    await says("Playing it back…");
    assert.equal(await meter.count(), 0);
    await says("You were heard well.");
    const sounds = await panel.frame.evaluate(() => seen.sounds);
    const heard = sounds.filter((peak) => peak > 0.2).length * 10;
    assert.ok(heard > 1_000 && heard < 2_000, `${heard} ms of speech were played back`);
    assert.equal(await focused(), "Record again");
    assert.deepEqual(await panel.told("captureForTest"), [{ open: true }, { open: false }]);
    assert.deepEqual(await panel.told("testDone"), [{ heard: true }]);
  });

  it("tells what to do about sound that is too low, too loud, or not there", async () => {
    await showTest(captured);
    await record({ peak: 0.01, kind: "noise" });
    await says(/^That was very quiet: move closer/);
    await record({ peak: 1.4, kind: "noise" });
    await says(/^That was too loud/);
    await record({ peak: 0 });
    await says(/^Not the faintest sound came from Headset: /);
    assert.deepEqual(await panel.told("testDone"), [{ heard: false }, { heard: true }, { heard: false }]);
  });

  it("does not wait for ever where nothing comes", async () => {
    await showTest(captured);
    await button("Record 3 seconds").click();
    await says(/^Not the faintest sound came from Headset: /);
  });

  it("tells why there is no microphone", async () => {
    await panel.page.evaluate(() => {
      host.capture = { granted: false, reason: "failed", detail: "the device is busy" };
    });
    await showTest(captured);
    await button("Record 3 seconds").click();
    await says("The microphone could not be opened: the device is busy");
    await showTest(device());
    await button("Record 3 seconds").click();
    await says("The microphone was refused.");
    assert.deepEqual(await panel.told("testDone"), []);
  });

  for (const way of ["as tracks are read", "where the browser cannot read tracks"]) {
    it(`records a device of the panel's own, ${way}, and leaves the session alone`, async () => {
      if (way !== "as tracks are read") {
        await panel.frame.evaluate(() => {
          MediaStreamTrackProcessor = undefined;
        });
      }
      await panel.page.context().grantPermissions(["microphone"]);
      await connectLink(panel, 1, { microphone: device("Fake Audio Input 1") });
      await panel.show(states.live("listening"));
      await showTest(device("Fake Audio Input 1"));
      await button("Record 3 seconds").click();
      // The pretended device beeps at full scale.
      await says(/^That was too loud|^You were heard well/);
      assert.deepEqual(await panel.frame.evaluate(() => seen.tracks.map(({ readyState }) => readyState)), [
        "live",
        "ended",
      ]);
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
    });
  }

  it("closes by Escape, in the middle too, and gives the focus back", async () => {
    await panel.frame.locator(".devices summary").click();
    await button("Test Microphone").focus();
    await showTest(captured);
    await panel.page.keyboard.press("Escape");
    assert.equal(await outcome().count(), 0);
    assert.equal(await focused(), "Test Microphone");
    await showTest(captured);
    await panel.page.keyboard.press("Enter");
    await says("Recording: speak now");
    await panel.page.keyboard.press("Escape");
    await panel.page.waitForFunction(
      () =>
        JSON.stringify(host.told.findLast(({ method }) => method === "captureForTest")?.params) ===
        '{"open":false}',
    );
    await panel.page.evaluate(() => host.feedTest({ length: 3_000, peak: 0.3, atOnce: true }));
    assert.equal(await outcome().count(), 0);
    await showTest(captured);
    await button("Close").click();
    assert.equal(await outcome().count(), 0);
  });

  it("is there before a key is, too", async () => {
    await panel.show(states.noKey);
    await showTest(captured);
    assert.equal(await focused(), "Record 3 seconds");
    await panel.page.keyboard.press("Escape");
    assert.equal(await focused(), "Set API Key");
  });
});
