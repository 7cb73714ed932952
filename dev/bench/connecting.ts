/** From the click to the open data channel: the panel against a bare page, on one server, in one browser. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { join } from "node:path";
import { root } from "../setup/paths.ts";
import type { Stage } from "../stage/stage.ts";
import { quantile, type Row } from "./row.ts";

/** Counted from the click to the channel's `open`, both in the panel's own frame. */
const stopwatch = `
  document.addEventListener("click", () => { globalThis.clickedAt = performance.now(); }, true);
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    const channel = create.apply(this, args);
    channel.addEventListener("open", () => { globalThis.openedAfter = performance.now() - globalThis.clickedAt; });
    return channel;
  };
`;

interface BarePage {
  readonly origin: string;
  close(): void;
}

/** Serves the bare page on loopback, where pages may use the microphone. */
export async function serveBarePage(): Promise<BarePage> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "dev/bench/barePage.ts")],
    bundle: true,
    write: false,
    target: "es2024",
  });
  const script = outputFiles[0]?.text ?? "";
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><script>${script}</script>`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export async function connectingRows(stage: Stage, bareOrigin: string, times: number): Promise<Row[]> {
  const connecting = await measureConnecting(stage, bareOrigin, times);
  const ours = quantile(connecting.ours, 0.5);
  const bare = quantile(connecting.bare, 0.5);
  return [
    { what: "click to open channel, panel", value: ours, unit: "ms" },
    { what: "click to open channel, bare page", value: bare, unit: "ms" },
    { what: "click to open channel, panel against bare page", value: ours / bare, unit: "×", budget: 1.3 },
  ];
}

/** @returns milliseconds of each, taken in turn so that what slows the machine slows both. */
async function measureConnecting(
  stage: Stage,
  bareOrigin: string,
  times: number,
): Promise<{ ours: number[]; bare: number[] }> {
  await stage.panel.evaluate(`(() => {${stopwatch}})()`);
  const page = await stage.workbench.page.context().newPage();
  await page.goto(bareOrigin);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < times; run++) {
    bare.push(await connectBare(page, stage));
    await stage.workbench.page.bringToFront();
    await stage.panel.connect();
    ours.push(await stage.panel.evaluate<number>("globalThis.openedAfter"));
    await stage.panel.stop();
  }
  await page.close();
  return { ours, bare };
}

async function connectBare(page: Page, { server, key }: Stage): Promise<number> {
  const response = await fetch(`${server.url}/realtime/client_secrets`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ session: { type: "realtime", model: "gpt-realtime-2.1" } }),
  });
  const { value } = (await response.json()) as { value: string };
  await page.bringToFront();
  const call = `connect(${JSON.stringify(`${server.url}/realtime/calls`)}, ${JSON.stringify(value)})`;
  return page.evaluate(call);
}
