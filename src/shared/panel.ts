/** The two contracts between host and panel. No credential ever appears in either. */
import * as z from "zod/mini";
import { loggedAction } from "./actions.ts";
import { loggedEvent, turnTiming } from "./events.ts";
import { deviceInput, mediaContract, levels, mediaNews, microphoneAnswer, microphoneInput } from "./media.ts";
import { event, request } from "./rpc.ts";
import { verdict } from "./soundVerdict.ts";
import { action, answers, panelState, turns } from "./state.ts";

/** Which of the event log's pages; the events where it is absent. */
const logPage = z.enum(["events", "actions"]);

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
  /** After `watchTalkKey`: the key, or one that was held with it, went up after so many ms. */
  talkKeyUp: event(z.object({ held: z.number().check(z.gte(0)) })),
  say: event(z.object({ text: z.string() })),
  setTurns: event(z.object({ turns })),
  setAsleep: event(z.object({ asleep: z.boolean() })),
  setAnswers: event(z.object({ answers })),
  /** The user's turn is over. */
  sendTurn: event(z.object({})),
  stopDictation: event(z.object({})),
  /** Silence, and nothing that runs or waits goes on. */
  stopEverything: event(z.object({})),
  /** The user asks for an answer to what was said last. */
  trigger: event(z.object({ name: z.string() })),
  /** The user's yes or no to the one tool call that asks; `always`: and from now on in this workspace. */
  confirm: event(z.object({ callId: z.string(), accept: z.boolean(), always: z.optional(z.boolean()) })),
  act: event(z.object({ action })),
  chooseProfile: event(z.object({})),
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
  copyEvents: request(
    z.object({ of: z.optional(logPage), numbers: z.array(z.int()) }),
    z.object({ count: z.int() }),
  ),
  exportEvents: event(z.object({ of: z.optional(logPage) })),
  clearEvents: event(z.object({ of: z.optional(logPage) })),
};

/** What the panel offers to the host: show this, and be the ears and the mouth. */
export const panelContract = {
  ...mediaContract,

  show: event(panelState),
  /** The talk key went down, here or elsewhere. Key-downs reach the host by themselves, key-ups do not. */
  watchTalkKey: event(z.object({})),
  /** How loud it is on the page that carries the media, where that is not the panel. */
  showLevels: event(levels),
  /** Shows the microphone test, which records and plays back from `microphone`, and gives it the focus. */
  showTest: event(z.object({ microphone: microphoneInput })),
  /** A piece of what the host captures for the test. */
  testAudio: event(z.object({ samples: z.instanceof(Uint8Array) })),
  /**
   * Opens a microphone beside whatever else is open, hears it for a moment, and closes it. Without a verdict, no
   * sound could be read from it.
   */
  listen: request(
    z.object({ microphone: deviceInput }),
    z.object({ answer: microphoneAnswer, verdict: z.optional(verdict) }),
  ),
  /** Ends that at once. */
  stopListening: event(z.object({})),
  /** Shows the event log, and gives it the focus. */
  showEventLog: event(z.object({})),
  /** The new or changed rows alone; rows before `oldest` are gone. */
  showEvents: event(
    z.object({
      events: z.array(loggedEvent),
      oldest: z.int(),
      timings: z.array(turnTiming),
      /** All of them; absent where none has changed. */
      actions: z.optional(z.array(loggedAction)),
    }),
  ),
};
