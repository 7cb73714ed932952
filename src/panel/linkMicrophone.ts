/** The microphone of one link: the page's track, and the capture of the host that may feed it. */
import { AudioFeed } from "../microphone/audioFeed.ts";
import type { CaptureUser, SharedCapture } from "../microphone/sharedCapture.ts";
import type { LinkListener } from "../session/link.ts";
import type { MicrophoneAnswer, mediaContract, MicrophoneInput } from "../shared/media.ts";
import type { Client } from "../shared/rpc.ts";

export interface LinkMicrophoneOptions {
  page: Client<typeof mediaContract>;
  number: number;
  listener: LinkListener;
  /** What the page is to open, as the settings want it now. */
  input(): MicrophoneInput;
  /** The wished device by its name; "" is the system's default. */
  wished(): string;
  /** Who captures where the page cannot. */
  capture: SharedCapture | undefined;
}

export interface LinkMicrophone {
  readonly feed: AudioFeed;
  /** Opens the capture ahead of the track, where there is one. */
  prepare(): Promise<MicrophoneAnswer>;
  /** @param tracking what comes of asking the page. */
  opened(tracking: Promise<MicrophoneAnswer>): Promise<MicrophoneAnswer>;
  /** Opens it anew where it is open, as the settings want it now. */
  refresh(): void;
  release(): void;
}

export function createLinkMicrophone(options: LinkMicrophoneOptions): LinkMicrophone {
  const { page, number: link, listener, input, capture } = options;
  let open = false;
  /** Raised by each act on the microphone: what an earlier one leads to changes nothing any more. */
  let acts = 0;
  const feed = new AudioFeed((sequence, samples) => page.audio({ link, sequence, samples }));
  const user: CaptureUser = {
    samples: (samples) => feed.push(samples),
    lost(detail) {
      acts++;
      open = false;
      listener.microphoneLost(detail);
    },
    changed: (device) => listener.microphoneChanged(device),
  };
  const prepare = async (): Promise<MicrophoneAnswer> => (await capture?.open(user)) ?? { granted: true };

  return {
    feed,
    prepare,
    async opened(tracking) {
      const act = ++acts;
      const [track, captured] = await Promise.all([tracking, prepare()]);
      const answer = track.granted && capture !== undefined ? captured : track;
      if (act === acts) open = answer.granted;
      const wished = options.wished();
      if (answer.device !== undefined && wished !== "" && answer.device !== wished) {
        listener.microphoneChanged(answer.device);
      }
      return answer;
    },
    refresh() {
      if (!open) return;
      void capture?.reopen();
      page.setMicrophone({ link, microphone: input() }).then(
        ({ granted, detail }) => granted || listener.microphoneLost(detail ?? ""),
        // The link is closed, and says so itself.
        () => undefined,
      );
    },
    release() {
      acts++;
      open = false;
      capture?.close(user);
    },
  };
}
