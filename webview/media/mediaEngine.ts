/** The ears and the mouth of a page: at most one link at a time, as the host asks for it. */
import type { mediaContract } from "../../src/shared/media.ts";
import type { Handlers } from "../../src/shared/rpc.ts";
import { CurrentLink, type MediaListener } from "./currentLink.ts";
import type { LinkBeginning, MediaLink } from "./link.ts";
import { mayPlay } from "./mayPlay.ts";

export interface MediaEngine {
  /** What the host asks of the page. Words for an earlier link are ignored. */
  asked: Handlers<typeof mediaContract>;
  /**
   * The user wants to start: begins the link that the host is about to ask for. The trip to the host and back
   * is a tenth of what connecting takes.
   */
  headStart(beginning: LinkBeginning): void;
  /** To be called when the page has opened a microphone for something else: the devices' names may be known now. */
  refreshDevices(): Promise<void>;
}

/** @param listener told of the devices soon after, and from then on of whatever happens. */
export function createMediaEngine(listener: MediaListener): MediaEngine {
  const current = new CurrentLink(listener);

  function demand(number: number): MediaLink {
    const media = current.find(number);
    if (media === undefined) throw new Error(`Link ${number} is closed.`);
    return media;
  }

  return {
    asked: {
      offer: ({ link, ...beginning }) => current.offer(link, beginning),
      async answer({ link, sdp }) {
        await demand(link).answer(sdp);
        return {};
      },
      send: ({ link, data }) => current.find(link)?.send(data),
      setMicrophone: async ({ link, microphone }) => demand(link).setMicrophone(microphone),
      setGate: ({ link, open }) => current.find(link)?.setGate(open),
      setAudible: ({ link, audible }) => current.find(link)?.setAudible(audible),
      setSpeaker: ({ device }) => current.output.wish(device),
      audio: ({ link, sequence, samples }) => current.find(link)?.take(sequence, samples),
      play: ({ link, samples }) => current.find(link)?.play(samples),
      flush: ({ link }) => current.find(link)?.flush(),
      close({ link }) {
        if (current.find(link) !== undefined) current.close();
      },
      report: async ({ link }) => demand(link).report(),
      mayPlay: async () => ({ allowed: await mayPlay() }),
    },
    headStart: (beginning) => current.headStart(beginning),
    refreshDevices: () => current.refreshDevices(),
  };
}
