import assert from "node:assert/strict";
import { until } from "../talking.ts";
import { device, liveTracks, picture } from "./companionStage.ts";
import { openHideablePage } from "./hiddenPage.ts";
import { companionPerTest, live, says } from "./perTest.ts";

describe("the companion page, carrying a call", () => {
  const test = companionPerTest();

  it("carries the microphone, and tells how loud it is ten times a second", async () => {
    const page = await test.opened(await test.stage.tab());
    const call = await test.stage.call();
    assert.equal(call.microphone.granted, true);
    test.stage.show(live("open"));
    await says(page, "The microphone is on");
    await until("it is heard", () => call.sound() > 0.2);
    const rate = await test.levelsPerSecond();
    assert.ok(rate > 5 && rate < 15, `${rate.toFixed(1)} a second`);
    const loudest = Math.max(
      ...(test.told("levels") as { microphone: number }[]).map(({ microphone }) => microphone),
    );
    assert.ok(loudest > 0.3, `the loudest was ${loudest}`);
    assert.ok((test.told("devices").at(-1) as { inputs: string[] }).inputs.length > 0);
    assert.ok(Number(await page.getByRole("meter").getAttribute("aria-valuenow")) >= 0);
    await picture(page, "live");
  });

  it("goes on like this behind another page, where browsers hold timers back", async () => {
    const page = await openHideablePage(test.stage.companion.url());
    try {
      const call = await test.stage.call();
      await page.hide();
      assert.equal(await page.visibility(), "hidden");
      const rate = await test.levelsPerSecond();
      assert.ok(rate > 5 && rate < 15, `${rate.toFixed(1)} a second`);
      const before = call.sound();
      await until("it is heard", () => call.sound() > before + 0.1);
    } finally {
      page.close();
    }
  });

  it("sends nothing while it is gated, nor once the microphone is released", async () => {
    const page = await test.opened(await test.stage.tab());
    const call = await test.stage.call(true);
    const client = await test.stage.companion.page(AbortSignal.timeout(1_000));
    // The levels come from what is sent: a second of them is a second of silence.
    const second = test.told("levels").length + 10;
    await until("a second has passed", () => test.told("levels").length >= second);
    assert.equal(call.sound(), 0);
    assert.equal(await liveTracks(page), 1);
    client.setGate({ link: 1, open: true });
    await until("it is heard", () => call.sound() > 0.1);
    await client.setMicrophone({ link: 1, microphone: null });
    assert.equal(await liveTracks(page), 0);
  });

  it("mutes, unmutes and stops by its buttons and by the keyboard", async () => {
    const page = await test.opened(await test.stage.tab());
    test.stage.show(live("open"));
    await page.getByRole("button", { name: "Mute", exact: true }).click();
    test.stage.show(live("muted"));
    await says(page, "The microphone is off");
    await page.getByRole("button", { name: "Unmute" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await until("it is told", () => test.told("stop").length === 1);
    assert.deepEqual(test.told("setMuted"), [{ muted: true }, { muted: false }]);
  });

  describe("where the microphone is not to be had", () => {
    it("says how to allow it", async () => {
      const page = await test.stage.tab({ permissions: [] });
      // To look at the page is taken for a gesture already, where Playwright looks.
      await page.goto(test.stage.companion.url());
      const { microphone } = await test.stage.call();
      assert.equal(microphone.reason, "denied");
      test.stage.show(live("unavailable"));
      await says(page, "No microphone");
      await page.getByText("Click the icon beside the address").waitFor();
      // A page that uses no microphone is held to the rules for sound.
      const sound = page.getByRole("button", { name: "Click here once to hear the assistant" });
      await sound.waitFor();
      await picture(page, "denied");
      await sound.click();
      await sound.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Try Again" }).click();
      await until("it is told", () => test.told("setMuted").length === 1);
    });

    it("says that the browser asks, while the user has not answered", async () => {
      const page = await test.opened(await test.stage.tab());
      await page.evaluate(() => {
        // A browser without a window closes its question by itself.
        navigator.mediaDevices.getUserMedia = () => Promise.withResolvers<never>().promise;
      });
      const client = await test.stage.companion.page(AbortSignal.timeout(1_000));
      const offer = client.offer({ link: 1, microphone: device, gated: false });
      await says(page, "Allow the microphone");
      await picture(page, "asking");
      client.close({ link: 1 });
      await assert.rejects(offer);
      await says(page, "No session is running");
    });
  });
});
