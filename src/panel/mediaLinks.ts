/** The links that one page carries, one at a time, and what the page tells of them. */
import type { LinkListener } from "../session/link.ts";
import type { Devices, Levels, mediaNews } from "../shared/media.ts";
import type { Handlers } from "../shared/rpc.ts";
import { createMediaLink, type MediaLink, type MediaLinkOptions } from "./mediaLink.ts";
import { overSocket, type SoundNews } from "./socket/socketLink.ts";

export interface MediaLinksOptions {
  devices(devices: Devices): void;
  /** The wished loudspeaker is not there; the default plays. */
  speakerLost(device: string): void;
  levels(levels: Levels): void;
  /** What the loudspeaker plays, to take its echo out. */
  played(samples: Uint8Array<ArrayBuffer>): void;
}

export class MediaLinks {
  readonly news: Handlers<typeof mediaNews>;
  #link: (MediaLink & { sound?: SoundNews }) | undefined;
  #count = 0;

  constructor({ devices, speakerLost, levels, played }: MediaLinksOptions) {
    const heard = (link: number, tell: (listener: LinkListener) => void): void => {
      if (this.#link?.number === link) tell(this.#link.listener);
    };
    this.news = {
      linkOpened: ({ link }) => heard(link, (listener) => listener.opened()),
      linkEvent: ({ link, data }) => heard(link, (listener) => listener.received(data)),
      linkClosed: ({ link, reason }) => {
        if (this.#link?.number === link) this.drop(reason);
      },
      microphoneLost: ({ link, detail }) => heard(link, (listener) => listener.microphoneLost(detail)),
      microphoneChanged: ({ link, device }) => heard(link, (listener) => listener.microphoneChanged(device)),
      microphoneSilent: ({ link, why }) => heard(link, (listener) => listener.microphoneSilent(why)),
      audioTaken: ({ link, sequence }) => {
        if (this.#link?.number === link) this.#link.feed.taken(sequence);
      },
      played: ({ link, samples }) => {
        if (this.#link?.number === link) played(samples);
      },
      heard: ({ link, samples, rate }) => {
        if (this.#link?.number === link) this.#link.sound?.heard(samples, rate);
      },
      voicePlayed: ({ link, ...news }) => {
        if (this.#link?.number === link) this.#link.sound?.played(news);
      },
      speakerLost: ({ device }) => speakerLost(device),
      devices,
      levels,
    };
  }

  /** Ends the one before, as the page does. */
  open(options: Omit<MediaLinkOptions, "number">): MediaLink {
    this.drop("Another link took its place.");
    const number = ++this.#count;
    const inPage = createMediaLink({ ...options, number });
    const ended = (reason: string): void => {
      if (this.#link?.number === number) this.drop(reason);
    };
    const made =
      options.transport === "websocket" ? overSocket(inPage, { ...options, number, ended }) : inPage;
    const link: MediaLink & { sound?: SoundNews } = {
      ...made,
      // Whoever closed it need not hear of the page's end: another page may carry the session by then.
      close: () => {
        if (this.#link === link) this.#link = undefined;
        made.close();
      },
    };
    this.#link = link;
    return link;
  }

  /** The page and all that it carried are gone, or the link is. */
  drop(reason: string): void {
    const link = this.#link;
    this.#link = undefined;
    link?.close();
    link?.listener.closed(reason);
  }
}
