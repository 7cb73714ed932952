/** The two contracts between host and panel. No credential ever appears in either. */
import * as z from "zod/mini";
import { event, request } from "./rpc.ts";
import { action, panelState } from "./state.ts";

/** Numbers the links of one host, so that a word from an earlier one is known as such. */
const link = z.int();

/** What came of asking for the microphone. */
export const microphoneAnswer = z.object({
  granted: z.boolean(),
  /** Why not. `denied`: refused by the user or the editor. `missing`: no device. `failed`: anything else. */
  reason: z.optional(z.enum(["denied", "missing", "failed"])),
  detail: z.optional(z.string()),
});
export type MicrophoneAnswer = z.infer<typeof microphoneAnswer>;

/** What the host offers to the panel: intents of the user, and what the media link has to tell. */
export const hostContract = {
  /** The panel is there. The answer holds its texts, translated; the state follows as `show`. */
  ready: request(z.object({}), z.object({ strings: z.record(z.string(), z.string()) })),

  start: event(z.object({})),
  stop: event(z.object({})),
  setMuted: event(z.object({ muted: z.boolean() })),
  /** Push-to-talk: the button or key went down or up. */
  talk: event(z.object({ pressed: z.boolean() })),
  say: event(z.object({ text: z.string() })),
  /** The user's yes or no to the one tool call that asks. */
  confirm: event(z.object({ callId: z.string(), accept: z.boolean() })),
  act: event(z.object({ action })),

  linkOpened: event(z.object({ link })),
  /** One server event, as it came over the data channel. */
  linkEvent: event(z.object({ link, data: z.string() })),
  linkClosed: event(z.object({ link, reason: z.string() })),
  /** The microphone ended without our asking: unplugged, or revoked. */
  microphoneLost: event(z.object({ link, detail: z.string() })),
};

/** What the panel offers to the host: show this, and be the ears and the mouth. */
export const panelContract = {
  show: event(panelState),

  /**
   * Makes a peer connection and its offer; closes the one before. With `microphone`, asks for it, and the
   * offer stands whether it is granted or not: a session without ears can still be typed to.
   */
  offer: request(
    z.object({ link, microphone: z.boolean() }),
    z.object({ sdp: z.string(), microphone: microphoneAnswer }),
  ),
  answer: request(z.object({ link, sdp: z.string() }), z.object({})),
  /** One client event, as JSON text. */
  send: event(z.object({ link, data: z.string() })),
  /** Opens or releases the microphone. Released means released: the device's light goes out. */
  setMicrophone: request(z.object({ link, open: z.boolean() }), microphoneAnswer),
  /** Gates the open microphone without releasing it, for push-to-talk. */
  setGate: event(z.object({ link, open: z.boolean() })),
  /** Silences the assistant at once, before the server hears of it; `true` lets it be heard again. */
  setAudible: event(z.object({ link, audible: z.boolean() })),
  close: event(z.object({ link })),
};
