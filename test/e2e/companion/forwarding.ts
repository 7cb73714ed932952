/** A forwarded address, as a remote connection has one: bytes go through, until it is cut or stalls. */
import { createConnection, createServer, type AddressInfo, type Socket } from "node:net";

export interface Forwarding {
  readonly address: string;
  /** Breaks what goes through, and lets nothing through any more. */
  cut(): void;
  /** Keeps everything open and passes nothing on. */
  stall(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function forward(address: string): Promise<Forwarding> {
  const port = Number(new URL(address).port);
  const sockets = new Set<Socket>();
  let state: "open" | "stalled" | "cut" = "open";
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // Its other end is destroyed with it.
    socket.on("error", () => undefined);
  };
  const server = createServer((near) => {
    if (state === "cut") return void near.destroy();
    keep(near);
    if (state === "stalled") return;
    const far = createConnection({ host: "127.0.0.1", port });
    keep(far);
    near.pipe(far);
    far.pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    state = "cut";
    for (const socket of sockets) socket.destroy();
  };
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    cut,
    stall() {
      state = "stalled";
      for (const socket of sockets) socket.unpipe();
    },
    restore() {
      state = "open";
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
