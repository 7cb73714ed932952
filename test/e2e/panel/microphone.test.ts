import assert from "node:assert/strict";
import {
  connectLink,
  device,
  microphones,
  sentTracks,
  setGate,
  setMicrophone,
} from "./harness/linkDriver.ts";
import { startPanelRig, type Panel, type PanelRig } from "./harness/panelRig.ts";

const granted = { granted: true, device: "Fake Default Audio Input" };

describe("the microphone", () => {
  let rig: PanelRig;
  let panel: Panel;
  before(async () => {
    rig = await startPanelRig();
  });
  after(() => rig.close());
  afterEach(() => panel.close());

  describe("granted", () => {
    beforeEach(async () => {
      panel = await rig.open({ microphone: "granted" });
    });

    it("asks for speech as a recogniser wants it", async () => {
      await connectLink(panel, 1);
      const settings = await panel.frame.evaluate(() => seen.tracks[0]?.getConstraints());
      assert.deepEqual(settings, {
        autoGainControl: true,
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
      });
    });

    it("releases the device when told to, and gets it anew", async () => {
      await connectLink(panel, 1);
      assert.deepEqual(await setMicrophone(panel, null), { granted: false });
      assert.deepEqual([await microphones(panel), await sentTracks(panel)], [["ended"], [null]]);
      assert.deepEqual(await setMicrophone(panel, device()), granted);
      assert.deepEqual(
        [await microphones(panel), await sentTracks(panel)],
        [["ended", "live"], [{ live: true, enabled: true }]],
      );
      assert.deepEqual(await setMicrophone(panel, device()), granted);
      assert.equal((await microphones(panel)).length, 2, "an open microphone is not asked for again");
    });

    it("keeps what was asked last, when it is released while it is asked for", async () => {
      await connectLink(panel, 1, { microphone: null });
      const answers = await panel.page.evaluate(
        (microphone) =>
          Promise.all([
            host.call.setMicrophone({ link: 1, microphone }),
            host.call.setMicrophone({ link: 1, microphone: null }),
          ]),
        device(),
      );
      assert.deepEqual(
        answers.map(({ granted }) => granted),
        [false, false],
      );
      assert.deepEqual([await microphones(panel), await sentTracks(panel)], [["ended"], [null]]);
    });

    it("gates the open microphone, and the next one too", async () => {
      await connectLink(panel, 1);
      await setGate(panel, false);
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: false }]);
      await setMicrophone(panel, null);
      await setMicrophone(panel, device());
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: false }]);
      await setGate(panel, true);
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
    });

    it("tells when the microphone is taken away, and goes on without it", async () => {
      await connectLink(panel, 1);
      await panel.page.context().clearPermissions();
      await panel.page.waitForFunction(() => host.told.some(({ method }) => method === "microphoneLost"));
      assert.deepEqual([await microphones(panel), await sentTracks(panel)], [["ended"], [null]]);
      assert.deepEqual(await panel.told("linkClosed"), []);
    });
  });

  it("offers without ears where the editor's policy closes the microphone", async () => {
    panel = await rig.open({ microphone: "policy" });
    assert.deepEqual(await connectLink(panel, 1), {
      granted: false,
      reason: "blocked",
      detail: "This page may not use the microphone.",
    });
    assert.deepEqual(await sentTracks(panel), [null]);
    assert.deepEqual(await panel.faults(), [], "asking would have been logged as a breach");
  });

  it("offers without ears where the user refuses the microphone", async () => {
    panel = await rig.open();
    const answer = await connectLink(panel, 1);
    assert.deepEqual([answer.granted, answer.reason], [false, "denied"]);
  });

  it("does not ask for a microphone that is not wanted", async () => {
    panel = await rig.open({ microphone: "granted" });
    assert.deepEqual(await connectLink(panel, 1, { microphone: null }), { granted: false });
    assert.deepEqual(await microphones(panel), []);
  });

  it("says where there is no microphone at all", async () => {
    const bare = await startPanelRig({ microphone: false });
    try {
      panel = await bare.open({ microphone: "granted" });
      const answer = await connectLink(panel, 1);
      assert.deepEqual([answer.granted, answer.reason], [false, "missing"]);
    } finally {
      await bare.close();
    }
  });
});
