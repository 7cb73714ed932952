import assert from "node:assert/strict";
import type { Devices } from "../../../src/shared/media.ts";
import {
  connectLink,
  device,
  microphones,
  sentTracks,
  setMicrophone,
  toldOnce,
} from "./harness/linkDriver.ts";
import { startPanelRig, type Panel, type PanelRig } from "./harness/panelRig.ts";

const [first, second] = ["Fake Audio Input 1", "Fake Audio Input 2"] as const;
const [output, otherOutput] = ["Fake Audio Output 1", "Fake Audio Output 2"] as const;

describe("devices by name", () => {
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

  const plug = (name: string): Promise<void> => panel.frame.evaluate((name) => seen.plug(name), name);
  const unplug = (name: string): Promise<void> => panel.frame.evaluate((name) => seen.unplug(name), name);
  const names = async (): Promise<Devices | undefined> =>
    (await panel.told("devices")).at(-1) as Devices | undefined;
  /** The device whose track is sent, once nothing is being changed any more. */
  const sent = (): Promise<string | undefined> =>
    panel.frame.evaluate(() => seen.connections.at(-1)?.getSenders()[0]?.track?.label);

  it("are told when a grant makes them known, without doubles, and at each change", async () => {
    panel = await rig.open();
    await toldOnce(panel, "devices", { inputs: [], outputs: [] });
    await panel.page.context().grantPermissions(["microphone"]);
    await connectLink(panel, 1);
    assert.deepEqual(await names(), { inputs: [first, second], outputs: [output, otherOutput] });
    await unplug(second);
    await toldOnce(panel, "devices", { inputs: [first], outputs: [output, otherOutput] });
    await plug(second);
    await panel.page.waitForFunction(
      () => host.told.filter(({ method }) => method === "devices").length === 4,
    );
    assert.deepEqual((await names())?.inputs, [first, second]);
  });

  it("are found though their names are unknown before the first grant", async () => {
    panel = await rig.open();
    await toldOnce(panel, "devices", { inputs: [], outputs: [] });
    // The names stay hidden until the browser has asked.
    await panel.frame.evaluate(() => {
      const { enumerateDevices } = navigator.mediaDevices;
      navigator.mediaDevices.enumerateDevices = async () => {
        const devices = await enumerateDevices();
        if (seen.tracks.length > 0) return devices;
        return devices.map(({ kind }) => ({ kind, deviceId: "", groupId: "", label: "", toJSON: () => "" }));
      };
    });
    await panel.page.context().grantPermissions(["microphone"]);
    assert.deepEqual(await connectLink(panel, 1, { microphone: device(second) }), {
      granted: true,
      device: second,
    });
    assert.equal(await sent(), second);
    assert.deepEqual(await microphones(panel), ["ended", "live"]);
  });

  describe("that are known", () => {
    beforeEach(async () => {
      panel = await rig.open({ microphone: "granted" });
    });

    it("are opened by their names, the default in place of one that is not there", async () => {
      assert.equal((await connectLink(panel, 1, { microphone: device(second) })).device, second);
      assert.deepEqual(await setMicrophone(panel, device("Old Headset")), {
        granted: true,
        device: "Fake Default Audio Input",
      });
      assert.deepEqual(await microphones(panel), ["ended", "live"]);
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
    });

    it("are changed without a new offer, and the last wish holds", async () => {
      await connectLink(panel, 1, { microphone: device(first) });
      const answers = await panel.page.evaluate(
        (inputs) => Promise.all(inputs.map((microphone) => host.call.setMicrophone({ link: 1, microphone }))),
        [device(second), device(first), device(second)],
      );
      assert.deepEqual(
        answers.map((answer) => answer.device),
        [second, second, second],
      );
      assert.equal(await sent(), second);
      assert.deepEqual((await microphones(panel)).filter((state) => state === "live").length, 1);
    });

    it("give way to the default when unplugged, and are taken again when back, gated as before", async () => {
      await connectLink(panel, 1, { microphone: device(first), gated: true });
      await panel.page.waitForTimeout(1_000);
      await unplug(first);
      await toldOnce(panel, "microphoneChanged", { link: 1, device: "Fake Default Audio Input" });
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: false }]);
      await plug(first);
      await toldOnce(panel, "microphoneChanged", { link: 1, device: first });
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: false }]);
      assert.equal((await panel.told("microphoneChanged")).length, 2);
      assert.deepEqual(await panel.told("microphoneLost"), []);
      assert.equal((await microphones(panel)).filter((state) => state === "live").length, 1);
    });

    it("are lost when there is no other", async () => {
      await connectLink(panel, 1, { microphone: device(first) });
      await panel.page.waitForTimeout(1_000);
      await panel.frame.evaluate(
        (names) => names.forEach((name) => seen.unplug(name)),
        ["Fake Default Audio Input", second, first],
      );
      await panel.page.waitForFunction(() => host.told.some(({ method }) => method === "microphoneLost"));
      assert.deepEqual(await sentTracks(panel), [null]);
      assert.ok(!(await microphones(panel)).includes("live"));
      await plug(first);
      assert.deepEqual(await sentTracks(panel), [null], "it was not asked for again");
    });

    it("follow the system's default where none is wished, and only there", async () => {
      await connectLink(panel, 1);
      await panel.frame.evaluate((name) => seen.chooseDefault(name), second);
      await toldOnce(panel, "microphoneChanged", { link: 1, device: second });
      assert.deepEqual(await microphones(panel), ["ended", "live"]);
      await setMicrophone(panel, device(first));
      await panel.frame.evaluate((name) => seen.chooseDefault(name), first);
      await panel.told("devices");
      assert.equal(await sent(), first);
      assert.equal((await microphones(panel)).length, 3);
    });

    describe("of the loudspeaker", () => {
      const setSpeaker = (device: string): Promise<void> =>
        panel.page.evaluate((device) => host.call.setSpeaker({ device }), device);
      const plays = (name: string): Promise<unknown> =>
        panel.frame.waitForFunction(async (name) => {
          const devices = await navigator.mediaDevices.enumerateDevices();
          const { sinkId } = [...seen.players].at(-1) ?? {};
          const known = devices.find(({ kind, label }) => kind === "audiooutput" && label === name);
          return sinkId === (known?.deviceId ?? "");
        }, name);

      it("play this link and the next, and the default plays while they are gone", async () => {
        await setSpeaker(output);
        await connectLink(panel, 1);
        await plays(output);
        await setSpeaker(otherOutput);
        await plays(otherOutput);
        await connectLink(panel, 2);
        await plays(otherOutput);
        assert.deepEqual(await panel.told("speakerLost"), []);
        await unplug(otherOutput);
        await plays("");
        await toldOnce(panel, "speakerLost", { device: otherOutput });
        await unplug(second);
        await plug(otherOutput);
        await plays(otherOutput);
        await setSpeaker("");
        await plays("");
        assert.equal((await panel.told("speakerLost")).length, 1);
      });

      it("are said to be missing where the browser cannot choose", async () => {
        await panel.frame.evaluate(() => {
          Reflect.deleteProperty(HTMLMediaElement.prototype, "setSinkId");
        });
        await setSpeaker(output);
        await connectLink(panel, 1);
        await toldOnce(panel, "speakerLost", { device: output });
        await plays("");
      });
    });
  });
});
