import assert from "node:assert/strict";
import { once } from "node:events";
import { mock } from "node:test";
import type { WebSocket } from "ws";
import { closeCodes } from "../../../src/shared/companion.ts";
import { attackGround, closeCode } from "./attackGround.ts";

describe("the companion page's server, attacked by those without a pass", () => {
  const ground = attackGround();
  /** A socket that shows no pass is told nothing, whatever else it brought. */
  async function saysNothing(socket: WebSocket): Promise<void> {
    const received: unknown[] = [];
    socket.on("message", (data) => received.push(data));
    socket.on("error", () => undefined);
    await Promise.race([once(socket, "open"), once(socket, "close")]);
    if (socket.readyState === socket.OPEN) {
      socket.send("{}");
      assert.equal(await closeCode(socket), closeCodes.refused);
    }
    assert.deepEqual(received, []);
  }

  it("closes a socket that shows one that never was", async () => {
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass: "A".repeat(43) })), closeCodes.refused);
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass: "" })), closeCodes.refused);
  });

  it("closes a socket that shows one that was used", async () => {
    const pass = ground.newPass();
    await ground.rig.open(pass);
    await ground.rig.companion.page(AbortSignal.timeout(2_000));
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass })), closeCodes.refused);
  });

  it("closes a socket that shows one of an earlier visit", async () => {
    const first = await ground.honest();
    first.socket.close();
    await first.closed;
    const second = await ground.rig.open(first.pass);
    await ground.rig.companion.page(AbortSignal.timeout(2_000));
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass: first.pass })), closeCodes.refused);
    assert.equal(second.socket.readyState, second.socket.OPEN);
  });

  it("closes a socket that shows one that was issued before the newest", async () => {
    const pass = ground.newPass();
    ground.newPass();
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass })), closeCodes.refused);
  });

  it("closes a socket that shows one that is older than two minutes", async () => {
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    const pass = ground.newPass();
    mock.timers.tick(120_000);
    assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass })), closeCodes.refused);
  });

  it("lets only one of two in that show the same", async () => {
    const pass = ground.newPass();
    const show = async (): Promise<WebSocket> => {
      const socket = ground.rig.dial(ground.origin);
      await once(socket, "open");
      socket.send(JSON.stringify({ pass }));
      await once(socket, "message");
      return socket;
    };
    const [slow, quick] = [await show(), await show()];
    quick.send(JSON.stringify({ kept: true }));
    await ground.rig.companion.page(AbortSignal.timeout(2_000));
    slow.send(JSON.stringify({ kept: true }));
    assert.equal(await closeCode(slow), closeCodes.refused);
    assert.equal(quick.readyState, quick.OPEN);
    quick.terminate();
  });

  it("does not look for one in the address, a header or a cookie", async () => {
    const pass = ground.newPass();
    for (const path of [`/?pass=${pass}`, `/?${pass}`, `/${pass}`, `/socket?pass=${pass}`]) {
      assert.equal((await ground.rig.get(path)).status, 404);
    }
    const headers = {
      authorization: `Bearer ${pass}`,
      cookie: `pass=${pass}`,
      "sec-websocket-protocol": pass,
    };
    const socket = ground.rig.dial(ground.origin, { headers });
    await saysNothing(socket);
    // It was not used up by that.
    await ground.rig.open(pass);
    await ground.rig.companion.page(AbortSignal.timeout(2_000));
  });
});
