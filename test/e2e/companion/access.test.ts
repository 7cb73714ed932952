import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";
import { startVsCode } from "../../../dev/vscode/server.ts";
import { beatInterval } from "../../../src/shared/companion.ts";
import { until } from "../talking.ts";
import { liveTracks, picture } from "./companionStage.ts";
import { forward, type Forwarding } from "./forwarding.ts";
import { companionPerTest, says } from "./perTest.ts";

describe("the companion page, coming and going", () => {
  const test = companionPerTest();

  it("takes its pass out of the address, and comes into no history with it", async () => {
    const page = await test.stage.tab();
    const url = test.stage.companion.url();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on(
      "console",
      (message) => ["error", "warning"].includes(message.type()) && errors.push(message.text()),
    );
    await page.goto(url);
    await says(page, "No session is running");
    assert.equal(page.url(), test.stage.companion.address);
    assert.ok(!(await page.content()).includes(new URL(url).hash.slice(1)));
    assert.deepEqual(await page.evaluate(() => policyBreaches), []);
    assert.deepEqual(errors, []);
    assert.deepEqual(test.stage.logged, []);
  });

  it("lets go of the microphone when it is loaded anew, and comes back", async () => {
    const page = await test.opened(await test.stage.tab());
    const first = await test.stage.call();
    await until("it is heard", () => first.sound() > 0.1);
    await page.reload();
    await until("it is told", () => test.told("gone").length === 1);
    const second = await test.stage.call();
    await until("it is heard again", () => second.sound() > 0.1);
    assert.equal(page.url(), test.stage.companion.address);
    assert.deepEqual(test.stage.logged, []);
  });

  it("gives way to a page that is opened later, and lets go", async () => {
    const older = await test.opened(await test.stage.tab());
    await test.stage.call();
    const newer = await test.opened(await older.context().newPage());
    await says(older, "The microphone moved to another page");
    assert.equal(await liveTracks(older), 0);
    const call = await test.stage.call();
    await until("the newer one is heard", () => call.sound() > 0.1);
    await older.reload();
    await says(older, "This page cannot be used");
    assert.equal(await liveTracks(newer), 1);
    await picture(older, "refused");
  });

  it("moves on within its tab when the editor opens it there again", async () => {
    const page = await test.opened(await test.stage.tab());
    // As a browser does that is sent to an address which differs in the fragment alone.
    await Promise.all([page.waitForEvent("load"), page.goto(test.stage.companion.url())]);
    await says(page, "No session is running");
    assert.equal(page.url(), test.stage.companion.address);
    await until("the first one is gone", () => test.told("gone").length === 1);
  });

  it("closes itself when the session has ended", async () => {
    const tab = await test.stage.tab();
    const opening = tab.context().waitForEvent("page");
    // A tab that holds nothing but this page, as when the editor has it opened.
    await tab.evaluate((url) => void open(url, "_blank", "noopener"), test.stage.companion.url());
    const page = await opening;
    await says(page, "No session is running");
    assert.equal(await page.evaluate(() => history.length), 1);
    await Promise.all([page.waitForEvent("close"), test.stage.companion.close()]);
  });

  it("says that the session has ended where the browser does not let it close itself", async () => {
    const page = await test.stage.tab();
    await page.goto(`${test.stage.companion.address}companion.css`);
    await test.opened(page);
    await test.stage.call();
    await test.stage.companion.close();
    await says(page, "The session has ended");
    assert.equal(await liveTracks(page), 0);
    await picture(page, "ended");
  });

  it("is of no use to whom it was not opened for", async () => {
    const page = await test.stage.tab();
    await page.goto(test.stage.companion.address);
    await says(page, "This page cannot be used");
    const guess = `${test.stage.companion.address}#${"A".repeat(43)}`;
    await Promise.all([page.waitForEvent("load"), page.goto(guess)]);
    await says(page, "This page cannot be used");
    assert.equal(page.url(), test.stage.companion.address);
  });

  it("gives other pages of the same browser neither script, frame, text nor socket", async () => {
    const other = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end("<title>Another</title>");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    try {
      const page = await test.stage.tab();
      // Of the same site, even, as whatever else is developed on this machine.
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
      const got = await page.evaluate(async (address) => {
        const outcome = (element: HTMLElement): Promise<string> =>
          new Promise((resolve) => {
            element.addEventListener("load", () => resolve("load"));
            element.addEventListener("error", () => resolve("error"));
            document.body.append(element);
          });
        const script = Object.assign(document.createElement("script"), { src: `${address}companion.js` });
        const socket = new WebSocket(`${address.replace("http", "ws")}socket`);
        const frame = Object.assign(document.createElement("iframe"), { src: address });
        const opened = new Promise((resolve) => {
          socket.addEventListener("open", () => resolve("open"));
          socket.addEventListener("error", () => resolve("error"));
        });
        await outcome(frame);
        return {
          script: await outcome(script),
          text: await fetch(address).then(() => "text", String),
          opaque: await fetch(address, { mode: "no-cors" }).then(() => "answer", String),
          socket: await opened,
        };
      }, test.stage.companion.address);
      const failed = "TypeError: Failed to fetch";
      assert.deepEqual(got, { script: "error", text: failed, opaque: failed, socket: "error" });
      // What is framed in its place is the browser's own page about a refusal.
      assert.ok(page.frames().every((frame) => !frame.url().startsWith(test.stage.companion.address)));
    } finally {
      other.closeAllConnections();
      await new Promise((resolve) => other.close(resolve));
    }
  });

  describe("at a forwarded address", () => {
    let forwarding: Forwarding;
    beforeEach(async () => {
      forwarding = await forward(test.stage.companion.address);
    });
    afterEach(() => forwarding.close());

    it("lets go at once when the editor is gone, and is there again when it comes back", async () => {
      const page = await test.opened(await test.stage.tab(), forwarding.address);
      assert.equal(page.url(), forwarding.address);
      const call = await test.stage.call();
      await until("it is heard", () => call.sound() > 0.1);
      forwarding.cut();
      await says(page, "Your editor does not answer");
      assert.equal(await liveTracks(page), 0);
      await picture(page, "lost");
      forwarding.restore();
      await says(page, "No session is running");
      const again = await test.stage.call();
      await until("it is heard again", () => again.sound() > 0.1);
    });

    it("lets go when the editor falls silent, and gives up in the end", async () => {
      const page = await test.stage.tab();
      await page.clock.install();
      await test.opened(page, forwarding.address);
      await test.stage.call();
      forwarding.stall();
      await page.clock.runFor(2.5 * beatInterval);
      assert.equal(await liveTracks(page), 1);
      await page.clock.runFor(2 * beatInterval);
      await says(page, "Your editor does not answer");
      assert.equal(await liveTracks(page), 0);
      // Each of its attempts takes as long as that silence did.
      for (let waited = 0; waited < 90_000; waited += 10_000) await page.clock.runFor(10_000);
      await says(page, "Your editor is gone");
    });
  });

  it("works under the path at which a VS Code for browsers forwards ports", async () => {
    const folder = await temporaryFolder("companion-workspace");
    const vsCode = await startVsCode({ workspace: folder.path });
    try {
      const { port } = new URL(test.stage.companion.address);
      const forwarded = `${new URL(vsCode.url).origin}/proxy/${port}`;
      const page = await test.opened(await test.stage.tab(), forwarded);
      assert.equal(page.url(), `${forwarded}/`);
      const call = await test.stage.call();
      await until("it is heard", () => call.sound() > 0.1);
    } finally {
      vsCode.stop();
      folder.remove();
    }
  });
});
