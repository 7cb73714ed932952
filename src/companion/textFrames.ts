/** JSON over a WebSocket, in text frames. Anything else ends the socket. */
import type { WebSocket } from "ws";
import type { Port } from "../shared/rpc.ts";

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const unsupportedData = 1003;
const invalidData = 1007;

export function textFrames(socket: WebSocket): Port {
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    listen(receive) {
      const onMessage = (data: unknown, isBinary: boolean): void => {
        if (isBinary) return socket.close(unsupportedData);
        let message: unknown;
        try {
          message = JSON.parse(String(data));
        } catch {
          return socket.close(invalidData);
        }
        receive(message);
      };
      socket.on("message", onMessage);
      return () => socket.off("message", onMessage);
    },
  };
}
