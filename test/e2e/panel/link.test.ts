import assert from "node:assert/strict";
import { captured, connectLink, device, microphones, sentTracks, toldOnce } from "./harness/linkDriver.ts";
import { startPanelRig, type Panel, type PanelRig } from "./harness/panelRig.ts";
import { noPeers } from "../../../src/shared/media.ts";
import type { PanelState } from "../../../src/shared/state.ts";
import * as states from "./harness/states.ts";

const defaultGranted = { granted: true, device: "Fake Default Audio Input" };

describe("a link to the model", () => {
  let rig: PanelRig;
  let panel: Panel;
  before(async () => {
    rig = await startPanelRig();
  });
  after(() => rig.close());
  afterEach(() => panel.close());

  const rejection = (call: "answer" | "setMicrophone", link: number): Promise<string> =>
    panel.page.evaluate(
      ([call, link]) =>
        (call === "answer"
          ? host.call.answer({ link, sdp: "" })
          : host.call.setMicrophone({ link, microphone: null })
        ).then(
          () => "",
          (error: Error) => error.message,
        ),
      [call, link] as const,
    );

  describe("with a microphone", () => {
    beforeEach(async () => {
      panel = await rig.open({ microphone: "granted" });
      await panel.show(states.live("listening"));
    });

    it("offers audio both ways and the events' channel, with its candidates in the offer", async () => {
      const { sdp, microphone } = await panel.page.evaluate(
        (microphone) => host.call.offer({ link: 1, microphone, gated: false }),
        device(),
      );
      assert.deepEqual(microphone, defaultGranted);
      assert.match(sdp, /^m=audio [^]*a=sendrecv/m);
      assert.match(sdp, /^m=application .*webrtc-datachannel/m);
      assert.match(sdp, /^a=candidate:/m);
      const channel = await panel.page.evaluate(async (sdp) => {
        const farEnd = await host.answerOffer(sdp);
        await host.call.answer({ link: 1, sdp: farEnd.answer });
        const { label, ordered } = await farEnd.channel;
        return { label, ordered };
      }, sdp);
      assert.deepEqual(channel, { label: "oai-events", ordered: true });
    });

    describe("that the user has just asked for", () => {
      const begin = async (state: PanelState): Promise<void> => {
        await panel.show(state);
        await panel.frame.getByRole("button", { name: "Connect" }).click();
        await panel.told("start");
      };
      const begun = (): Promise<number> => panel.frame.evaluate(() => seen.connections.length);
      beforeEach(() => begin(states.idle));

      it("is begun before the host asks, and is the one that the host then gets", async () => {
        assert.deepEqual(await connectLink(panel, 1), defaultGranted);
        assert.equal(await begun(), 1);
        assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
        assert.deepEqual(await panel.faults(), []);
      });

      it("is begun anew where the host asks for another microphone", async () => {
        const answer = await connectLink(panel, 1, { microphone: device("Fake Audio Input 1") });
        assert.deepEqual(answer, { granted: true, device: "Fake Audio Input 1" });
        assert.equal(await begun(), 2);
        assert.deepEqual((await microphones(panel)).toSorted(), ["ended", "live"]);
      });

      it("is given up with its microphone when the host does not ask", async () => {
        await panel.frame.waitForFunction(() => seen.connections[0]?.signalingState === "closed");
        assert.ok(!(await microphones(panel)).includes("live"));
        assert.deepEqual(await panel.told("linkClosed"), []);
        assert.deepEqual(await connectLink(panel, 1), defaultGranted);
      });
    });

    it("is begun with a gate for push-to-talk, with the host's track, and not at all for another page", async () => {
      const begin = async (state: PanelState): Promise<unknown[]> => {
        await panel.show(state);
        await panel.frame.getByRole("button", { name: "Connect" }).click();
        await panel.told("start");
        return panel.frame.evaluate(async () => {
          const [sender] = seen.connections.at(-1)?.getSenders() ?? [];
          if (sender === undefined) return [];
          while (sender.track === null) await new Promise(requestAnimationFrame);
          return [sender.track.enabled, sender.track instanceof (MediaStreamTrackGenerator ?? Object)];
        });
      };
      assert.deepEqual(await begin({ ...states.idle, audio: states.browser }), []);
      assert.deepEqual(await begin({ ...states.idle, turns: "pushToTalk" }), [false, false]);
      await connectLink(panel, 1, { gated: true });
      await panel.page.evaluate(() => host.call.close({ link: 1 }));
      assert.deepEqual(await begin({ ...states.idle, audio: states.native }), [true, true]);
      assert.deepEqual(await connectLink(panel, 2, { microphone: captured }), { granted: true });
      assert.equal(await panel.frame.evaluate(() => seen.connections.length), 2);
    });

    it("carries events both ways as they are, and drops what is not text", async () => {
      await connectLink(panel, 1);
      const events = ['{"type":"session.update"}', "not JSON", `{"filler":"${"ü".repeat(20_000)}"}`];
      const received = await panel.page.evaluate(async (events) => {
        for (const data of events) host.call.send({ link: 1, data });
        const farEnd = host.farEnds[0];
        const channel = await farEnd?.channel;
        channel?.send(new Uint8Array([1, 2, 3]));
        for (const data of events) channel?.send(data);
        while ((farEnd?.received.length ?? 0) < events.length) await new Promise(requestAnimationFrame);
        return farEnd?.received;
      }, events);
      assert.deepEqual(received, events);
      await toldOnce(panel, "linkEvent", { link: 1, data: events[2] });
      assert.deepEqual(
        await panel.told("linkEvent"),
        events.map((data) => ({ link: 1, data })),
      );
      assert.deepEqual(await panel.faults(), []);
    });

    it("shows how loud the microphone is and that the assistant is heard", async () => {
      await connectLink(panel, 1);
      await panel.frame.waitForFunction(
        () => Number(document.querySelector("[role=meter]")?.ariaValueNow) > 0,
      );
      await panel.frame.getByRole("img", { name: "The assistant is heard" }).waitFor();
      await panel.page.evaluate(() => host.call.close({ link: 1 }));
      await panel.frame.getByRole("img", { name: "The assistant is heard" }).waitFor({ state: "detached" });
      assert.equal(await panel.frame.getByRole("meter").getAttribute("aria-valuenow"), "0");
    });

    it("closes the link before when a new one is offered, and ignores words for it", async () => {
      await connectLink(panel, 1);
      await connectLink(panel, 2);
      assert.deepEqual(
        await panel.frame.evaluate(() => seen.connections.map(({ signalingState }) => signalingState)),
        ["closed", "stable"],
      );
      assert.deepEqual(await microphones(panel), ["ended", "live"]);
      const received = await panel.page.evaluate(async () => {
        host.call.send({ link: 1, data: "stale" });
        host.call.setGate({ link: 1, open: false });
        host.call.close({ link: 1 });
        host.call.send({ link: 2, data: "current" });
        const farEnd = host.farEnds[1];
        while (farEnd?.received.length === 0) await new Promise(requestAnimationFrame);
        return farEnd?.received;
      });
      assert.deepEqual(received, ["current"]);
      assert.deepEqual(await sentTracks(panel), [{ live: true, enabled: true }]);
      assert.deepEqual(
        [await rejection("answer", 1), await rejection("setMicrophone", 1)],
        ["Link 1 is closed.", "Link 1 is closed."],
      );
      assert.deepEqual(await panel.told("linkClosed"), []);
    });

    it("refuses the offer that a newer one has overtaken", async () => {
      const outcomes = await panel.page.evaluate(async (microphone) => {
        const offers = [1, 2].map((link) => host.call.offer({ link, microphone, gated: false }));
        return (await Promise.allSettled(offers)).map(({ status }) => status);
      }, device());
      assert.deepEqual(outcomes, ["rejected", "fulfilled"]);
      assert.deepEqual((await microphones(panel)).toSorted(), ["ended", "live"]);
    });

    it("says so where the page has no peer connections, and goes over a WebSocket all the same", async () => {
      await panel.frame.evaluate(() => Reflect.deleteProperty(globalThis, "RTCPeerConnection"));
      const refused = await panel.page.evaluate(
        (microphone) =>
          host.call.offer({ link: 1, microphone, gated: false }).then(
            () => "",
            (error: Error) => error.message,
          ),
        device(),
      );
      assert.equal(refused, noPeers);
      const { microphone } = await panel.page.evaluate(
        (microphone) => host.call.offer({ link: 2, microphone, gated: false, transport: "websocket" }),
        device(),
      );
      assert.deepEqual(microphone, defaultGranted);
    });

    it("closes without a word when told to, and releases everything", async () => {
      await connectLink(panel, 1);
      await panel.page.evaluate(async () => {
        const channel = await host.farEnds[0]?.channel;
        const closed = new Promise((resolve) => channel?.addEventListener("close", resolve));
        host.call.close({ link: 1 });
        await closed;
      });
      assert.deepEqual(await microphones(panel), ["ended"]);
      assert.deepEqual(await panel.told("linkClosed"), []);
      assert.deepEqual(await panel.faults(), []);
    });

    it("tells when the other end closes, and releases everything", async () => {
      await connectLink(panel, 1);
      await panel.page.evaluate(() => host.farEnds[0]?.connection.close());
      await panel.page.waitForFunction(() => host.told.some(({ method }) => method === "linkClosed"));
      assert.deepEqual(await microphones(panel), ["ended"]);
      await panel.page.evaluate(() => host.call.send({ link: 1, data: "too late" }));
      assert.equal((await panel.told("linkClosed")).length, 1);
      assert.deepEqual(await panel.faults(), []);
    });

    it("tells when the other end is gone without a word", async () => {
      const elsewhere = await rig.open();
      const { sdp } = await panel.page.evaluate(
        (microphone) => host.call.offer({ link: 1, microphone, gated: false }),
        device(),
      );
      const answer = await elsewhere.page.evaluate(
        (sdp) => host.answerOffer(sdp).then(({ answer }) => answer),
        sdp,
      );
      await panel.page.evaluate((sdp) => host.call.answer({ link: 1, sdp }), answer);
      await toldOnce(panel, "linkOpened", { link: 1 });
      const session = await elsewhere.page.context().newCDPSession(elsewhere.page);
      const crashed = elsewhere.page.waitForEvent("crash");
      session.send("Page.crash").catch(() => undefined); // Nobody is left to answer this.
      await crashed;
      await toldOnce(panel, "linkClosed", { link: 1, reason: "The connection was lost." });
      assert.deepEqual(await microphones(panel), ["ended"]);
      await elsewhere.close();
    }).timeout(40_000);

    it("ends the link when an event cannot be sent, for the conversation would have a hole", async () => {
      await panel.page.evaluate(() => host.call.offer({ link: 1, microphone: null, gated: false }));
      await panel.page.evaluate(() => host.call.send({ link: 1, data: "too early" }));
      await toldOnce(panel, "linkClosed", {
        link: 1,
        reason: "An event came while the data channel was connecting.",
      });
    });
  });

  it("takes a key for the click that the sound needs, wherever in the panel it is pressed", async () => {
    panel = await rig.open({ connected: true });
    await panel.show(states.live("listening"));
    const blocked = panel.frame.getByRole("button", { name: "Click here once to hear the assistant" });
    await blocked.waitFor();
    await panel.frame.getByRole("textbox").press("a");
    await blocked.waitFor({ state: "detached" });
    assert.deepEqual(await panel.frame.evaluate(() => [...seen.players].map(({ paused }) => paused)), [
      false,
    ]);
  });

  it("asks for one click where the browser holds the sound back, and silences it at once", async () => {
    panel = await rig.open({ connected: true });
    await panel.show(states.live("listening"));
    const player = () =>
      panel.frame.evaluate(() => [...seen.players].map(({ paused, muted }) => ({ paused, muted })));
    assert.deepEqual(await player(), [{ paused: true, muted: false }]);
    assert.match(await panel.frame.locator(".sound").innerText(), /Or press any key in this panel\./);
    const blocked = panel.frame.getByRole("button", { name: "Click here once to hear the assistant" });
    await blocked.click();
    await blocked.waitFor({ state: "detached" });
    assert.deepEqual(await player(), [{ paused: false, muted: false }]);
    for (const audible of [false, true]) {
      await panel.page.evaluate(async (audible) => {
        host.call.setAudible({ link: 1, audible });
        await host.settled();
      }, audible);
      assert.deepEqual(await player(), [{ paused: false, muted: !audible }]);
    }
  });
});
