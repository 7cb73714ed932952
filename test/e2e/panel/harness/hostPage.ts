/** The host's end of the panel, in a page: the panel's frame, what it told, and the far end of its calls. */
import { hostContract, panelContract } from "../../../../src/shared/panel.ts";
import type { MicrophoneAnswer } from "../../../../src/shared/media.ts";
import { panelTexts } from "../../../../src/shared/panelTexts.ts";
import { readTrack } from "../../../../webview/media/rawAudio.ts";
import { connect, type Client, type Handlers } from "../../../../src/shared/rpc.ts";
import { feedTest, feedTrack, type Feed } from "./capturedSound.ts";

interface Told {
  method: string;
  params: unknown;
}

/** What answers an offer, as the model's server would. */
interface FarEnd {
  connection: RTCPeerConnection;
  answer: string;
  /** Resolves when the panel's data channel is open here. */
  channel: Promise<RTCDataChannel>;
  received: unknown[];
  /** The peak of every 10 ms that were heard here, from 0 to 1. */
  heard: number[];
  /** How loud its own tone is. */
  voice: GainNode;
}

declare global {
  var host: {
    call: Client<typeof panelContract>;
    told: Told[];
    rejected: string[];
    answerOffer(sdp: string): Promise<FarEnd>;
    farEnds: FarEnd[];
    /** Whether the panel might play before any gesture, where that was asked at once. */
    mayPlayAtOnce?: boolean;
    /** What the host's own capture answers. */
    capture: MicrophoneAnswer;
    /** Why nothing can be copied. */
    clipboardError?: string;
    /** Sends captured sound over link 1; resolves when all is sent. */
    feed(feed: Feed): Promise<void>;
    /** The same for the microphone test. */
    feedTest(feed: Feed): Promise<void>;
    /** Resolves when the panel has dealt with all that was sent to it, and all it told has come. */
    settled(): Promise<void>;
  };
}

const frame = document.querySelector("iframe");
if (frame === null) throw new Error("The page has no frame for the panel.");

const connects = new URLSearchParams(location.search).get("connect");
const told: Told[] = [];
const rejected: string[] = [];
const answers: Record<string, (params: unknown) => Promise<unknown>> = {
  ready: () => Promise.resolve({ strings: panelTexts }),
  captureForTest: () => Promise.resolve(host.capture),
  copyEvents: (params) =>
    host.clipboardError === undefined
      ? Promise.resolve({ count: (params as { numbers: number[] }).numbers.length })
      : Promise.reject(new Error(host.clipboardError)),
};
const handlers = Object.fromEntries(
  Object.keys(hostContract).map((method) => [
    method,
    (params: unknown) => {
      told.push({ method, params });
      if (method === "ready" && connects !== null) void connectAtOnce();
      return answers[method]?.(params);
    },
  ]),
) as unknown as Handlers<typeof hostContract>;

const { call } = connect({
  port: {
    post: (message) => frame.contentWindow?.postMessage(message, "*"),
    listen(receive) {
      const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
        if (source === frame.contentWindow && !Object.hasOwn(Object(data), "echo")) receive(data);
      };
      window.addEventListener("message", onMessage);
      return () => window.removeEventListener("message", onMessage);
    },
  },
  offered: hostContract,
  handlers,
  wanted: panelContract,
  onRejected: (reason) => rejected.push(reason),
});

const farEnds: FarEnd[] = [];

/** Before anything that a browser could take for a gesture of the user, as a driver's every word is. */
async function connectAtOnce(): Promise<void> {
  const { sdp } = await call.offer({ link: 1, microphone: null, gated: false });
  const { answer, channel } = await answerOffer(sdp);
  await call.answer({ link: 1, sdp: answer });
  await channel;
  if (connects === "asked") host.mayPlayAtOnce = (await call.mayPlay({})).allowed;
  await fetch("/connected");
}

/** Answers with a tone for a voice. */
async function answerOffer(sdp: string): Promise<FarEnd> {
  const connection = new RTCPeerConnection();
  const received: unknown[] = [];
  const channel = new Promise<RTCDataChannel>((resolve) => {
    connection.addEventListener("datachannel", ({ channel }) => {
      channel.addEventListener("message", ({ data }) => received.push(data));
      if (channel.readyState === "open") resolve(channel);
      else channel.addEventListener("open", () => resolve(channel));
    });
  });
  await connection.setRemoteDescription({ type: "offer", sdp });
  const [transceiver] = connection.getTransceivers();
  if (transceiver === undefined) throw new Error("The offer has no audio.");
  transceiver.direction = "sendrecv";
  const { track, voice } = tone();
  await transceiver.sender.replaceTrack(track);
  const heard = listen(transceiver.receiver.track);
  await connection.setLocalDescription();
  await new Promise<void>((resolve) => {
    const check = (): void => {
      if (connection.iceGatheringState === "complete") resolve();
    };
    connection.addEventListener("icegatheringstatechange", check);
    check();
  });
  const farEnd = {
    connection,
    answer: connection.localDescription?.sdp ?? "",
    channel,
    received,
    heard,
    voice,
  };
  farEnds.push(farEnd);
  return farEnd;
}

/** Chromium pulls a remote track only where something plays it, or would if it might. */
const player = new Audio();

function listen(track: MediaStreamTrack): number[] {
  player.srcObject = new MediaStream([track]);
  const heard: number[] = [];
  readTrack(track, ({ samples }) => heard.push(Math.max(...samples.map(Math.abs))));
  return heard;
}

function tone(): { track: MediaStreamTrack; voice: GainNode } {
  const audio = new AudioContext();
  const oscillator = audio.createOscillator();
  const output = audio.createMediaStreamDestination();
  const voice = new GainNode(audio);
  oscillator.connect(voice).connect(output);
  oscillator.start();
  void audio.resume();
  const [track] = output.stream.getAudioTracks();
  if (track === undefined) throw new Error("The tone has no track.");
  return { track, voice };
}

/** A word that goes to the panel's page and back, behind all others. */
async function settled(): Promise<void> {
  const echo = Math.random();
  await new Promise<void>((resolve) => {
    const onMessage = ({ data }: MessageEvent<{ echo?: number }>): void => {
      if (data.echo !== echo) return;
      window.removeEventListener("message", onMessage);
      resolve();
    };
    window.addEventListener("message", onMessage);
    frame?.contentWindow?.postMessage({ echo }, "*");
  });
}

globalThis.host = {
  call,
  told,
  rejected,
  answerOffer,
  farEnds,
  capture: { granted: true, device: "Headset" },
  feed: (feed) => feedTrack(call, feed),
  feedTest: (feed) => feedTest(call, feed),
  settled,
};
frame.src = `/panel${location.search}`;
