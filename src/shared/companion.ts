/**
 * What the host and the companion page, which carries the media in the user's browser, say to each other over
 * one WebSocket. Every frame is JSON text: this page opens the microphone itself, so that the two messages that
 * hold samples, `audio` and `played`, never pass here.
 */
import * as z from "zod/mini";
import { mediaContract, mediaNews } from "./media.ts";
import { event } from "./rpc.ts";
import { sessionState } from "./state.ts";

/**
 * The page's first message, and the host's answer to it: a pass that lets in once, and its successor. The page's
 * first pass is in its address, as the fragment.
 */
export const passMessage = z.object({ pass: z.string() });
/** The page's second message: it has put the successor away, and what it came with may be void. */
export const keptMessage = z.object({ kept: z.literal(true) });

/**
 * Why the host closes the socket, as close codes of the private range.
 * https://www.rfc-editor.org/rfc/rfc6455#section-7.4.2
 */
export const closeCodes = {
  /** The session is over. */
  ended: 4000,
  /** The pass is unknown, used or too old, or something else came in its place. */
  refused: 4001,
  /** Another page took over. */
  moved: 4002,
} as const;

/** Milliseconds between the host's beats; after four without one, the page takes the host for gone. */
export const beatInterval = 5_000;

/** What the page shows. */
export const companionState = z.object({
  /** The editor's window that it serves, by its title. */
  window: z.string(),
  session: sessionState,
});
export type CompanionState = z.infer<typeof companionState>;

/** What the page offers to the host. */
export const companionContract = {
  ...mediaContract,
  show: event(companionState),
  /** The host lives. */
  beat: event(z.object({})),
};

/** What the host offers to the page. */
export const companionNews = {
  ...mediaNews,
  stop: event(z.object({})),
  setMuted: event(z.object({ muted: z.boolean() })),
};
