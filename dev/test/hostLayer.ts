/** The tests that run in the extension host of a real VS Code. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { copySample } from "../sample.ts";
import { root } from "../setup/paths.ts";
import { startVsCode, type VsCode } from "../vscode/server.ts";
import { launch } from "../vscode/workbench.ts";
import { collectResults, type Outcome } from "./eventStream.ts";
import type { TestEvent } from "./results.ts";

/** How long nothing may be heard of the tests, in milliseconds: the start of VS Code, or one slow test. */
const silence = 90_000;

export async function runHostTests(grep?: string): Promise<Outcome> {
  const collector = collectResults();
  const sample = await copySample();
  const channel = await openChannel(collector.receive);
  const vsCode = await startVsCode({
    workspace: sample.path,
    smokeTest: true,
    environment: {
      VIVA_VOCE_TEST_PORT: String(channel.port),
      ...(grep === undefined ? {} : { VIVA_VOCE_TEST_GREP: grep }),
    },
  });
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: "en-US" });
    page.on("crash", () => channel.fail("the browser's page crashed."));
    await page.goto(`${vsCode.url}&payload=${encodeURIComponent(payload(vsCode))}`);
    const ending = await channel.closed;
    return { ...collector.outcome(ending), printed: withoutKnownNoise(vsCode.output()) };
  } finally {
    await browser.close();
    vsCode.stop();
    channel.close();
    sample.remove();
  }
}

/** Makes the workbench load the extension from this folder, and its host run the tests. */
function payload({ port }: VsCode): string {
  const remote = (path: string): string =>
    `vscode-remote://127.0.0.1:${port}${pathToFileURL(root).pathname}/${path}`;
  return JSON.stringify([
    ["extensionDevelopmentPath", remote("")],
    ["extensionTestsPath", remote("out/test/vscode/index.js")],
  ]);
}

/** VS Code tells more than once, at length, that it lacks the native logger, which ensureVsCode leaves out. */
function withoutKnownNoise(output: string): string {
  const complaint =
    /Error: Could not locate the bindings file.*\n(?:(?: →| {4}at| {2}tries: | {4}'| {2}\]|\}).*\n)*/g;
  return output.replaceAll(complaint, "");
}

/** A port on loopback where the extension host tells of its tests, a JSON line each. */
async function openChannel(receive: (event: TestEvent) => void): Promise<{
  port: number;
  /** How it ended: the host went away, or was silent for too long. */
  closed: Promise<string>;
  fail(reason: string): void;
  close(): void;
}> {
  const { promise: closed, resolve: end } = Promise.withResolvers<string>();
  const tooLong = setTimeout(() => end(`nothing was heard for ${silence / 1000} s.`), silence);
  const server = createServer((socket) => {
    createInterface(socket).on("line", (line) => {
      tooLong.refresh();
      receive(JSON.parse(line) as TestEvent);
    });
    // A host that crashes resets the connection; either way "close" follows.
    socket.on("error", (error) => end(`the extension host's connection broke: ${error.message}`));
    socket.on("end", () => end("the extension host ended."));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    closed,
    fail: end,
    close() {
      clearTimeout(tooLong);
      server.close();
    },
  };
}
