/** The panel in a real browser, in a page that plays the host's end. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type Frame, type Page } from "playwright-core";
import { findBrowser } from "../../../../dev/setup/browser.ts";
import type { PanelState } from "../../../../src/shared/state.ts";

export type Theme = "light" | "dark" | "high-contrast" | "high-contrast-light";

interface OpenOptions {
  theme?: Theme;
  width?: number;
  height?: number;
  /** Absent: the browser asks, and nobody answers. `policy`: closed as in VS Code on the desktop. */
  microphone?: "granted" | "policy";
  reducedMotion?: boolean;
  /** Link 1 is connected already, and the user has neither clicked nor typed. `asked`: and whether it may play. */
  connected?: boolean | "asked";
}

export interface Panel {
  page: Page;
  frame: Frame;
  show(state: PanelState): Promise<void>;
  /** What the panel told by `method`, in order. */
  told(method: string): Promise<unknown[]>;
  /** Breaches of the panel's Content Security Policy, errors, and messages that did not parse. */
  faults(): Promise<string[]>;
  close(): Promise<void>;
}

export interface PanelRig {
  open(options?: OpenOptions): Promise<Panel>;
  close(): Promise<void>;
}

const here = import.meta.dirname;
const root = join(here, "../../../..");

/** As a view's page in VS Code has it. */
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'none'";

const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // As VS Code's desktop has it: no sound before a click.
  "--autoplay-policy=user-gesture-required",
];

/** @param microphone whether the browser has any; they are pretended, a default and two more, and beep. */
export async function startPanelRig({ microphone = true }: { microphone?: boolean } = {}): Promise<PanelRig> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error("No browser was found.");
  const files = await bundle();
  const server = createServer((request, response) => answer(request.url ?? "/", response, files));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...browserArguments,
      microphone ? "--use-fake-device-for-media-stream=device-count=3" : "--disable-audio-input",
    ],
  });
  return {
    open: (options = {}) => openPanel(browser, origin, options),
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bundle(): Promise<Map<string, { type: string; text: string }>> {
  const { outputFiles } = await build({
    entryPoints: {
      webview: join(root, "webview/main.tsx"),
      style: join(root, "webview/style.css"),
      host: join(here, "hostPage.ts"),
      vscode: join(here, "vscodeStub.ts"),
    },
    bundle: true,
    format: "iife",
    target: "es2024",
    write: false,
    outdir: "/",
    logLevel: "silent",
  });
  const files = new Map(
    outputFiles.map(({ path, text }) => [
      path,
      { type: path.endsWith(".css") ? "text/css" : "text/javascript", text },
    ]),
  );
  const themes = JSON.parse(await readFile(join(here, "themes.json"), "utf8")) as Record<
    string,
    Record<string, string>
  >;
  for (const [name, variables] of Object.entries(themes)) {
    const lines = Object.entries(variables).map(([variable, value]) => `${variable}: ${value};`);
    // A view's own page has no background: the side bar shows through.
    const text = `:root { ${lines.join("\n")} background-color: var(--vscode-sideBar-background); }`;
    files.set(`/theme-${name}.css`, { type: "text/css", text });
  }
  return files;
}

function answer(
  url: string,
  response: ServerResponse,
  files: Map<string, { type: string; text: string }>,
): void {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  const policy =
    searchParams.get("microphone") === "policy" ? { "Permissions-Policy": "microphone=()" } : undefined;
  const html = (text: string, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...policy, ...headers }).end(text);
  };
  if (pathname === "/") return html(hostHtml);
  if (pathname === "/connected") return void response.writeHead(204).end();
  if (pathname === "/panel") {
    return html(panelHtml(searchParams.get("theme") ?? "light"), {
      "Content-Security-Policy": contentSecurityPolicy,
    });
  }
  const file = files.get(pathname);
  if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "Content-Type": file.type }).end(file.text);
}

const hostHtml = `<!doctype html>
<title>Host</title>
<link rel="icon" href="data:,">
<style>html, body, iframe { display: block; width: 100%; height: 100%; margin: 0; border: 0; }</style>
<iframe></iframe>
<script src="/host.js"></script>`;

function panelHtml(theme: string): string {
  const bodyClass =
    theme === "high-contrast-light" ? "vscode-high-contrast vscode-high-contrast-light" : `vscode-${theme}`;
  return `<!doctype html>
<html lang="en">
<head>
<title>Panel</title>
<link rel="stylesheet" href="/theme-${theme}.css">
<link rel="stylesheet" href="/style.css">
</head>
<body class="${bodyClass}"><div id="root"></div>
<script src="/vscode.js"></script>
<script src="/webview.js"></script>
</body>
</html>`;
}

async function openPanel(browser: Browser, origin: string, options: OpenOptions): Promise<Panel> {
  const {
    theme = "light",
    width = 300,
    height = 620,
    microphone,
    reducedMotion = false,
    connected = false,
  } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
    permissions: microphone === "granted" ? ["microphone"] : [],
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  const query = new URLSearchParams({ theme });
  if (microphone === "policy") query.set("microphone", microphone);
  if (connected !== false) query.set("connect", String(connected));
  await Promise.all([
    connected !== false ? page.waitForRequest("**/connected") : undefined,
    page.goto(`${origin}/?${query}`),
  ]);
  await page.waitForFunction(() => host.told.some(({ method }) => method === "ready"));
  const frame = page.frames().find((candidate) => candidate.url().includes("/panel"));
  if (frame === undefined) throw new Error("The panel's frame is not there.");
  return {
    page,
    frame,
    show: (state) =>
      page.evaluate((state) => {
        host.call.show(state);
        return host.settled();
      }, state),
    told: (method) =>
      page.evaluate(async (method) => {
        await host.settled();
        return host.told.filter((told) => told.method === method).map(({ params }) => params);
      }, method),
    async faults() {
      const rejected = await page.evaluate(() => host.rejected);
      return [...errors, ...rejected];
    },
    close: () => context.close(),
  };
}
