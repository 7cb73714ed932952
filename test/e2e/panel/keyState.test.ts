import assert from "node:assert/strict";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the key in the panel", () => {
  let panel: Panel;
  eachPanel((opened) => {
    panel = opened;
  });

  const button = (name: string) => panel.frame.getByRole("button", { name, exact: true });
  const words = (selector: string) => panel.frame.locator(selector).innerText();

  it("offers to set a key where there is none, and what else leads on", async () => {
    await panel.show(states.noKey);
    const names = ["Set API Key", "Use Another Provider", "Get Started"];
    for (const name of names) await button(name).click();
    const actions = ["setKey", "addProfile", "getStarted"];
    assert.deepEqual(
      await panel.told("act"),
      actions.map((action) => ({ action })),
    );
    assert.equal(await panel.frame.getByRole("button").count(), names.length);
    assert.equal(await panel.frame.getByRole("textbox").count(), 0);
    const hint = await button("Get Started").getAttribute("aria-describedby");
    assert.match(await words(`#${hint}`), /can be tested without a key/);
  });

  it("says that the key was lost, and why", async () => {
    await panel.show(states.lostKey);
    assert.match(await panel.frame.getByRole("alert").innerText(), /no keyring.*OPENAI_API_KEY/);
    assert.equal(await button("Set API Key").count(), 1);
    // A conversation that was kept stands where the welcome would.
    await panel.show({ ...states.lostKey, entries: states.conversation });
    assert.match(await panel.frame.getByRole("alert").innerText(), /no keyring.*OPENAI_API_KEY/);
    assert.equal(await button("Set API Key").count(), 1);
  });

  it("signs in where the account stands for a key", async () => {
    await panel.show(states.noSignIn);
    await button("Sign in with Microsoft").click();
    assert.deepEqual(await panel.told("act"), [{ action: "setKey" }]);
    assert.equal(await button("Set API Key").count(), 0);
  });

  it("tells where the key comes from, and what can be done about it", async () => {
    const row = () => panel.frame.locator(".key-row");
    await panel.show(states.idle);
    assert.equal(
      (await row().locator("summary").innerText()).replaceAll("\n", " "),
      "API key (secret storage)",
    );
    await row().locator("summary").click();
    for (const name of ["Replace API Key", "Check the Key", "Clear the Key"]) await button(name).click();
    const actions = ["setKey", "checkKey", "clearKey"];
    assert.deepEqual(
      await panel.told("act"),
      actions.map((action) => ({ action })),
    );
    await panel.show(states.keyFromEnvironment);
    await row().getByText("comes from the environment variable OPENAI_API_KEY").waitFor();
    assert.equal(await button("Clear the Key").count(), 0);
    await panel.show(states.busy);
    assert.equal(await row().count(), 0);
  });

  it("says what is wrong with the key, until a session says it", async () => {
    await panel.show(states.wrongKey);
    const alert = panel.frame.getByRole("alert");
    assert.match(await alert.innerText(), /does not accept the API key/);
    await alert.getByRole("button", { name: "Set API Key" }).click();
    assert.deepEqual(await panel.told("act"), [{ action: "setKey" }]);
    await panel.show({ ...states.failed, key: states.wrongKey.key });
    assert.equal(await alert.count(), 1);
    await panel.show({ ...states.busy, key: states.wrongKey.key });
    assert.equal(await alert.count(), 0);
  });
});
