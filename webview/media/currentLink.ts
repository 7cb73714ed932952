/** The one link there is at a time, and the number that the host knows it by. */
import type { hostContract } from "../../src/shared/panel.ts";
import type { Client } from "../../src/shared/rpc.ts";
import type { Levels } from "./level.ts";
import { openLink, type MediaLink } from "./link.ts";

type LinkNews = "linkOpened" | "linkEvent" | "linkClosed" | "microphoneLost";

/** Where a link tells what happens: the host's news, and what only the view needs. */
export interface MediaListener extends Pick<Client<typeof hostContract>, LinkNews> {
  levels(levels: Levels): void;
  playbackBlocked(blocked: boolean): void;
}

type Offer = ReturnType<MediaLink["offer"]>;

interface NumberedLink {
  /** Undefined before the host has asked for it; it hears nothing of the link then. */
  number: number | undefined;
  media: MediaLink;
  /** Of a head start. */
  offer?: Offer;
}

/** Milliseconds for the host to take up a head start. It asks at once, or it asks the user for a key first. */
const headStartTime = 2_000;

export class CurrentLink {
  readonly #listener: MediaListener;
  #current: NumberedLink | undefined;
  #givingUp: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: MediaListener) {
    this.#listener = listener;
  }

  /** @returns undefined for a link of the past. */
  find(number: number): MediaLink | undefined {
    return this.#current?.number === number ? this.#current.media : undefined;
  }

  /** Begins a link before the host asks for it, with the microphone. Not taken up, it is given up. */
  headStart(): void {
    if (this.#current !== undefined) return;
    const opened = this.#open(undefined);
    opened.offer = opened.media.offer(true);
    // Heard by whoever takes it up.
    opened.offer.catch(() => undefined);
    this.#givingUp = setTimeout(() => this.close(), headStartTime);
  }

  offer(number: number, microphone: boolean): Offer {
    const begun = this.#current;
    if (!microphone || begun?.offer === undefined || begun.number !== undefined) {
      return this.#open(number).media.offer(microphone);
    }
    clearTimeout(this.#givingUp);
    begun.number = number;
    return begun.offer;
  }

  close(): void {
    clearTimeout(this.#givingUp);
    this.#current?.media.close();
    this.#current = undefined;
  }

  #open(number: number | undefined): NumberedLink {
    this.close();
    const listener = this.#listener;
    const tell = (news: (link: number) => void): void => {
      if (opened.number !== undefined) news(opened.number);
    };
    const media = openLink({
      opened: () => tell((link) => listener.linkOpened({ link })),
      received: (data) => tell((link) => listener.linkEvent({ link, data })),
      closed: (reason) => {
        if (this.#current === opened) this.#current = undefined;
        tell((link) => listener.linkClosed({ link, reason }));
      },
      microphoneLost: (detail) => tell((link) => listener.microphoneLost({ link, detail })),
      levels: (levels) => listener.levels(levels),
      playbackBlocked: (blocked) => listener.playbackBlocked(blocked),
    });
    const opened: NumberedLink = { number, media };
    this.#current = opened;
    return opened;
  }
}
