/** Drives the panel's links as the host does, and looks at what is really there. */
import type { MicrophoneAnswer } from "../../../../src/shared/panel.ts";
import type { Panel } from "./panelRig.ts";

/** Offers link `number` and has it answered; resolves when its data channel is open at both ends. */
export async function connectLink(
  panel: Panel,
  number: number,
  microphone = true,
): Promise<MicrophoneAnswer> {
  const answer = await panel.page.evaluate(
    async ([link, microphone]) => {
      const offered = await host.call.offer({ link, microphone });
      const farEnd = await host.answerOffer(offered.sdp);
      await host.call.answer({ link, sdp: farEnd.answer });
      await farEnd.channel;
      return offered.microphone;
    },
    [number, microphone] as const,
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

export function setMicrophone(panel: Panel, open: boolean): Promise<MicrophoneAnswer> {
  return panel.page.evaluate((open) => host.call.setMicrophone({ link: 1, open }), open);
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
