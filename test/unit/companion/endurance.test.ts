import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import type { WebSocket } from "ws";
import { closeCodes } from "../../../src/shared/companion.ts";
import { attackGround, closeCode } from "./attackGround.ts";
import { until } from "./companionRig.ts";

/** Milliseconds for the server to hang up on its own: five seconds, looked at each second. */
const patience = 8_000;

describe("the companion page's server, attacked by patience and by numbers", () => {
  const ground = attackGround();

  function connected(count: number): Promise<Socket[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const socket = createConnection({ host: "127.0.0.1", port: ground.rig.port });
        socket.on("error", () => undefined);
        await once(socket, "connect");
        return socket;
      }),
    );
  }

  it("hangs up on whoever keeps it waiting for five seconds, at each step of the way", async () => {
    const start = performance.now();
    const silent = async (): Promise<void> => {
      const [socket] = await connected(1);
      socket?.resume();
      if (socket !== undefined) await once(socket, "close");
    };
    const slow = async (): Promise<void> => {
      const received = await ground.rig.raw(
        `GET / HTTP/1.1\r\nHost: 127.0.0.1:${ground.rig.port}\r\nX-Slow: `,
      );
      assert.match(received, /^HTTP\/1\.1 408 /);
    };
    const shy = async (message?: string): Promise<void> => {
      const socket = ground.rig.dial(ground.origin);
      await once(socket, "open");
      if (message !== undefined) socket.send(message);
      assert.equal(await closeCode(socket), closeCodes.refused);
    };
    await Promise.all([silent(), slow(), shy(), shy(JSON.stringify({ pass: ground.newPass() }))]);
    const waited = performance.now() - start;
    assert.ok(waited > 4_500 && waited < patience, `${waited} ms`);
  }).timeout(patience + 2_000);

  it("serves an honest page beside a hundred idle connections", async () => {
    const idle = await connected(100);
    await ground.honest();
    for (const socket of idle) socket.destroy();
  });

  it("serves an honest page beside a hundred sockets that show no pass", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = ground.rig.dial(ground.origin);
        socket.on("error", () => undefined);
        await once(socket, "open");
        return socket;
      }),
    );
    const isOpen = (socket: WebSocket): boolean => socket.readyState === socket.OPEN;
    await until(() => sockets.filter(isOpen).length === 32);
    await ground.honest();
    for (const socket of sockets) socket.terminate();
  });

  it("takes no more connections than it has room for, and has room again afterwards", async () => {
    const crowd = await connected(300);
    await until(() => crowd.filter(({ closed }) => closed).length >= 100);
    for (const socket of crowd) socket.destroy();
    await until(() => crowd.every(({ closed }) => closed));
  });

  it("serves an honest page after a flood of wrong passes, and does not flood its log", async () => {
    await Promise.all(
      Array.from({ length: 60 }, () => closeCodeOrCut(JSON.stringify({ pass: "A".repeat(43) }))),
    );
    assert.equal(ground.rig.logged.length, 20);
  });

  async function closeCodeOrCut(message: string): Promise<void> {
    const socket = ground.rig.dial(ground.origin);
    socket.on("error", () => undefined);
    await once(socket, "open");
    socket.send(message);
    await once(socket, "close");
  }
});
