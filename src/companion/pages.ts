/** The one page that is there at a time, and what it is shown. */
import type { WebSocket } from "ws";
import { abortable } from "../session/abortable.ts";
import type { Log } from "../session/log.ts";
import {
  beatInterval,
  closeCodes,
  companionContract,
  companionNews,
  type CompanionState,
} from "../shared/companion.ts";
import { connect, type Client, type Handlers } from "../shared/rpc.ts";
import { textFrames } from "./textFrames.ts";

export type CompanionPage = Client<typeof companionContract>;

export interface CompanionListener extends Handlers<typeof companionNews> {
  /** The page went away, and its links with it: closed, reloaded, replaced by another, or out of reach. */
  gone(reason: string): void;
}

export interface Pages {
  /** A page that has shown its pass takes the place of the one before. */
  admit(socket: WebSocket): void;
  page(signal: AbortSignal): Promise<CompanionPage>;
  show(state: CompanionState): void;
  /** Tells the page that the session is over. No page comes after that. */
  close(): void;
}

interface Present {
  readonly call: CompanionPage;
  leave(reason: string, code: number): void;
}

const ended = "The companion page's session has ended.";

export function createPages(listener: CompanionListener, log: Log): Pages {
  let present: Present | undefined;
  let ready = expectPage();
  let shown: CompanionState | undefined;

  function admit(socket: WebSocket): void {
    present?.leave("The microphone moved to another page.", closeCodes.moved);
    const { call, dispose } = connect({
      port: textFrames(socket),
      offered: companionNews,
      handlers: listener,
      wanted: companionContract,
      onRejected: (reason) => log.warn(`Message of the companion page ignored: ${reason}`),
    });
    const stopBeating = keepBeating(socket, () => call.beat({}));
    const forget = (reason: string): void => {
      if (present !== page) return;
      present = undefined;
      ready = expectPage();
      stopBeating();
      dispose();
      listener.gone(reason);
    };
    const page: Present = {
      call,
      leave(reason, code) {
        forget(reason);
        socket.close(code);
      },
    };
    socket.once("close", () => forget("The companion page was closed or reloaded."));
    present = page;
    ready.resolve(call);
    if (shown !== undefined) call.show(shown);
  }

  return {
    admit,
    page: (signal) => abortable(ready.promise, signal),
    show(state) {
      shown = state;
      present?.call.show(state);
    },
    close() {
      present?.leave(ended, closeCodes.ended);
      ready.reject(new Error(ended));
    },
  };
}

function expectPage(): PromiseWithResolvers<CompanionPage> {
  const expected = Promise.withResolvers<CompanionPage>();
  // It is heard only where somebody waits for a page.
  expected.promise.catch(() => undefined);
  return expected;
}

/** Tells the page that the host lives, and ends the socket of a page that no longer answers. */
function keepBeating(socket: WebSocket, beat: () => void): () => void {
  let answered = true;
  socket.on("pong", () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    beat();
  }, beatInterval);
  return () => clearInterval(timer);
}
