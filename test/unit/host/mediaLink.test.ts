import assert from "node:assert/strict";
import { SharedCapture } from "../../../src/microphone/sharedCapture.ts";
import { MediaLinks } from "../../../src/panel/mediaLinks.ts";
import type { MediaLink } from "../../../src/panel/mediaLink.ts";
import type { LinkListener } from "../../../src/session/link.ts";
import type { mediaContract, MicrophoneAnswer } from "../../../src/shared/media.ts";
import type { Client } from "../../../src/shared/rpc.ts";

type Page = Client<typeof mediaContract>;

interface Rig {
  link: MediaLink;
  links: MediaLinks;
  openAnother(): MediaLink;
  /** What the page and the capture were asked, in order. */
  asked: string[];
  /** What the link's listener heard. */
  heard: string[];
  /** The answer to the page's microphone requests. */
  answer(answer: MicrophoneAnswer): void;
  /** Holds the page's answers back until it is called. */
  hold(): () => void;
  capture: SharedCapture;
}

/** @param native whether the host captures, and how that turns out. */
function rigOf({ wished = "", native }: { wished?: string; native?: MicrophoneAnswer } = {}): Rig {
  const asked: string[] = [];
  const heard: string[] = [];
  let answer: MicrophoneAnswer = { granted: true, device: "Built-in" };
  let held: Promise<void> = Promise.resolve();
  const page: Partial<Page> = {
    async offer({ microphone, gated }) {
      asked.push(`offer ${microphone?.from ?? "none"}${gated ? " gated" : ""}`);
      await held;
      return { sdp: "v=0", microphone: microphone === null ? { granted: false } : answer };
    },
    async setMicrophone({ microphone }) {
      asked.push(`microphone ${microphone?.from ?? "none"}`);
      await held;
      return microphone === null ? { granted: false } : answer;
    },
    audio: ({ sequence, samples }) => void asked.push(`audio ${sequence} ${samples.length}`),
    close: () => void asked.push("close"),
  };
  const capture = new SharedCapture(
    {
      open({ device }) {
        asked.push(`capture ${device}`);
        return Promise.resolve(native ?? { granted: true });
      },
      close: () => void asked.push("capture off"),
    },
    () => ({ device: wished, echo: false }),
  );
  const hear =
    (what: string) =>
    (detail: unknown): void =>
      void heard.push(`${what} ${String(detail)}`);
  const listener: LinkListener = {
    opened: () => undefined,
    received: () => undefined,
    closed: hear("closed"),
    microphoneLost: hear("lost"),
    microphoneChanged: hear("changed"),
    microphoneSilent: hear("silent"),
  };
  const links = new MediaLinks({
    devices: () => undefined,
    speakerLost: () => undefined,
    levels: () => undefined,
    played: () => undefined,
  });
  const device = { device: wished, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const open = (): MediaLink =>
    links.open({
      page: page as Page,
      listener,
      transport: "webrtc",
      input: () =>
        native === undefined ? { from: "device", ...device } : { from: "host", reference: false },
      wished: () => wished,
      capture: native === undefined ? undefined : capture,
    });
  const link = open();
  return {
    link,
    openAnother: open,
    links,
    asked,
    heard,
    capture,
    answer: (next) => void (answer = next),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
  };
}

const { signal } = new AbortController();

describe("a link whose media run in a page", () => {
  it("asks for no microphone where the user has muted it", async () => {
    const { link, asked } = rigOf({ native: { granted: true } });
    assert.equal((await link.offer("none", signal)).microphone.granted, false);
    assert.deepEqual(asked, ["offer none"]);
  });

  it("offers a gated microphone for push-to-talk", async () => {
    const { link, asked } = rigOf();
    await link.offer("gated", signal);
    assert.deepEqual(asked, ["offer device gated"]);
  });

  it("says which device is heard where the wished one is not there", async () => {
    const { link, heard } = rigOf({ wished: "Headset" });
    await link.offer("open", signal);
    assert.deepEqual(heard, ["changed Built-in"]);
  });

  it("opens another device at once where the settings change", async () => {
    const { link, asked } = rigOf();
    await link.offer("open", signal);
    link.refresh();
    assert.deepEqual(asked, ["offer device", "microphone device"]);
  });

  it("opens nothing where the settings change while it is muted", async () => {
    const { link, asked } = rigOf();
    await link.offer("open", signal);
    await link.setMicrophone(false);
    link.refresh();
    assert.deepEqual(asked, ["offer device", "microphone none"]);
  });

  it("stays muted where the device comes only after the mute", async () => {
    const { link, asked, hold } = rigOf();
    await link.offer("none", signal);
    const go = hold();
    const opening = link.setMicrophone(true);
    const muting = link.setMicrophone(false);
    go();
    await Promise.all([opening, muting]);
    link.refresh();
    assert.deepEqual(asked, ["offer none", "microphone device", "microphone none"]);
  });

  it("says so where the new device is refused", async () => {
    const { link, heard, answer } = rigOf();
    await link.offer("open", signal);
    answer({ granted: false, reason: "failed", detail: "in use" });
    link.refresh();
    await new Promise(setImmediate);
    assert.deepEqual(heard, ["lost in use"]);
  });

  it("tells its end once", async () => {
    const { links, heard, asked } = rigOf();
    links.drop("The panel was closed.");
    links.drop("The panel was closed.");
    assert.deepEqual(heard, ["closed The panel was closed."]);
    assert.deepEqual(asked, ["close"]);
  });

  it("tells nothing of its page's end once it is closed", () => {
    const { link, links, heard, asked } = rigOf();
    link.close();
    links.drop("The panel was reloaded.");
    assert.deepEqual(heard, []);
    assert.deepEqual(asked, ["close"]);
  });

  it("is ended, and told so, when another one takes its place", () => {
    const { links, heard, asked, openAnother } = rigOf();
    openAnother();
    assert.deepEqual(heard, ["closed Another link took its place."]);
    assert.deepEqual(asked, ["close"]);
    links.drop("The panel was closed.");
    assert.deepEqual(heard.slice(1), ["closed The panel was closed."]);
  });

  describe("with sound that the host captures", () => {
    it("captures beside the offer, and sends on what it hears", async () => {
      const { link, asked, capture } = rigOf({ native: { granted: true, device: "USB" } });
      const { microphone } = await link.offer("open", signal);
      assert.deepEqual(microphone, { granted: true, device: "USB" });
      capture.samples(new Uint8Array(4));
      assert.deepEqual(asked, ["offer host", "capture ", "audio 1 4"]);
    });

    it("captures nothing while muted, nor after its end", async () => {
      const { link, links, asked, capture } = rigOf({ native: { granted: true } });
      await link.offer("open", signal);
      await link.setMicrophone(false);
      capture.samples(new Uint8Array(4));
      assert.deepEqual(asked, ["offer host", "capture ", "capture off", "microphone none"]);
      await link.setMicrophone(true);
      links.drop("gone");
      capture.samples(new Uint8Array(4));
      assert.deepEqual(asked.slice(4), ["microphone host", "capture ", "capture off", "close"]);
    });

    it("tells why there is none", async () => {
      const { link, asked } = rigOf({ native: { granted: false, reason: "missing" } });
      assert.deepEqual((await link.offer("open", signal)).microphone, { granted: false, reason: "missing" });
      assert.deepEqual(asked, ["offer host", "capture ", "capture off", "microphone none"]);
    });
  });
});
