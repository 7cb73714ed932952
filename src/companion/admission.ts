/** Lets sockets in that show a valid pass within a short time, and closes all others. */
import type { WebSocket } from "ws";
import type { Log } from "../session/log.ts";
import { closeCodes, keptMessage, passMessage } from "../shared/companion.ts";
import type { Exchange, Passes } from "./passes.ts";
import { textFrames } from "./textFrames.ts";

export interface Admission {
  /** Asks a socket for its pass. */
  receive(socket: WebSocket): void;
}

/** Milliseconds in which a page shows its pass. It does so at once; over a slow tunnel that takes a second. */
const patience = 5_000;
/** Sockets that may wait at a time. One more ends the one that waits longest: idle ones lock nobody out. */
const waitingRoom = 32;
/** Refusals that are written down. More than a user's mistakes are an attack, which must not fill the log. */
const loggedRefusals = 20;

export function createAdmission(options: {
  passes: Passes;
  admit(socket: WebSocket): void;
  log: Log;
}): Admission {
  const waiting = new Set<WebSocket>();
  let refusals = 0;

  function admit(socket: WebSocket): void {
    waiting.delete(socket);
    options.admit(socket);
  }

  function askForPass(socket: WebSocket): void {
    const port = textFrames(socket);
    let exchange: Exchange | undefined;
    const refuse = (reason: string): void => {
      if (++refusals <= loggedRefusals) options.log.warn(`A page was turned away: ${reason}`);
      leave();
      socket.close(closeCodes.refused);
    };
    const stopListening = port.listen((message) => {
      if (exchange === undefined) {
        const shown = passMessage.safeParse(message);
        if (!shown.success) return refuse("it did not show a pass first.");
        exchange = options.passes.exchange(shown.data.pass);
        if (exchange === undefined) return refuse("its pass is unknown, used or too old.");
        return port.post({ pass: exchange.successor });
      }
      if (!keptMessage.safeParse(message).success) return refuse("it did not keep its pass.");
      if (!exchange.complete()) return refuse("another page was quicker with its pass.");
      leave();
      admit(socket);
    });
    const deadline = setTimeout(() => refuse("it did not show a pass in time."), patience);
    function leave(): void {
      clearTimeout(deadline);
      stopListening();
    }
    socket.once("close", () => {
      leave();
      waiting.delete(socket);
    });
  }

  return {
    receive(socket) {
      const [longest] = waiting;
      if (waiting.size >= waitingRoom) longest?.terminate();
      waiting.add(socket);
      askForPass(socket);
    },
  };
}
