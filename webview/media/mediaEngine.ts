/** The ears and the mouth: at most one link at a time, as the host asks for it. */
import type { hostContract, panelContract } from "../../src/shared/panel.ts";
import type { Client, Handlers } from "../../src/shared/rpc.ts";
import type { Levels } from "./level.ts";
import { openLink, type MediaLink } from "./link.ts";

/** What the host asks of the panel, but for showing things. Words for an earlier link are ignored. */
type MediaEngine = Omit<Handlers<typeof panelContract>, "show">;

type LinkNews = "linkOpened" | "linkEvent" | "linkClosed" | "microphoneLost";

/** Where the engine tells what happens: the host's news, and what only the view needs. */
interface MediaListener extends Pick<Client<typeof hostContract>, LinkNews> {
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
    offer: ({ link, microphone }) => open(link).offer(microphone),
    async answer({ link, sdp }) {
      await demand(link).answer(sdp);
      return {};
    },
    send: ({ link, data }) => find(link)?.send(data),
    async setMicrophone({ link, open }) {
      return demand(link).setMicrophone(open);
    },
    setGate: ({ link, open }) => find(link)?.setGate(open),
    setAudible: ({ link, audible }) => find(link)?.setAudible(audible),
    close({ link }) {
      if (current?.number === link) closeCurrent();
    },
  };
}
