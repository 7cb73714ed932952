import assert from "node:assert/strict";
import type { MicrophoneInput } from "../../../src/shared/media.ts";
import { connectLink, device, microphones, sentTracks } from "./harness/linkDriver.ts";
import { startPanelRig, type Panel, type PanelRig } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("what the panel finds out for a diagnosis", () => {
  let rig: PanelRig;
  let panel: Panel;
  before(async () => {
    rig = await startPanelRig();
  });
  after(() => rig.close());
  afterEach(async () => {
    const faults = await panel.faults();
    await panel.close();
    assert.deepEqual(faults, []);
  });

  const report = (link: number) => panel.page.evaluate((link) => host.call.report({ link }), link);
  const mayPlay = () => panel.page.evaluate(() => host.call.mayPlay({}));
  const listen = (input: MicrophoneInput = device()) =>
    panel.page.evaluate(
      (microphone) =>
        host.call
          .listen({ microphone: microphone as Extract<MicrophoneInput, { from: "device" }> })
          .catch((error: Error): string => error.message),
      input,
    );

  it("is which way a link's sound goes, and how much of it comes", async () => {
    panel = await rig.open();
    await connectLink(panel, 1, { microphone: null });
    await panel.page.waitForFunction(async () => (await host.call.report({ link: 1 })).received > 0);
    const { ice, path, lost } = await report(1);
    assert.equal(ice, "connected");
    assert.equal(path?.protocol, "udp");
    assert.ok(["host", "prflx"].includes(path.local) && ["host", "prflx"].includes(path.remote));
    assert.ok(path.roundTrip !== undefined && path.roundTrip >= 0 && path.roundTrip < 1_000);
    assert.equal(lost, 0);
  });

  it("is that none was found yet, and nothing of a link that is closed", async () => {
    panel = await rig.open();
    await panel.page.evaluate(() => host.call.offer({ link: 1, microphone: null, gated: false }));
    assert.deepEqual(await report(1), { ice: "new", received: 0, lost: 0, blocked: false });
    await panel.page.evaluate(() => host.call.close({ link: 1 }));
    await assert.rejects(report(1), /Link 1 is closed\./);
  });

  it("is that a link is looked at before it is closed, where both are asked at once", async () => {
    panel = await rig.open();
    await panel.page.evaluate(() => host.call.offer({ link: 1, microphone: null, gated: false }));
    const last = await panel.page.evaluate(() => {
      const report = host.call.report({ link: 1 });
      host.call.close({ link: 1 });
      return report;
    });
    assert.equal(last.ice, "new");
  });

  it("is whether it may play, before and after the first click", async () => {
    panel = await rig.open({ connected: "asked" });
    assert.equal(await panel.page.evaluate(() => host.mayPlayAtOnce), false);
    assert.equal((await report(1)).blocked, true);
    await panel.show(states.live("listening"));
    await panel.frame.getByRole("textbox").press("a");
    await panel.frame.locator(".sound").waitFor({ state: "detached" });
    assert.equal((await report(1)).blocked, false);
    assert.deepEqual(await mayPlay(), { allowed: true });
    assert.equal(
      await panel.frame.evaluate(() => seen.connections.at(-1)?.signalingState),
      "closed",
      "what it was tried with was left open",
    );
  });

  it("is how a microphone is heard, which is closed again", async () => {
    panel = await rig.open({ microphone: "granted" });
    const heard = await listen(device("Fake Audio Input 1"));
    assert.deepEqual(heard, { answer: { granted: true, device: "Fake Audio Input 1" }, verdict: "heard" });
    assert.ok(!(await microphones(panel)).includes("live"));
    const devices = (await panel.told("devices")).at(-1) as { inputs: string[] };
    assert.ok(devices.inputs.includes("Fake Audio Input 1"), "the names that became known were not told");
  });

  it("is that without a word on the link that is open beside it", async () => {
    panel = await rig.open({ microphone: "granted" });
    await connectLink(panel, 1);
    await listen();
    assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
    assert.equal((await microphones(panel)).filter((state) => state === "live").length, 1);
  });

  it("is why there is no microphone", async () => {
    panel = await rig.open({ microphone: "policy" });
    const heard = await listen();
    assert.ok(typeof heard !== "string");
    assert.deepEqual([heard.answer.granted, heard.answer.reason], [false, "blocked"]);
  });

  it("is nothing any more once the host has enough, and the microphone is closed at once", async () => {
    panel = await rig.open({ microphone: "granted" });
    const listening = listen();
    await panel.frame.waitForFunction(() => seen.tracks.length > 0);
    await panel.page.evaluate(() => host.call.stopListening({}));
    const heard = await listening;
    assert.ok(typeof heard === "string");
    assert.match(heard, /abort/i);
    assert.ok(!(await microphones(panel)).includes("live"));
  });
});
