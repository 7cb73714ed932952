/** Notes in the panel's frame when what is measured happens there: each name keeps the last time it did. */
import type { Stage } from "../stage/stage.ts";
import { selectors } from "../stage/panelDriver.ts";

export type Mark =
  /** The pointer went down, and up. */
  | "pressed"
  | "released"
  /** The microphone's track was let through. */
  | "gateOpened"
  /** The panel shows that a press is heard. */
  | "held"
  /** The server's word that the user speaks has arrived. */
  | "speechStarted"
  /** The assistant's voice: on its track, and on its track while the loudspeaker plays that. */
  | "voice"
  | "heard";

/** From 0 to 1, full scale. What is fainter is silence: Opus makes a faint hiss of it. */
const silencePeak = 0.003;
/** Milliseconds. */
const patience = 20_000;

const script = `
  const at = new Map();
  const mark = (name) => at.set(name, performance.now());
  const once = async (what, holds) => {
    const began = performance.now();
    while (!holds()) {
      if (performance.now() - began > ${patience}) throw new Error("Not within ${patience} ms: " + what + ".");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  globalThis.bench = {
    reset: () => at.clear(),
    /** The time of a mark, as soon as it is there. */
    async time(name) {
      await once(name, () => at.has(name));
      return at.get(name);
    },
    /** The time of a mark, when it has not come again for so long. */
    async lastTime(name, quietMs) {
      await once("the end of " + name, () => performance.now() - (at.get(name) ?? 0) > quietMs);
      return at.get(name);
    },
  };

  document.addEventListener("pointerdown", () => mark("pressed"), true);
  document.addEventListener("pointerup", () => mark("released"), true);

  const enabled = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, "enabled");
  Object.defineProperty(MediaStreamTrack.prototype, "enabled", {
    ...enabled,
    set(open) {
      enabled.set.call(this, open);
      if (open && this.kind === "audio") mark("gateOpened");
    },
  });

  const held = '${selectors.microphoneHeld}';
  new MutationObserver(() => {
    if (document.querySelector(held) !== null && !at.has("held")) mark("held");
  }).observe(document, { subtree: true, attributes: true, childList: true });

  const createDataChannel = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    const channel = createDataChannel.apply(this, args);
    channel.addEventListener("message", ({ data }) => {
      if (data.includes('"type":"input_audio_buffer.speech_started"')) mark("speechStarted");
    });
    return channel;
  };

  async function listenTo(audio) {
    const [track] = audio.srcObject.getAudioTracks();
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    for (let next = await reader.read(); next.value !== undefined; next = await reader.read()) {
      const samples = new Float32Array(next.value.numberOfFrames);
      next.value.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
      next.value.close();
      if (!samples.some((sample) => Math.abs(sample) > ${silencePeak})) continue;
      mark("voice");
      if (!audio.muted && !audio.paused) mark("heard");
    }
  }
  const heard = new WeakSet();
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    if (this.srcObject instanceof MediaStream && !heard.has(this.srcObject)) {
      heard.add(this.srcObject);
      listenTo(this).catch(reportError);
    }
    return play.call(this);
  };
`;

export interface Instruments {
  /** Forgets all times. */
  reset(): Promise<void>;
  /** Milliseconds on the frame's own clock, as soon as it has happened since the reset. */
  time(mark: Mark): Promise<number>;
  /** When it happened last, once it has not happened again for so many milliseconds. */
  lastTime(mark: Mark, quietMs: number): Promise<number>;
}

/** To be called once, before the first link: what plays already is not heard. */
export async function installInstruments({ panel }: Stage): Promise<Instruments> {
  await panel.evaluate(`(() => {${script}})()`);
  return {
    reset: () => panel.evaluate("bench.reset()"),
    time: (mark) => panel.evaluate(`bench.time("${mark}")`),
    lastTime: (mark, quietMs) => panel.evaluate(`bench.lastTime("${mark}", ${quietMs})`),
  };
}
