/** A link whose media run in a page: the panel, or the companion page in the user's browser. */
import type { Link, LinkListener } from "../session/link.ts";
import type { LinkReport, Transport } from "../shared/media.ts";
import { createLinkMicrophone, type LinkMicrophone, type LinkMicrophoneOptions } from "./linkMicrophone.ts";

/** `number` tells this link's messages from those of the links before it. */
export interface MediaLinkOptions extends LinkMicrophoneOptions {
  transport: Transport;
}

export interface MediaLink extends Link, Pick<LinkMicrophone, "feed" | "prepare" | "refresh"> {
  readonly number: number;
  readonly listener: LinkListener;
  /** How it fares. @throws where it is closed. */
  report(signal: AbortSignal): Promise<LinkReport>;
}

export function createMediaLink(options: MediaLinkOptions): MediaLink {
  const { page, number, listener, input, capture, transport } = options;
  const link = number;
  const microphone = createLinkMicrophone(options);

  return {
    number,
    listener,
    feed: microphone.feed,
    prepare: microphone.prepare,
    refresh: microphone.refresh,
    async offer(wish, signal) {
      const asked = wish === "none" ? null : input();
      const beginning = { microphone: asked, gated: wish === "gated" };
      const offering = page.offer(
        { link, ...beginning, ...(transport === "websocket" && { transport }) },
        signal,
      );
      if (asked === null) return offering;
      const answer = await microphone.opened(offering.then((offered) => offered.microphone));
      if (!answer.granted && capture !== undefined) {
        microphone.release();
        // A track that nobody feeds would look like a microphone without sound.
        void page.setMicrophone({ link, microphone: null }).catch(() => undefined);
      }
      return { sdp: (await offering).sdp, microphone: answer };
    },
    async answer(answer, signal) {
      if ("socket" in answer) throw new Error("This link carries no WebSocket.");
      await page.answer({ link, sdp: answer.sdp }, signal);
    },
    send: (event) => page.send({ link, data: JSON.stringify(event) }),
    async setMicrophone(wanted) {
      if (!wanted) microphone.release();
      try {
        const answer = page.setMicrophone({ link, microphone: wanted ? input() : null });
        return await (wanted ? microphone.opened(answer) : answer);
      } catch (error) {
        return {
          granted: false,
          reason: "failed",
          detail: error instanceof Error ? error.message : String(error),
        };
      }
    },
    setGate: (open) => page.setGate({ link, open }),
    setAudible: (audible) => page.setAudible({ link, audible }),
    report: (signal) => page.report({ link }, signal),
    close() {
      microphone.release();
      page.close({ link });
    },
  };
}
