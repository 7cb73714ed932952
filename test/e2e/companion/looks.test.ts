import assert from "node:assert/strict";
import type { ShownSession } from "../../../src/shared/state.ts";
import { faintTexts } from "../panel/harness/contrast.ts";
import { picture } from "./companionStage.ts";
import { companionPerTest, live, says } from "./perTest.ts";

describe("the companion page, to look at", () => {
  const test = companionPerTest();

  const looks = [
    { name: "light", colorScheme: "light", bound: 4.5 },
    { name: "dark", colorScheme: "dark", bound: 4.5 },
    { name: "forced", colorScheme: "dark", forcedColors: "active", bound: 4.5 },
  ] as const;
  const failed: ShownSession = {
    status: "failed",
    failure: {
      message: "The provider cannot be reached.",
      remedy: "Check the network, the proxy and the endpoint's address.",
      actions: [],
    },
  };
  const states: Record<string, ShownSession> = {
    waiting: { status: "idle" },
    starting: { status: "connecting", step: "negotiating", again: false },
    open: live("open"),
    gated: live("gated"),
    muted: live("muted"),
    failed,
  };

  for (const { name, bound, ...scheme } of looks) {
    it(`is readable in ${name}, and fits a narrow window`, async () => {
      const page = await test.opened(
        await test.stage.tab({ ...scheme, viewport: { width: 320, height: 620 } }),
      );
      await test.stage.call();
      const faint: string[] = [];
      for (const [state, session] of Object.entries(states)) {
        test.stage.show(session);
        const heading = {
          waiting: "No session is running",
          starting: "Connecting to the model",
          open: "The microphone is on",
          gated: "Ready for the talk key",
          muted: "The microphone is off",
          failed: "Stopped by an error",
        }[state];
        await says(page, heading ?? "");
        faint.push(...(await page.evaluate(faintTexts, bound)));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 320, `${state} is ${width} pixels wide`);
        await picture(page, `${state}-${name}`);
      }
      assert.deepEqual(faint, []);
    });
  }

  it("keeps still for those who asked for it", async () => {
    const page = await test.opened(await test.stage.tab({ reducedMotion: "reduce" }));
    test.stage.show({ status: "connecting", step: "secret", again: false });
    await says(page, "Connecting to the model");
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  });
});
