/** Drives the panel's links as the host does, and looks at what is really there. */
import type { MicrophoneAnswer, MicrophoneInput } from "../../../../src/shared/media.ts";
import type { Panel } from "./panelRig.ts";

/** A device of the panel's own, by name; "" is the default. */
export function device(name = ""): MicrophoneInput {
  return {
    from: "device",
    device: name,
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  };
}

export const captured: MicrophoneInput = { from: "host", reference: false };

interface Beginning {
  microphone?: MicrophoneInput | null;
  gated?: boolean;
}

/** Offers link `number` and has it answered; resolves when its data channel is open at both ends. */
export async function connectLink(
  panel: Panel,
  number: number,
  { microphone = device(), gated = false }: Beginning = {},
): Promise<MicrophoneAnswer> {
  const answer = await panel.page.evaluate(
    async (beginning) => {
      const offered = await host.call.offer(beginning);
      const farEnd = await host.answerOffer(offered.sdp);
      await host.call.answer({ link: beginning.link, sdp: farEnd.answer });
      await farEnd.channel;
      return offered.microphone;
    },
    { link: number, microphone, gated },
  );
  await toldOnce(panel, "linkOpened", { link: number });
  return answer;
}

/** Waits until the panel has told `method` with these very parameters. */
export async function toldOnce(panel: Panel, method: string, params: unknown): Promise<void> {
  await panel.page.waitForFunction(
    ([method, params]) =>
      host.told.some((told) => told.method === method && JSON.stringify(told.params) === params),
    [method, JSON.stringify(params)] as const,
  );
}

export function setMicrophone(panel: Panel, microphone: MicrophoneInput | null): Promise<MicrophoneAnswer> {
  return panel.page.evaluate((microphone) => host.call.setMicrophone({ link: 1, microphone }), microphone);
}

export function setGate(panel: Panel, open: boolean): Promise<void> {
  return panel.page.evaluate(async (open) => {
    host.call.setGate({ link: 1, open });
    await host.settled();
  }, open);
}

/** What the newest connection sends. */
export function sentTracks(panel: Panel): Promise<unknown> {
  return panel.frame.evaluate(() =>
    seen.connections
      .at(-1)
      ?.getSenders()
      .map(({ track }) => track && { live: track.readyState === "live", enabled: track.enabled }),
  );
}

/** Every track that a microphone gave so far: `live` or `ended`. */
export function microphones(panel: Panel): Promise<string[]> {
  return panel.frame.evaluate(() => seen.tracks.map(({ readyState }) => readyState));
}
