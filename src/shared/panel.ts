/** The two contracts between host and panel. No credential ever appears in either. */
import * as z from "zod/mini";
import { mediaContract, levels, mediaNews, microphoneAnswer, microphoneInput } from "./media.ts";
import { loggedEvent, turnTiming } from "./events.ts";
import { event, request } from "./rpc.ts";
import { action, panelState } from "./state.ts";

/** What the host offers to the panel: intents of the user, and what the media links have to tell. */
export const hostContract = {
  ...mediaNews,

  /**
   * The panel is there. `microphoneAllowed`: the editor lets its panels ask for the microphone. The answer holds
   * the panel's texts, translated; the state follows as `show`.
   */
  ready: request(
    z.object({ microphoneAllowed: z.boolean() }),
    z.object({ strings: z.record(z.string(), z.string()) }),
  ),

  start: event(z.object({})),
  stop: event(z.object({})),
  setMuted: event(z.object({ muted: z.boolean() })),
  /** Push-to-talk: the button or key went down or up. */
  talk: event(z.object({ pressed: z.boolean() })),
  say: event(z.object({ text: z.string() })),
  /** The user's yes or no to the one tool call that asks. */
  confirm: event(z.object({ callId: z.string(), accept: z.boolean() })),
  act: event(z.object({ action })),
  /** The user chose a device by its name; "" follows the system's default. */
  chooseInput: event(z.object({ device: z.string() })),
  chooseOutput: event(z.object({ device: z.string() })),

  /** The microphone test wants the host's own capture, or no longer; its sound comes as `testAudio`. */
  captureForTest: request(z.object({ open: z.boolean() }), microphoneAnswer),
  /** The test is over; `heard`: loud enough for speech. */
  testDone: event(z.object({ heard: z.boolean() })),

  /** The event log is open, or no longer: while it is, `showEvents` tells what changes. */
  watchEvents: event(z.object({ open: z.boolean() })),
  /** Copies these rows as JSON lines; the answer is how many of them there still were. */
  copyEvents: request(z.object({ numbers: z.array(z.int()) }), z.object({ count: z.int() })),
  exportEvents: event(z.object({})),
  clearEvents: event(z.object({})),
};

/** What the panel offers to the host: show this, and be the ears and the mouth. */
export const panelContract = {
  ...mediaContract,

  show: event(panelState),
  /** How loud it is on the page that carries the media, where that is not the panel. */
  showLevels: event(levels),
  /** Shows the microphone test, which records and plays back from `microphone`, and gives it the focus. */
  showTest: event(z.object({ microphone: microphoneInput })),
  /** A piece of what the host captures for the test. */
  testAudio: event(z.object({ samples: z.instanceof(Uint8Array) })),
  /** Shows the event log, and gives it the focus. */
  showEventLog: event(z.object({})),
  /** The new or changed rows alone; rows before `oldest` are gone. */
  showEvents: event(
    z.object({ events: z.array(loggedEvent), oldest: z.int(), timings: z.array(turnTiming) }),
  ),
};
