/** The ears and the mouth: at most one link at a time, as the host asks for it. */
import type { hostContract, panelContract } from "../../src/shared/panel.ts";
import type { Client, Handlers } from "../../src/shared/rpc.ts";
import type { Levels } from "./level.ts";
import { openLink, type MediaLink } from "./link.ts";

/** What the host asks of the panel, but for showing things. Words for an earlier link are ignored. */
export type MediaEngine = Omit<Handlers<typeof panelContract>, "show">;

type LinkNews = "linkOpened" | "linkEvent" | "linkClosed" | "microphoneLost";

/** Where the engine tells what happens: the host's news, and what only the view needs. */
export interface MediaListener extends Pick<Client<typeof hostContract>, LinkNews> {
  levels(levels: Levels): void;
  playbackBlocked(blocked: boolean): void;
}

export function createMediaEngine(listener: MediaListener): MediaEngine {
  let current: { number: number; link: MediaLink } | undefined;

  function closeCurrent(): void {
    current?.link.close();
    current = undefined;
  }
  function find(number: number): MediaLink | undefined {
    return current?.number === number ? current.link : undefined;
  }
  function demand(number: number): MediaLink {
    const link = find(number);
    if (link === undefined) throw new Error(`Link ${number} is closed.`);
    return link;
  }
  function open(number: number): MediaLink {
    closeCurrent();
    const link = openLink({
      opened: () => listener.linkOpened({ link: number }),
      received: (data) => listener.linkEvent({ link: number, data }),
      closed(reason) {
        if (current?.link === link) current = undefined;
        listener.linkClosed({ link: number, reason });
      },
      microphoneLost: (detail) => listener.microphoneLost({ link: number, detail }),
      levels: (levels) => listener.levels(levels),
      playbackBlocked: (blocked) => listener.playbackBlocked(blocked),
    });
    current = { number, link };
    return link;
  }

  return {
    async offer({ link, microphone }) {
      const offered = await open(link).offer(microphone);
      demand(link);
      return offered;
    },
    async answer({ link, sdp }) {
      await demand(link).peer.answer(sdp);
      return {};
    },
    send: ({ link, data }) => find(link)?.peer.send(data),
    async setMicrophone({ link, open }) {
      const { microphone } = demand(link);
      if (open) return microphone.open();
      microphone.release();
      return { granted: false };
    },
    setGate: ({ link, open }) => find(link)?.microphone.setGate(open),
    setAudible: ({ link, audible }) => find(link)?.speaker.setAudible(audible),
    close({ link }) {
      if (current?.number === link) closeCurrent();
    },
  };
}
