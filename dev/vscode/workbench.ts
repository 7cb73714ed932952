/** Opens VS Code's workbench in a real browser. */
import { type Browser, type BrowserContext, chromium, type FrameLocator, type Page } from "playwright-core";
import { ensureBrowser } from "../setup/browser.ts";

export interface WorkbenchOptions {
  /** What VS Code's server gave as its address. */
  url: string;
  /** A 16-bit PCM WAV file that the microphone hears, again and again; with "%noloop" appended, once. */
  microphone?: string;
  /** Closes the microphone to every page and webview, as desktop VS Code does. */
  denyMicrophone?: boolean;
  /** Sound plays only after a click into the frame it comes from, as in desktop VS Code. */
  gestureRequired?: boolean;
  /** Runs in every frame before the frame's own scripts. */
  script?: string;
  /** Shows the browser. */
  visible?: boolean;
  /** In pixels. */
  viewport?: { width: number; height: number };
}

export interface Workbench {
  readonly browser: Browser;
  readonly page: Page;
  /** The voice panel's document. */
  readonly panel: FrameLocator;
  /** Runs a command by its title, as a user would: F1, the title, a click. */
  runCommand(title: string): Promise<void>;
  /** Reloads the window as its command does. Resolves when the workbench stands again. */
  reload(): Promise<void>;
  /** Writes a PNG of the whole window. */
  screenshot(path: string): Promise<void>;
  /** Opens another window of the same user on the same folder; it closes with the browser. */
  openWindow(): Promise<Workbench>;
  close(): Promise<void>;
}

const panelFrame = 'iframe.webview.ready[src*="extensionId=viva-voce.viva-voce"]';

/** Resolves when the workbench stands and the extension host has read what extensions contribute. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const browser = await launch(options);
  try {
    const viewport = options.viewport ?? { width: 1280, height: 800 };
    return await openWindow(browser, await browser.newContext({ viewport, locale: "en-US" }), options);
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function openWindow(
  browser: Browser,
  context: BrowserContext,
  options: WorkbenchOptions,
): Promise<Workbench> {
  const page = await context.newPage();
  if (options.script !== undefined) await page.addInitScript(options.script);
  if (options.denyMicrophone === true) await denyMicrophone(page, options.url);
  await page.goto(options.url);
  await restored(page);
  return {
    browser,
    page,
    panel: page.frameLocator(panelFrame).frameLocator("#active-frame"),
    runCommand: (title) => runCommand(page, title),
    async reload() {
      const loaded = page.waitForEvent("load", { timeout: 60_000 });
      await runCommand(page, "Developer: Reload Window");
      await loaded;
      await restored(page);
    },
    async screenshot(path) {
      await page.screenshot({ path });
    },
    openWindow: () => openWindow(browser, context, options),
    close: () => browser.close(),
  };
}

/** A browser for our own pages and for the workbench; it ends with this process at the latest. */
export async function launch(
  options: Pick<WorkbenchOptions, "microphone" | "gestureRequired" | "visible"> = {},
): Promise<Browser> {
  const args = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
  ];
  // Chromium's sandbox refuses to run as root, where containers usually are.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  if (options.microphone !== undefined) args.push(`--use-file-for-fake-audio-capture=${options.microphone}`);
  if (options.gestureRequired === true) args.push("--autoplay-policy=user-gesture-required");
  return chromium.launch({
    executablePath: await ensureBrowser(),
    headless: options.visible !== true,
    args,
    // Our own handlers end the process, and Playwright ends the browser with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/**
 * Adds the header in which a page gives up the microphone for itself and its frames. The response itself
 * stays the server's: one that Playwright's routes make up counts as not from loopback, and Chromium then
 * refuses the page its connection to the server.
 */
async function denyMicrophone(page: Page, url: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  devTools.on("Fetch.requestPaused", ({ requestId, responseStatusCode, responseHeaders = [] }) => {
    const headers = [...responseHeaders, { name: "Permissions-Policy", value: "microphone=()" }];
    devTools
      .send("Fetch.continueResponse", {
        requestId,
        responseCode: responseStatusCode ?? 200,
        responseHeaders: headers,
      })
      // The page was closed in the middle of a load.
      .catch(() => {});
  });
  const urlPattern = `${new URL(url).origin}/?folder=*`;
  await devTools.send("Fetch.enable", { patterns: [{ urlPattern, requestStage: "Response" }] });
}

/** VS Code marks its progress in the page's performance timeline. */
async function restored(page: Page): Promise<void> {
  const marks = ["code/didStartWorkbench", "code/didLoadExtensions"];
  const seen = marks.map((mark) => `performance.getEntriesByName("${mark}").length > 0`).join(" && ");
  await page.waitForFunction(seen, undefined, { timeout: 60_000 });
  await page.locator(".monaco-workbench .part.statusbar").waitFor();
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("F1");
  const palette = page.locator(".quick-input-widget:visible");
  await palette.locator("input").fill(`>${title}`);
  // Not the first in the list, which may only hold the same words.
  await palette.locator(".monaco-list-row").getByText(title, { exact: true }).click();
}
