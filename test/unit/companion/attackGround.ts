/** Where the companion page's server is attacked: a new one for each test, and looked at after each. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { mock } from "node:test";
import type { WebSocket } from "ws";
import { startRig, type Page, type Rig } from "./companionRig.ts";

export interface AttackGround {
  readonly rig: Rig;
  readonly origin: string;
  newPass(): string;
  /** A page that does all that it should, and is served. */
  honest(): Promise<Page>;
  /**
   * Opens a socket as a page of ours does, and sends these messages.
   * @returns the code that it was closed with; before that, nothing was sent back.
   */
  closeCodeAfter(...messages: (string | Buffer)[]): Promise<number>;
  /** A request for a socket, with an empty line at its end. */
  upgrade(path?: string): string;
}

/**
 * To be called in a `describe`. After each of its tests: nothing was told to the host, no pass was written down, and
 * an honest page is served.
 */
export function attackGround(): AttackGround {
  let rig: Rig;
  let passes: string[];
  beforeEach(async () => {
    rig = await startRig();
    passes = [];
  });
  afterEach(async () => {
    try {
      assert.deepEqual(
        rig.told.filter(({ what }) => what !== "gone"),
        [],
      );
      assert.equal((await rig.get("/")).status, 200);
      await ground.honest();
      for (const pass of passes) assert.ok(!rig.logged.join("\n").includes(pass), "a pass was logged");
    } finally {
      mock.timers.reset();
      await rig.close();
    }
  });

  const ground: AttackGround = {
    get rig() {
      return rig;
    },
    get origin() {
      return `http://127.0.0.1:${rig.port}`;
    },
    newPass() {
      const pass = rig.newPass();
      passes.push(pass);
      return pass;
    },
    async honest() {
      const page = await rig.open(ground.newPass());
      passes.push(page.pass);
      const client = await rig.companion.page(AbortSignal.timeout(2_000));
      await client.answer({ link: 1, sdp: "" });
      assert.equal(page.asked.at(-1)?.what, "answer");
      return page;
    },
    async closeCodeAfter(...messages) {
      const socket = rig.dial(ground.origin);
      const received: unknown[] = [];
      socket.on("message", (data) => received.push(data));
      // Where the message is larger than allowed, the rest of it meets a closed socket.
      socket.on("error", () => undefined);
      await once(socket, "open");
      for (const message of messages) socket.send(message);
      const code = await closeCode(socket);
      assert.deepEqual(received, []);
      return code;
    },
    upgrade: (path = "/socket") =>
      [
        `GET ${path} HTTP/1.1`,
        `Host: 127.0.0.1:${rig.port}`,
        `Origin: ${ground.origin}`,
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "\r\n",
      ].join("\r\n"),
  };
  return ground;
}

export async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, "close")) as [number];
  return code;
}

/** @returns the HTTP status with which a socket was refused. */
export async function refusalOf(socket: WebSocket): Promise<number> {
  const [error] = (await once(socket, "error")) as [Error];
  return Number(/Unexpected server response: (\d+)/.exec(error.message)?.[1]);
}
