/** Runs one of our bundles in the extension host of a real VS Code, and hears what it tells. */
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { root } from "../setup/paths.ts";
import { startVsCode, type VsCode } from "./server.ts";
import { launch } from "./workbench.ts";

export interface HostRun {
  /** The folder to open, absolute. */
  workspace: string;
  /** From the root of the repository; its `run` is called once the workspace is open. */
  bundle: string;
  /** For the extension host, beside VIVA_VOCE_TEST_PORT, the port on loopback that `receive` listens on. */
  environment: Record<string, string>;
  /** Takes each JSON value that was sent, one a line. */
  receive(value: unknown): void;
}

/** How long nothing may be heard, in milliseconds: the start of VS Code, or one slow piece of work. */
const silence = 90_000;

/** @returns how it ended, and what VS Code's server printed. */
export async function runInHost(options: HostRun): Promise<{ ending: string; printed: string }> {
  const channel = await openChannel(options.receive);
  const vsCode = await startVsCode({
    workspace: options.workspace,
    smokeTest: true,
    probe: true,
    bareTerminals: true,
    environment: { VIVA_VOCE_TEST_PORT: String(channel.port), ...options.environment },
  });
  const browser = await launch();
  try {
    const page = await browser.newPage({ locale: "en-US" });
    // What a terminal shows can only be read by copying it.
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    page.on("crash", () => channel.fail("the browser's page crashed."));
    await page.goto(`${vsCode.url}&payload=${encodeURIComponent(payload(vsCode, options.bundle))}`);
    const ending = await channel.closed;
    return { ending, printed: withoutKnownNoise(vsCode.output()) };
  } finally {
    await browser.close();
    vsCode.stop();
    channel.close();
  }
}

/** Makes the workbench load the extension from this folder, and its host run the bundle. */
function payload({ port }: VsCode, bundle: string): string {
  const remote = (path: string): string =>
    `vscode-remote://127.0.0.1:${port}${pathToFileURL(root).pathname}/${path}`;
  return JSON.stringify([
    ["extensionDevelopmentPath", remote("")],
    ["extensionTestsPath", remote(bundle)],
  ]);
}

/** VS Code tells more than once, at length, that it lacks the native logger, which ensureVsCode leaves out. */
function withoutKnownNoise(output: string): string {
  const complaint =
    /Error: Could not locate the bindings file.*\n(?:(?: →| {4}at| {2}tries: | {4}'| {2}\]|\}).*\n)*/g;
  return output.replaceAll(complaint, "");
}

/** A port on loopback where the extension host tells what it does, a JSON line each. */
async function openChannel(receive: (value: unknown) => void): Promise<{
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
      receive(JSON.parse(line));
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
