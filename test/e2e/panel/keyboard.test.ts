import assert from "node:assert/strict";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the panel's keys and buttons", () => {
  let panel: Panel;
  eachPanel(async (opened) => {
    panel = opened;
    await panel.page.locator("iframe").focus();
  });

  const press = (key: string): Promise<void> => panel.page.keyboard.press(key);
  const focused = (): Promise<string> =>
    panel.frame.evaluate(() => {
      const element = document.activeElement === document.body ? null : document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });
  const box = () => panel.frame.getByRole("textbox", { name: "Message" });
  const talk = () => panel.frame.locator(".talk");

  it("reaches everything by Tab, from top to bottom, and shows where it is", async () => {
    await panel.show(states.asking);
    await box().waitFor();
    const order: string[] = [];
    for (let count = 0; count < 12; count++) {
      await press("Tab");
      order.push(await focused());
      const visible = await panel.frame.evaluate(() => {
        const element = document.activeElement;
        if (element === null) return false;
        const border = element.closest(".composer") ?? element;
        return getComputedStyle(element).outlineStyle !== "none" || border !== element;
      });
      assert.ok(visible, `${order.at(-1)} does not show its focus`);
    }
    assert.deepEqual(
      order.map((name) => name.replace(/\s+/g, " ")),
      [
        "Stop",
        "Conversation",
        "Go to line 42Done",
        "Replace text find: total, replacement: sum, all: trueFailed",
        "Open file priceDone",
        "Run command run test taskRunning",
        "Run command pushAsks",
        "Allow",
        "Deny",
        "Message",
        "Mute microphone",
        "Hold to talk",
      ],
    );
  });

  it("names who is talked to on a button, which is the way to somebody else", async () => {
    await panel.show(states.idle);
    const profile = panel.frame.getByRole("button", { name: "Profile: gpt-realtime-2.1 · api.openai.com" });
    assert.equal(await profile.innerText(), "gpt-realtime-2.1 · api.openai.com");
    await profile.focus();
    await press("Enter");
    assert.deepEqual(await panel.told("chooseProfile"), [{}]);
  });

  it("answers a question, which says in full what it is about", async () => {
    await panel.show(states.asking);
    const group = panel.frame.getByRole("group", {
      name: "Run “Git: Push”: send 3 commits of main to origin?",
    });
    await group.waitFor();
    assert.equal(await focused(), "", "the focus is not taken: a yes must not be typed by accident");
    await group.getByRole("button", { name: "Allow" }).press("Enter");
    await group.getByRole("button", { name: "Deny" }).press("Enter");
    assert.deepEqual(await panel.told("confirm"), [
      { callId: "t5", accept: true },
      { callId: "t5", accept: false },
    ]);
  });

  it("talks while its button is held by Space or Enter, repeats aside", async () => {
    await panel.show(states.pushToTalk);
    for (const key of ["Space", "Enter"]) {
      await talk().focus();
      await panel.page.keyboard.down(key);
      await panel.page.keyboard.down(key);
      await panel.page.keyboard.down(key);
      assert.equal(await talk().innerText(), "Release to send");
      assert.equal(await talk().getAttribute("aria-pressed"), "true");
      await panel.page.keyboard.up(key);
      assert.equal(await talk().innerText(), "Hold to talk");
    }
    assert.deepEqual(await panel.told("talk"), [
      { pressed: true },
      { pressed: false },
      { pressed: true },
      { pressed: false },
    ]);
  });

  it("ends talking when its key goes up, whatever else is down by then", async () => {
    await panel.show(states.pushToTalk);
    await talk().focus();
    for (const key of ["Space", "Control"]) await panel.page.keyboard.down(key);
    for (const key of ["Space", "Control"]) await panel.page.keyboard.up(key);
    assert.deepEqual(await panel.told("talk"), [{ pressed: true }, { pressed: false }]);
  });

  it("leaves chords to the editor, whose push-to-talk key presses no button here", async () => {
    await panel.show(states.pushToTalk);
    for (const name of ["Stop", "Mute microphone", "Hold to talk"]) {
      await panel.frame.getByRole("button", { name }).focus();
      await press("Control+Alt+Space");
      await press("Control+Enter");
      // The modifier goes up first.
      await panel.page.keyboard.down("Control");
      await panel.page.keyboard.down("Space");
      await panel.page.keyboard.up("Control");
      await panel.page.keyboard.up("Space");
    }
    assert.deepEqual(await Promise.all(["stop", "setMuted", "talk"].map((intent) => panel.told(intent))), [
      [],
      [],
      [],
    ]);
  });

  it("talks while its button is held by the pointer, and ends when that leaves", async () => {
    await panel.show(states.pushToTalk);
    await talk().hover();
    await panel.page.mouse.down();
    await panel.page.mouse.up();
    await panel.page.mouse.down();
    await panel.page.mouse.move(10, 10);
    assert.equal((await panel.told("talk")).length, 4);
    await panel.page.mouse.up();
    await talk().hover();
    await panel.page.mouse.down({ button: "right" });
    await panel.page.mouse.up({ button: "right" });
    assert.deepEqual(await panel.told("talk"), [
      { pressed: true },
      { pressed: false },
      { pressed: true },
      { pressed: false },
    ]);
  });

  it("ends talking when the focus leaves, or the session ends under it", async () => {
    await panel.show(states.pushToTalk);
    await talk().focus();
    await panel.page.keyboard.down("Space");
    await box().focus();
    await panel.page.keyboard.up("Space");
    await talk().focus();
    await panel.page.keyboard.down("Space");
    await panel.show(states.failed);
    await panel.frame.getByRole("alert").waitFor();
    await panel.page.keyboard.up("Space");
    assert.deepEqual(await panel.told("talk"), [
      { pressed: true },
      { pressed: false },
      { pressed: true },
      { pressed: false },
    ]);
  });

  it("talks under a finger, and ends when the session does", async () => {
    await panel.show(states.pushToTalk);
    const place = await talk().boundingBox();
    assert.ok(place);
    const session = await panel.page.context().newCDPSession(panel.page);
    const touchPoints = [{ x: place.x + 10, y: place.y + 10 }];
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
    assert.deepEqual(await panel.told("talk"), [{ pressed: true }]);
    await panel.show(states.failed);
    assert.deepEqual(await panel.told("talk"), [{ pressed: true }, { pressed: false }]);
  });

  it("shows a key that is held elsewhere", async () => {
    await panel.show(states.held);
    assert.equal(await talk().innerText(), "Release to send");
    assert.deepEqual(await panel.told("talk"), []);
  });

  it("sends by Enter, breaks the line by Shift+Enter, and clears when sent", async () => {
    await panel.show(states.live("listening"));
    await box().focus();
    await panel.page.keyboard.type("one");
    await press("Shift+Enter");
    await panel.page.keyboard.type("two");
    await press("Enter");
    await press("Enter");
    assert.deepEqual(await panel.told("say"), [{ text: "one\ntwo" }]);
    assert.equal(await box().inputValue(), "");
  });

  it("leaves Enter to an input method that composes", async () => {
    await panel.show(states.live("listening"));
    await box().focus();
    const session = await panel.page.context().newCDPSession(panel.page);
    await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
    // As browsers report a key that goes to the input method.
    await box().evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true })),
    );
    assert.deepEqual(await panel.told("say"), []);
    await session.send("Input.insertText", { text: "日本" });
    await press("Enter");
    assert.deepEqual(await panel.told("say"), [{ text: "日本" }]);
  });

  it("keeps what is typed while it cannot be sent, and says why", async () => {
    await panel.show(states.idle);
    await box().fill("open the cart");
    await box().press("Enter");
    assert.deepEqual(await panel.told("say"), []);
    const reason = await box().getAttribute("aria-describedby");
    assert.equal(await panel.frame.locator(`#${reason}`).innerText(), "Connect to send. Your text is kept.");
    assert.equal(await panel.frame.getByRole("button", { name: "Send" }).isDisabled(), true);

    await panel.frame.evaluate(() => location.reload()).catch(() => undefined);
    await panel.page.waitForFunction(() => host.told.filter(({ method }) => method === "ready").length === 2);
    await panel.show(states.connecting);
    assert.equal(await box().inputValue(), "open the cart");
    await panel.show(states.live("listening"));
    await panel.frame.getByRole("button", { name: "Send" }).click();
    assert.deepEqual(await panel.told("say"), [{ text: "open the cart" }]);
  });

  it("gives the text back when the session ends as it is sent", async () => {
    await panel.show(states.live("listening"));
    await box().fill("open the cart");
    await box().press("Enter");
    await panel.show(states.failed);
    await panel.frame.getByRole("alert").waitFor();
    assert.equal(await box().inputValue(), "open the cart");
  });

  it("does not give back what the host has taken", async () => {
    const typed = states.conversation[3];
    assert.ok(typed?.kind === "user");
    await panel.show(states.live("listening"));
    await box().fill(typed.text);
    await box().press("Enter");
    await panel.show(states.live("thinking", "open", [typed]));
    await panel.show(states.failed);
    await panel.frame.getByRole("alert").waitFor();
    assert.equal(await box().inputValue(), "");
  });

  it("leaves the text box by Escape, for the button to talk with or else the session's", async () => {
    await panel.show(states.pushToTalk);
    await box().press("Escape");
    assert.equal(await focused(), "Hold to talk");
    await panel.show(states.idle);
    await box().press("Escape");
    assert.equal(await focused(), "Connect");
  });
});
