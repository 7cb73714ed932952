/** Hears a microphone for a moment, in the panel or in this computer's own capture. */
import { setTimeout as delay } from "node:timers/promises";
import type { CaptureUser, SharedCapture } from "../microphone/sharedCapture.ts";
import { abortable } from "../session/abortable.ts";
import { sampleRate, type MicrophoneAnswer, type MicrophoneInput } from "../shared/media.ts";
import type { panelContract } from "../shared/panel.ts";
import type { Client } from "../shared/rpc.ts";
import { fromIntegers, Listening, type Verdict } from "../shared/soundVerdict.ts";

export interface Heard {
  answer: MicrophoneAnswer;
  /** Undefined where no sound could be read. */
  verdict?: Verdict | undefined;
}

/** Milliseconds for a device that is open to give enough of its sound. */
const patience = 5_000;

/** Beside whoever else hears the capture. @throws the signal's reason. */
export async function hearCapture(capture: SharedCapture, signal: AbortSignal): Promise<Heard> {
  const listening = new Listening();
  const enough = Promise.withResolvers<void>();
  let lost: string | undefined;
  const user: CaptureUser = {
    samples(samples) {
      if (listening.add({ samples: fromIntegers(samples), sampleRate })) enough.resolve();
    },
    lost(detail) {
      lost = detail;
      enough.resolve();
    },
    changed: () => undefined,
  };
  const over = new AbortController();
  try {
    const answer = await abortable(capture.open(user), signal);
    if (!answer.granted) return { answer };
    const waited = delay(patience, undefined, { signal: over.signal }).catch(() => undefined);
    await abortable(Promise.race([enough.promise, waited]), signal);
    if (lost !== undefined) return { answer: { granted: false, reason: "failed", detail: lost } };
    return { answer, verdict: listening.verdict };
  } finally {
    over.abort();
    capture.close(user);
  }
}

type DeviceInput = Extract<MicrophoneInput, { from: "device" }>;

/** @throws the signal's reason, or where the panel is gone. */
export async function hearInPanel(
  panel: Pick<Client<typeof panelContract>, "listen" | "stopListening">,
  microphone: DeviceInput,
  signal: AbortSignal,
): Promise<Heard> {
  try {
    return await panel.listen({ microphone }, signal);
  } finally {
    if (signal.aborted) panel.stopListening({});
  }
}
