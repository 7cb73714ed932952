import assert from "node:assert/strict";
import type { PanelState } from "../../../src/shared/state.ts";
import { startPanelRig, type Panel, type PanelRig } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("what the panel shows", () => {
  let rig: PanelRig;
  let panel: Panel;
  let faultsExpected: number;
  before(async () => {
    rig = await startPanelRig();
  });
  after(() => rig.close());
  beforeEach(async () => {
    panel = await rig.open();
    faultsExpected = 0;
  });
  afterEach(async () => {
    const faults = await panel.faults();
    await panel.close();
    assert.equal(faults.length, faultsExpected, faults.join("\n"));
  });

  const button = (name: string) => panel.frame.getByRole("button", { name, exact: true });
  const words = (selector: string) => panel.frame.locator(selector).innerText();

  it("offers one thing where there is no key: to set one", async () => {
    await panel.show(states.noKey);
    await button("Set API Key").click();
    assert.deepEqual(await panel.told("act"), [{ action: "setKey" }]);
    assert.equal(await panel.frame.getByRole("button").count(), 1);
    assert.equal(await panel.frame.getByRole("textbox").count(), 0);
  });

  it("connects, cancels and stops by the one button", async () => {
    await panel.show(states.idle);
    assert.match(await words("main"), /“Go to line forty two”/);
    await button("Connect").click();
    await panel.show(states.connecting);
    assert.equal(await words(".state"), "Calling the model");
    await button("Cancel").click();
    await panel.show(states.live("listening"));
    await button("Stop").click();
    assert.deepEqual([await panel.told("start"), await panel.told("stop")], [[{}], [{}, {}]]);
  });

  it("says that it connects again", async () => {
    await panel.show({ ...states.idle, session: { status: "connecting", step: "secret", again: true } });
    assert.equal(await words(".state"), "Reconnecting: Signing in");
  });

  it("has a word for each phase, and does not claim to listen while muted", async () => {
    const seen: string[] = [];
    for (const phase of ["listening", "hearing", "thinking", "acting", "speaking"] as const) {
      await panel.show(states.live(phase));
      seen.push(await words(".state"));
    }
    await panel.show(states.live("listening", "muted"));
    seen.push(await words(".state"));
    assert.deepEqual(seen, ["Listening", "Hearing you", "Thinking", "Working", "Speaking", "Ready"]);
  });

  it("says what failed, what to do, and the server's words on request", async () => {
    await panel.show(states.failed);
    const alert = panel.frame.getByRole("alert");
    assert.match(
      await alert.innerText(),
      /^The key was not accepted.\n+Set a key that may use the Realtime API/,
    );
    assert.equal(await alert.getByText("invalid_api_key").isVisible(), false);
    await alert.getByText("Details").click();
    assert.equal(await alert.getByText("invalid_api_key").isVisible(), true);
    await button("Try Again").click();
    await button("Show Log").click();
    assert.deepEqual(await panel.told("act"), [{ action: "retry" }, { action: "showLog" }]);
    assert.equal(await button("Connect").count(), 0, "one button to try again is enough");
  });

  it("mutes and unmutes", async () => {
    await panel.show(states.live("listening", "open"));
    const mute = button("Mute microphone");
    assert.equal(await mute.getAttribute("aria-pressed"), "false");
    await mute.click();
    await panel.show(states.live("listening", "muted"));
    assert.equal(await mute.getAttribute("aria-pressed"), "true");
    await mute.click();
    assert.deepEqual(await panel.told("setMuted"), [{ muted: true }, { muted: false }]);
  });

  it("says where there is no microphone, and lets it be tried again", async () => {
    await panel.show(states.live("listening", "unavailable"));
    assert.match(await words(".composer"), /No microphone here. You can type./);
    assert.equal(await button("Hold to talk").count(), 0);
    await button("Try the microphone again").click();
    assert.deepEqual(await panel.told("setMuted"), [{ muted: false }]);
  });

  it("shows both sides, what was typed and what was cut off", async () => {
    await panel.show(states.busy);
    const log = panel.frame.getByRole("log", { name: "Conversation" });
    const lines = (await log.locator(".user, .assistant").allInnerTexts()).map((text) =>
      text.replaceAll(/\s+/g, " "),
    );
    assert.deepEqual(lines, [
      "You spoken 09:41 Go to line forty two.",
      "Assistant 09:41 You are on line 42 of inventory.",
      "You typed 09:41 rename total to sum in calculateTotal",
      "Assistant 09:41 It is not in this file, but in price.ts. Shall I open that one and… interrupted",
      "You spoken 09:41 Yes. And then run the tests.",
      "You spoken 09:41 Writing down what you said…",
      "Assistant 09:41 Three tests passed, one failed:",
    ]);
    const unfinished = await log.locator("[aria-busy=true]").allInnerTexts();
    assert.equal(unfinished.length, 2, "a screen reader is to wait for these");
  });

  it("shows a call in human words, and its arguments in full on request", async () => {
    await panel.show(states.live("acting", "open", states.conversation.slice(3, 5)));
    const card = panel.frame.getByRole("article", { name: "Replace text: Failed" });
    assert.match(await card.innerText(), /Replace text find: total, replacement: sum, all: true\s+Failed/);
    const full = card.getByLabel("Arguments of Replace text");
    assert.equal(await full.isVisible(), false);
    await card.locator("summary").click();
    assert.equal(await full.innerText(), '{\n  "find": "total",\n  "replacement": "sum",\n  "all": true\n}');
  });

  it("shows outside words as words, whatever is in them", async () => {
    for (const state of [states.hostile, states.hostileFailure]) {
      await panel.show(state);
      await panel.frame.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      assert.equal(await panel.frame.locator("img, #root script, b, [onclick], [onerror]").count(), 0);
      assert.ok((await words("#root")).includes("<img src=x onerror="));
    }
    assert.equal(await panel.frame.evaluate(() => "breached" in globalThis), false);
  });

  it("keeps to its Content Security Policy", async () => {
    const breaches = (): Promise<string[]> => panel.frame.evaluate(() => seen.breaches);
    const all: PanelState[] = [
      states.noKey,
      states.idle,
      states.failed,
      states.busy,
      states.asking,
      states.held,
    ];
    for (const state of all) await panel.show(state);
    assert.deepEqual(await breaches(), []);
    await panel.frame.evaluate(() => document.body.setAttribute("style", "color: red"));
    assert.deepEqual(await breaches(), ["style-src-attr"], "a breach would have been noticed");
    faultsExpected = 1;
  });

  it("moves nothing for those who want it still", async () => {
    const still = await rig.open({ reducedMotion: true });
    await panel.show(states.live("thinking", "open", states.conversation));
    await still.show(states.live("thinking", "open", states.conversation));
    await panel.frame.locator(".tool").first().waitFor();
    await still.frame.locator(".tool").first().waitFor();
    assert.ok((await animations(panel)) > 0);
    assert.equal(await animations(still), 0);
    await panel.frame.evaluate(() => document.body.classList.add("vscode-reduce-motion"));
    assert.equal(await animations(panel), 0);
    await still.close();
  });
});

function animations(panel: Panel): Promise<number> {
  return panel.frame.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === "running").length,
  );
}
