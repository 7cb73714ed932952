/**
 * A page behind another one, in a browser as users have it. Playwright's own browsers take no page for hidden, and
 * hold back no timers.
 */
import { once } from "node:events";
import { WebSocket } from "ws";
import { findBrowser } from "../../../dev/setup/browser.ts";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";
import { startGroup } from "../../../dev/setup/processes.ts";
import { until } from "../talking.ts";

export interface HiddenPage {
  /** What `document.visibilityState` says. */
  visibility(): Promise<string>;
  /** Puts another page before it. */
  hide(): Promise<void>;
  close(): void;
}

type Send = <T>(method: string, params?: object, sessionId?: string) => Promise<T>;

export async function openHideablePage(url: string): Promise<HiddenPage> {
  const executable = await findBrowser();
  if (executable === undefined) throw new Error("No browser was found.");
  const profile = await temporaryFolder("hidden-page");
  const group = startGroup(executable, [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--remote-debugging-port=0",
    `--user-data-dir=${profile.path}`,
    url,
  ]);
  const address = await until("the browser runs", () => /ws:\/\/\S+/.exec(group.output())?.[0]);
  const socket = new WebSocket(address);
  await once(socket, "open");
  const send = protocol(socket);
  const { targetInfos } = await send<{ targetInfos: { type: string; targetId: string }[] }>(
    "Target.getTargets",
  );
  const target = targetInfos.find(({ type }) => type === "page");
  const { sessionId } = await send<{ sessionId: string }>("Target.attachToTarget", {
    targetId: target?.targetId,
    flatten: true,
  });
  return {
    async visibility() {
      const { result } = await send<{ result: { value: string } }>(
        "Runtime.evaluate",
        { expression: "document.visibilityState" },
        sessionId,
      );
      return result.value;
    },
    async hide() {
      const { targetId } = await send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
      await send("Target.activateTarget", { targetId });
    },
    close() {
      socket.terminate();
      group.stop();
      profile.remove();
    },
  };
}

/** https://chromedevtools.github.io/devtools-protocol/ */
function protocol(socket: WebSocket): Send {
  let lastId = 0;
  return <T>(method: string, params: object = {}, sessionId?: string) => {
    const id = ++lastId;
    socket.send(JSON.stringify({ id, method, params, sessionId }));
    return new Promise<T>((resolve, reject) => {
      socket.on("message", function receive(data: Buffer) {
        const answer = JSON.parse(data.toString()) as { id?: number; result: T; error?: { message: string } };
        if (answer.id !== id) return;
        socket.off("message", receive);
        if (answer.error === undefined) resolve(answer.result);
        else reject(new Error(answer.error.message));
      });
    });
  };
}
