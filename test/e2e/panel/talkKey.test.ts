import assert from "node:assert/strict";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the talk key, in the panel", () => {
  let panel: Panel;
  eachPanel(async (opened) => {
    panel = opened;
    await panel.show(states.pushToTalk);
    await panel.frame.getByRole("textbox", { name: "Message" }).focus();
  });

  const down = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.down(key);
  };
  const up = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.up(key);
  };
  /** The host heard the key's command. */
  const watch = (): Promise<void> =>
    panel.page.evaluate(() => {
      host.call.watchTalkKey({});
      return host.settled();
    });
  const told = async (): Promise<number[]> =>
    (await panel.told("talkKeyUp")).map((params) => (params as { held: number }).held);

  it("is told to go up once, repeats aside, whichever of its keys goes first", async () => {
    for (const order of [
      ["Space", "Control", "Alt"],
      ["Control", "Alt", "Space"],
    ]) {
      const before = (await told()).length;
      await down("Control", "Alt", "Space");
      await watch();
      await down("Space", "Space");
      assert.equal((await told()).length, before);
      await up(...order);
      assert.equal((await told()).length, before + 1);
    }
  });

  it("is told with the time that it was down", async () => {
    await down("F9");
    await watch();
    const began = await panel.frame.evaluate(() => performance.now());
    await panel.frame.waitForFunction((began) => performance.now() - began > 200, began);
    await up("F9");
    const [held] = await told();
    assert.ok(held !== undefined && held >= 200, `${held} ms`);
  });

  it("is told also where it had gone up by the time the host asks", async () => {
    await down("Control", "Alt", "Space");
    await up("Space", "Alt", "Control");
    assert.deepEqual(await told(), []);
    await watch();
    assert.equal((await told()).length, 1);
    await watch();
    assert.equal((await told()).length, 1);
  });

  it("is not another key that is typed, nor one that was pressed elsewhere", async () => {
    await watch();
    await panel.page.keyboard.type("words");
    assert.deepEqual(await told(), []);

    await down("Control", "Alt", "Space");
    await watch();
    // A finger on another key, while the talk key is held.
    await up("a");
    assert.deepEqual(await told(), []);
    await panel.page.evaluate(() => {
      const other = document.body.appendChild(document.createElement("input"));
      other.focus();
    });
    await up("Space", "Alt", "Control");
    assert.deepEqual(await told(), []);
    await watch();
    assert.deepEqual(await told(), []);
  });
});
