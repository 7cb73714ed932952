/** The server's end of one WebSocket that carries a session: events as text, and the sound among them. */
import type { WebSocket } from "ws";
import { outputDeltas } from "./audio/outputDeltas.ts";
import type { Carrier } from "./session.ts";

/** As the released API closes what has ended. */
const normalClosure = 1000;

export function socketCarrier(socket: WebSocket): Carrier {
  return {
    sendText(text) {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    outputAudio: outputDeltas,
    close: () => socket.close(normalClosure),
  };
}
