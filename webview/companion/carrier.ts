/** Carries the media of the host's links in this page, and lets go of them when the host is gone. */
import type { Devices, mediaContract, Levels, MicrophoneAnswer, mediaNews } from "../../src/shared/media.ts";
import type { Client, Handlers } from "../../src/shared/rpc.ts";
import { createMediaEngine } from "../media/mediaEngine.ts";

export interface CarrierListener {
  /** The browser asks the user for the microphone, or no longer. */
  asking(asking: boolean): void;
  answered(answer: MicrophoneAnswer): void;
  levels(levels: Levels): void;
  playbackBlocked(blocked: boolean): void;
}

export interface Carrier {
  readonly asked: Handlers<typeof mediaContract>;
  /** From now on this host is told what happens. */
  serve(host: Client<typeof mediaNews>): void;
  /** Closes the link and with it the microphone. */
  release(): void;
}

/** Milliseconds after which the browser is taken to ask. Where it has the user's leave, it opens sooner. */
const askingTime = 500;

export function createCarrier(listener: CarrierListener): Carrier {
  let host: Client<typeof mediaNews> | undefined;
  let link: number | undefined;
  let devices: Devices | undefined;

  const { asked } = createMediaEngine({
    linkOpened: (news) => host?.linkOpened(news),
    linkEvent: (news) => host?.linkEvent(news),
    linkClosed: (news) => host?.linkClosed(news),
    microphoneLost: (news) => host?.microphoneLost(news),
    microphoneChanged(news) {
      listener.answered({ granted: true, device: news.device });
      host?.microphoneChanged(news);
    },
    microphoneSilent: (news) => host?.microphoneSilent(news),
    speakerLost: (news) => host?.speakerLost(news),
    devices(found) {
      devices = found;
      host?.devices(found);
    },
    levels(levels) {
      listener.levels(levels);
      host?.levels(levels);
    },
    audioTaken: (news) => host?.audioTaken(news),
    played: (news) => host?.played(news),
    heard: (news) => host?.heard(news),
    voicePlayed: (news) => host?.voicePlayed(news),
    playbackBlocked: (blocked) => listener.playbackBlocked(blocked),
  });

  return {
    asked: {
      ...asked,
      offer(params) {
        ({ link } = params);
        const offer = asked.offer(params);
        return params.microphone === null ? offer : watch(offer, ({ microphone }) => microphone, listener);
      },
      setMicrophone(params) {
        const answer = asked.setMicrophone(params);
        return params.microphone === null ? answer : watch(answer, (answer) => answer, listener);
      },
    },
    serve(next) {
      host = next;
      if (devices !== undefined) next.devices(devices);
    },
    release() {
      host = undefined;
      if (link !== undefined) asked.close({ link });
    },
  };
}

async function watch<T>(
  work: Promise<T>,
  answerOf: (result: T) => MicrophoneAnswer,
  listener: CarrierListener,
): Promise<T> {
  const timer = setTimeout(() => listener.asking(true), askingTime);
  try {
    const result = await work;
    listener.answered(answerOf(result));
    return result;
  } finally {
    clearTimeout(timer);
    listener.asking(false);
  }
}
