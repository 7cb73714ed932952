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

  it("says that it writes down what is said, and has a button to end that", async () => {
    await panel.show({ ...states.live("listening"), dictating: true });
    assert.equal(await words(".state"), "Dictating");
    await panel.frame.getByRole("button", { name: "Stop dictation" }).click();
    await panel.page.waitForFunction(() => host.told.some(({ method }) => method === "stopDictation"));
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

  describe("of the devices", () => {
    const row = () => panel.frame.locator(".devices summary");
    const open = async (state: PanelState): Promise<void> => {
      await panel.show(state);
      await row().press("Enter");
      await panel.frame.locator(".choice").waitFor();
    };
    const options = (label: string): Promise<string[]> =>
      panel.frame.getByRole("combobox", { name: label }).getByRole("option").allInnerTexts();

    it("is who carries the microphone and why, by keyboard too", async () => {
      const seen: string[] = [];
      for (const audio of [states.idle.audio, states.native, states.browser]) {
        await panel.show({ ...states.idle, audio });
        seen.push((await row().innerText()).replaceAll(/\s+/g, " "));
        assert.equal(await row().getAttribute("title"), audio.why);
      }
      assert.deepEqual(seen, [
        "Microphone: System default (this panel)",
        "Microphone: Blue Yeti Stereo Microphone (not connected) (this computer)",
        "Microphone: System default (page in the browser)",
      ]);
      await open({ ...states.idle, audio: states.native });
      await panel.frame.getByText(states.native.why).waitFor();
    });

    it("is a choice of them by name, the chosen one among them though it is not connected", async () => {
      await open({ ...states.idle, audio: states.native });
      assert.deepEqual(await options("Microphone"), [
        "System default",
        "Built-in Microphone",
        "Jabra Evolve2 65 Headset",
        "Blue Yeti Stereo Microphone (not connected)",
      ]);
      assert.deepEqual(await options("Loudspeaker"), [
        "System default",
        "Built-in Speakers",
        "Jabra Evolve2 65 Headset",
      ]);
      const picker = (name: string) => panel.frame.getByRole("combobox", { name });
      assert.equal(await picker("Microphone").inputValue(), "Blue Yeti Stereo Microphone");
      await picker("Microphone").selectOption("Built-in Microphone");
      await picker("Loudspeaker").selectOption("Jabra Evolve2 65 Headset");
      await picker("Microphone").selectOption("System default");
      await button("Test Microphone").click();
      assert.deepEqual(
        [await panel.told("chooseInput"), await panel.told("chooseOutput"), await panel.told("act")],
        [
          [{ device: "Built-in Microphone" }, { device: "" }],
          [{ device: "Jabra Evolve2 65 Headset" }],
          [{ action: "testMicrophone" }],
        ],
      );
    });

    it("is no choice where they are not known, and no claim that one is missing", async () => {
      await open({ ...states.idle, audio: { ...states.native, devices: { inputs: [], outputs: [] } } });
      assert.match(await row().innerText(), /Blue Yeti Stereo Microphone\s+\(this computer\)/);
      assert.equal(await panel.frame.locator(".devices").getByRole("combobox").count(), 0);
      assert.match(await words(".choice"), /The names of the devices are known once/);
    });

    it("is a page that can be opened again, while it is waited for and later", async () => {
      await panel.show(states.waitingForPage);
      assert.equal(await words(".state"), "Waiting for the page in your browser");
      await button("Open the Page Again").click();
      await open({ ...states.live("listening"), audio: states.browser });
      await button("Open the Page Again").click();
      assert.equal(await button("Test Microphone").count(), 0);
      assert.deepEqual(await panel.told("act"), [{ action: "openPage" }, { action: "openPage" }]);
    });
  });

  it("meters the page that carries the media", async () => {
    await panel.show({ ...states.live("listening"), audio: states.browser });
    await panel.page.evaluate(() => host.call.showLevels({ microphone: 0.6, assistant: 0.2 }));
    await panel.frame.getByRole("img", { name: "The assistant is heard" }).waitFor();
    assert.equal(await panel.frame.getByRole("meter").getAttribute("aria-valuenow"), "60");
  });

  it("has one thing to do first where something failed", async () => {
    for (const actions of [["openSettings"], ["testMicrophone", "showLog"], ["setKey", "retry"]] as const) {
      await panel.show({
        ...states.idle,
        session: {
          status: "failed",
          failure: { message: "It failed.", remedy: "Mend it.", actions: [...actions] },
        },
      });
      assert.equal(await panel.frame.locator(".primary").count(), 1);
      assert.equal(await panel.frame.locator(".failure .primary").count(), 1);
    }
  });

  it("marks what was cut off as a reader expects it", async () => {
    const cut = (text: string): Promise<string> =>
      panel
        .show(states.live("listening", "open", [{ kind: "assistant", id: text, at: 0, text, status: "cut" }]))
        .then(() => words(".assistant .words"));
    assert.deepEqual(
      [
        await cut("Done."),
        await cut("Shall I open"),
        await cut("He said “Stop!”"),
        await cut("And then…"),
        await cut(""),
      ],
      [
        "Done. (interrupted)",
        "Shall I open… (interrupted)",
        "He said “Stop!” (interrupted)",
        "And then… (interrupted)",
        "(interrupted)",
      ],
    );
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
      "Assistant 09:41 It is not in this file, but in price.ts. Shall I open that one and… (interrupted)",
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
      states.waitingForPage,
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
