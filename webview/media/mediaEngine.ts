/** The ears and the mouth: at most one link at a time, as the host asks for it. */
import type { panelContract } from "../../src/shared/panel.ts";
import type { Handlers } from "../../src/shared/rpc.ts";
import { CurrentLink, type MediaListener } from "./currentLink.ts";
import type { MediaLink } from "./link.ts";

export interface MediaEngine {
  /** What the host asks of the panel, but for showing things. Words for an earlier link are ignored. */
  asked: Omit<Handlers<typeof panelContract>, "show">;
  /**
   * The user wants to start: begins the link that the host is about to ask for. The trip to the host and back
   * is a tenth of what connecting takes.
   */
  headStart(): void;
}

export function createMediaEngine(listener: MediaListener): MediaEngine {
  const current = new CurrentLink(listener);

  function demand(number: number): MediaLink {
    const media = current.find(number);
    if (media === undefined) throw new Error(`Link ${number} is closed.`);
    return media;
  }

  return {
    asked: {
      offer: ({ link, microphone }) => current.offer(link, microphone),
      async answer({ link, sdp }) {
        await demand(link).answer(sdp);
        return {};
      },
      send: ({ link, data }) => current.find(link)?.send(data),
      async setMicrophone({ link, open }) {
        return demand(link).setMicrophone(open);
      },
      setGate: ({ link, open }) => current.find(link)?.setGate(open),
      setAudible: ({ link, audible }) => current.find(link)?.setAudible(audible),
      close({ link }) {
        if (current.find(link) !== undefined) current.close();
      },
    },
    headStart: () => current.headStart(),
  };
}
