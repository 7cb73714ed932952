import assert from "node:assert/strict";
import { once } from "node:events";
import { createConnection } from "node:net";
import { closeCodes } from "../../../src/shared/companion.ts";
import { attackGround, closeCode } from "./attackGround.ts";
import { until } from "./companionRig.ts";

describe("the companion page's server, attacked by messages", () => {
  const ground = attackGround();

  describe("with something else than a pass", () => {
    const news = JSON.stringify({ method: "linkEvent", params: { link: 1, data: "{}" } });

    it("closes a socket that begins with a message for the host", async () => {
      assert.equal(await ground.closeCodeAfter(news), closeCodes.refused);
      assert.equal(await ground.closeCodeAfter(JSON.stringify({ kept: true })), closeCodes.refused);
    });

    it("hears nothing of what follows a wrong pass", async () => {
      assert.equal(
        await ground.closeCodeAfter(JSON.stringify({ pass: "no" }), news, news),
        closeCodes.refused,
      );
    });

    it("hears nothing of what comes before the new pass is kept", async () => {
      const socket = ground.rig.dial(ground.origin);
      await once(socket, "open");
      socket.send(JSON.stringify({ pass: ground.newPass() }));
      await once(socket, "message");
      socket.send(news);
      assert.equal(await closeCode(socket), closeCodes.refused);
    });

    it("closes a socket that sends bytes, or text that is no JSON, or JSON that is no pass", async () => {
      assert.equal(
        await ground.closeCodeAfter(Buffer.from(JSON.stringify({ pass: ground.newPass() }))),
        1003,
      );
      assert.equal(await ground.closeCodeAfter("pass"), 1007);
      for (const text of [
        "null",
        "[]",
        "1",
        '"x"',
        '{"pass":1}',
        '{"pass":["a"]}',
        '{"__proto__":{"pass":"a"}}',
      ]) {
        assert.equal(await ground.closeCodeAfter(text), closeCodes.refused);
      }
    });

    it("closes a socket that sends more than a message may hold", async () => {
      assert.equal(await ground.closeCodeAfter(JSON.stringify({ pass: "x".repeat(2_000_000) })), 1009);
    });

    it("cuts a socket that does not agree to be closed", async () => {
      const socket = createConnection({ host: "127.0.0.1", port: ground.rig.port });
      socket.write(ground.upgrade());
      socket.on("data", () => undefined);
      // A masked text frame that holds "no".
      socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x6e, 0x6f]));
      const start = performance.now();
      await once(socket, "close");
      assert.ok(performance.now() - start < 3_000);
    }).timeout(5_000);
  });

  describe("from a page that was let in", () => {
    it("ignores messages that do not parse, and methods that do not exist", async () => {
      const page = await ground.honest();
      for (const message of [
        1,
        {},
        { method: "nothing" },
        { method: "__proto__" },
        { method: "constructor", id: 1 },
        { method: "setMuted", params: { muted: "yes" } },
        { method: "linkEvent", params: { link: "1", data: 1 } },
        { id: 99, result: {} },
      ]) {
        page.socket.send(JSON.stringify(message));
      }
      const client = await ground.rig.companion.page(AbortSignal.timeout(2_000));
      await client.answer({ link: 2, sdp: "" });
    });

    for (const [what, frame, code] of [
      ["bytes", Buffer.from("{}"), 1003],
      ["text that is no JSON", "{", 1007],
      ["more than a message may hold", " ".repeat(1_048_577), 1009],
    ] as const) {
      it(`closes it for ${what}`, async () => {
        const page = await ground.honest();
        page.socket.on("error", () => undefined);
        page.socket.send(frame);
        assert.equal(await page.closed, code);
        await until(() => ground.rig.told.some(({ what }) => what === "gone"));
      });
    }

    it("hears nothing more of it once another took over", async () => {
      const older = await ground.honest();
      older.socket.pause();
      await ground.honest();
      older.host.setMuted({ muted: false });
      older.host.linkEvent({ link: 1, data: "{}" });
      older.socket.resume();
      assert.equal(await older.closed, closeCodes.moved);
    });
  });
});
