/** JSON over a WebSocket, in text frames. Anything else ends the socket. */
import type { WebSocket } from "ws";
import { fromText, toText } from "../shared/bytesText.ts";
import type { Port } from "../shared/rpc.ts";

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const unsupportedData = 1003;
const invalidData = 1007;

const encode = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
// A copy of its own: small buffers are parts of a larger one.
const decode = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, "base64"));

export function textFrames(socket: WebSocket): Port {
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(toText(message, encode));
    },
    listen(receive) {
      const onMessage = (data: unknown, isBinary: boolean): void => {
        if (isBinary) return socket.close(unsupportedData);
        let message: unknown;
        try {
          message = fromText(String(data), decode);
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
