/** The official browser client, in a real browser, holds a spoken conversation with the server. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium, type Browser } from "playwright-core";
import { startRealtimeServer, type RealtimeServer } from "../../dev/realtime/server.ts";
import { ensureBrowser } from "../../dev/setup/browser.ts";

const key = "sk-official-client-test";
const connectingSeconds = 3;
/** Bytes. */
const wavHeader = 44;
const pathTo = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

/**
 * The browser's fake microphone plays from the moment it is asked for, while the call is still being made; so
 * the sentence must wait until it is.
 */
async function lateSpeech(folder: string): Promise<string> {
  const recording = await readFile(pathTo("../fixtures/speech/goToLine42.slt.wav"));
  const silence = Buffer.alloc(2 * 16_000 * connectingSeconds);
  const header = Buffer.from(recording.subarray(0, wavHeader));
  header.writeUInt32LE(recording.length + silence.length - 8, 4);
  header.writeUInt32LE(recording.length - wavHeader + silence.length, wavHeader - 4);
  const file = join(folder, "speech.wav");
  await writeFile(file, Buffer.concat([header, silence, recording.subarray(wavHeader)]));
  return file;
}

async function servePage(): Promise<Server> {
  const { outputFiles } = await build({
    entryPoints: [pathTo("pages/officialPage.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2024",
  });
  const script = outputFiles[0]?.text ?? "";
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(
      isScript ? script : "<!doctype html><title>Official client</title><script src='/page.js'></script>",
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

describe("the official browser client", function () {
  this.timeout(60_000);
  let page: Server;
  let server: RealtimeServer;
  let browser: Browser;
  let origin: string;
  let folder: string;

  before(async () => {
    page = await servePage();
    origin = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    server = await startRealtimeServer({ key, origins: [origin] });
    folder = await mkdtemp(join(tmpdir(), "official-client-"));
    const speech = await lateSpeech(folder);
    browser = await chromium.launch({
      executablePath: await ensureBrowser(),
      args: [...flags, `--use-file-for-fake-audio-capture=${speech}%noloop`],
    });
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    page?.close();
    await rm(folder, { recursive: true });
  });

  it("is heard, gets a function call, answers it and hears the spoken answer", async () => {
    const tool = { type: "function", name: "go_to", parameters: { type: "object", properties: {} } };
    const minted = await fetch(`${server.url}/realtime/client_secrets`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ session: { type: "realtime", model: "gpt-realtime-2.1", tools: [tool] } }),
    });
    const { value: secret } = (await minted.json()) as { value: string };
    const tab = await browser.newPage();
    await tab.goto(origin);
    const calls = `${server.url}/realtime/calls`;
    await tab.evaluate((options) => window.official.connect(options), { calls, secret });
    await tab.waitForFunction(() =>
      window.official.events.some(({ type }) => type === "output_audio_buffer.stopped"),
    );

    const events = await tab.evaluate(() => window.official.events);
    const heard = server.sessions[0]?.heard ?? [];
    assert.deepEqual(
      heard.map(({ text }) => text),
      ["go to line forty two"],
      JSON.stringify(heard),
    );
    const call = events.find((event) => event.type === "response.function_call_arguments.done");
    assert.equal(call?.name, "go_to");
    assert.deepEqual(JSON.parse(call.arguments), { line: 42 });
    const done = events.findLast((event) => event.type === "response.done");
    const [message] = done?.response.output ?? [];
    assert.equal(message?.type === "message" ? message.content[0]?.type : undefined, "output_audio");
    assert.ok(
      events.every(({ type }) => type !== "error"),
      JSON.stringify(events.filter(({ type }) => type === "error")),
    );
    assert.ok((await tab.evaluate(() => window.official.audioEnergy())) > 0, "no sound came");

    await tab.evaluate(() => window.official.close());
  });
});
