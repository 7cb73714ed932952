/** The one link there is at a time, and the number that the host knows it by. */
import type { mediaNews } from "../../src/shared/media.ts";
import type { Client } from "../../src/shared/rpc.ts";
import { createDeviceDirectory, type DeviceDirectory } from "./devices.ts";
import { openLink, type LinkBeginning, type LinkListener, type MediaLink } from "./link.ts";
import { createOutput, type Output } from "./output.ts";

/** Where a page's media tell what happens: the host's news, and what only the page itself needs. */
export interface MediaListener extends Client<typeof mediaNews> {
  /** Whether the browser holds the sound back until the user has clicked or typed in the page. */
  playbackBlocked(blocked: boolean): void;
}

type Offer = ReturnType<MediaLink["offer"]>;

interface NumberedLink {
  /** Undefined before the host has asked for it; it hears nothing of the link then. */
  number: number | undefined;
  media: MediaLink;
  /** Of a head start. */
  begun?: { as: string; offer: Offer };
}

/** Milliseconds for the host to take up a head start. It asks at once, or it asks the user for a key first. */
const headStartTime = 2_000;

export class CurrentLink {
  readonly output: Output;
  readonly #listener: MediaListener;
  readonly #directory: DeviceDirectory;
  #current: NumberedLink | undefined;
  #givingUp: ReturnType<typeof setTimeout> | undefined;

  constructor(listener: MediaListener) {
    this.#listener = listener;
    this.#directory = createDeviceDirectory((devices) => listener.devices(devices));
    this.output = createOutput(this.#directory, (device) => listener.speakerLost({ device }));
  }

  /** A grant that no link asked for has made the names of the devices known. */
  refreshDevices(): Promise<void> {
    return this.#directory.refresh();
  }

  /** @returns undefined for a link of the past. */
  find(number: number): MediaLink | undefined {
    return this.#current?.number === number ? this.#current.media : undefined;
  }

  /** Begins a link before the host asks for it. Not taken up, it is given up. */
  headStart(beginning: LinkBeginning): void {
    if (this.#current !== undefined) return;
    const opened = this.#open(undefined, beginning);
    const offer = this.#offer(opened, beginning);
    opened.begun = { as: JSON.stringify(beginning), offer };
    // Heard by whoever takes it up.
    offer.catch(() => undefined);
    this.#givingUp = setTimeout(() => this.close(), headStartTime);
  }

  offer(number: number, { microphone, gated, transport }: LinkBeginning): Offer {
    const beginning = { microphone, gated, ...(transport && { transport }) };
    const current = this.#current;
    if (current?.number === undefined && current?.begun?.as === JSON.stringify(beginning)) {
      clearTimeout(this.#givingUp);
      current.number = number;
      return current.begun.offer;
    }
    return this.#offer(this.#open(number, beginning), beginning);
  }

  close(): void {
    clearTimeout(this.#givingUp);
    this.#current?.media.close();
    this.#current = undefined;
    this.output.attach(undefined);
  }

  async #offer({ media }: NumberedLink, beginning: LinkBeginning): Offer {
    const offered = await media.offer(beginning);
    // Only now may the names of the devices be known.
    this.output.apply();
    return offered;
  }

  #open(number: number | undefined, { transport }: LinkBeginning): NumberedLink {
    this.close();
    const listener = this.#listener;
    const tell = (news: (link: number) => void): void => {
      if (opened.number !== undefined) news(opened.number);
    };
    const hear: LinkListener = {
      opened: () => tell((link) => listener.linkOpened({ link })),
      received: (data) => tell((link) => listener.linkEvent({ link, data })),
      closed: (reason) => {
        if (this.#current === opened) this.#current = undefined;
        tell((link) => listener.linkClosed({ link, reason }));
      },
      microphone: {
        lost: (detail) => tell((link) => listener.microphoneLost({ link, detail })),
        changed: (device) => tell((link) => listener.microphoneChanged({ link, device })),
        silent: (why) => tell((link) => listener.microphoneSilent({ link, why })),
        taken: (sequence) => tell((link) => listener.audioTaken({ link, sequence })),
        played: (samples) => tell((link) => listener.played({ link, samples })),
      },
      heard: (samples, rate) => tell((link) => listener.heard({ link, samples, rate })),
      voicePlayed: (news) => tell((link) => listener.voicePlayed({ link, ...news })),
      levels: (levels) => listener.levels(levels),
      playbackBlocked: (blocked) => listener.playbackBlocked(blocked),
    };
    const opened: NumberedLink = { number, media: openLink(this.#directory, hear, transport) };
    this.#current = opened;
    this.output.attach(opened.media.speaker);
    return opened;
  }
}
