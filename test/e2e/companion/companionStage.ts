/** The companion page in a real browser, with its real server, and a peer for its link. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { createPeer } from "../../../dev/realtime/peer.ts";
import { findBrowser } from "../../../dev/setup/browser.ts";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";
import { root } from "../../../dev/setup/paths.ts";
import { startCompanion, type Companion } from "../../../src/companion/companionServer.ts";
import type { MicrophoneAnswer } from "../../../src/shared/media.ts";
import { companionNews, type CompanionState } from "../../../src/shared/companion.ts";
import { until } from "../talking.ts";

export interface Told {
  what: string;
  params: unknown;
  /** In milliseconds, since some moment. */
  at: number;
}

/** The host's end of one link. */
export interface Call {
  readonly microphone: MicrophoneAnswer;
  /** Seconds of sound that arrived and was not silent. */
  sound(): number;
  close(): void;
}

export interface CompanionStage {
  readonly companion: Companion;
  readonly told: Told[];
  readonly logged: string[];
  /** A tab of a browser that grants the microphone, unless it is told otherwise. */
  tab(options?: BrowserContextOptions): Promise<Page>;
  /** Has the page that is there offer a link, and answers it. */
  call(gated?: boolean): Promise<Call>;
  show(session: CompanionState["session"]): void;
  close(): Promise<void>;
}

export const device = {
  from: "device",
  device: "",
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
} as const;

const screenshots = join(root, "out/screenshots");
/** Of a sample, 1 being full scale: far above what Opus makes of silence, far below the browser's test tone. */
const audible = 0.02;
/** Hz, of what a peer hears. */
const hearingRate = 16_000;

export interface Tools {
  readonly browser: Browser;
  readonly folder: string;
  close(): Promise<void>;
}

/** The browser and the page's bundle: what may be shared by all tests. */
export async function prepareTools(): Promise<Tools> {
  const executablePath = await findBrowser();
  if (executablePath === undefined) throw new Error("No browser was found.");
  const folder = await temporaryFolder("companion");
  await build({
    entryPoints: [
      { in: join(root, "webview/companion/main.tsx"), out: "companion" },
      { in: join(root, "webview/companion/companion.css"), out: "companion" },
    ],
    bundle: true,
    format: "iife",
    target: "es2024",
    outdir: folder.path,
    logLevel: "silent",
  });
  await mkdir(screenshots, { recursive: true });
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-fake-device-for-media-stream",
      // Of pages as of files: no sound before a click, which is the strictest that browsers are.
      "--autoplay-policy=user-gesture-required",
    ],
  });
  return {
    browser,
    folder: folder.path,
    async close() {
      await browser.close();
      folder.remove();
    },
  };
}

export async function openCompanionStage({ browser, folder }: Tools): Promise<CompanionStage> {
  const told: Told[] = [];
  const logged: string[] = [];
  const calls: Call[] = [];
  const contexts: { close(): Promise<void> }[] = [];
  const log = (message: string): void => void logged.push(message);
  const note = (what: string) => (params: unknown) => void told.push({ what, params, at: performance.now() });
  const companion = await startCompanion({
    folder,
    texts: {},
    language: "en",
    log: { debug: log, warn: log, error: log },
    listener: {
      ...(Object.fromEntries(Object.keys(companionNews).map((what) => [what, note(what)])) as Record<
        keyof typeof companionNews,
        (params: unknown) => void
      >),
      gone: note("gone"),
    },
  });
  let links = 0;
  return {
    companion,
    told,
    logged,
    async tab(options) {
      const context = await browser.newContext({
        permissions: ["microphone"],
        viewport: { width: 520, height: 620 },
        locale: "en-GB",
        ...options,
      });
      contexts.push(context);
      await context.addInitScript(watchTracks);
      return context.newPage();
    },
    async call(gated = false) {
      const link = ++links;
      const page = await companion.page(AbortSignal.timeout(10_000));
      const { sdp, microphone } = await page.offer({ link, microphone: device, gated });
      let samples = 0;
      const peer = createPeer({
        opened: () => undefined,
        received: () => undefined,
        heard: (heard) => (samples += heard.filter((sample) => Math.abs(sample) > audible).length),
        closed: () => undefined,
      });
      const call = { microphone, sound: () => samples / hearingRate, close: () => peer.close() };
      calls.push(call);
      await page.answer({ link, sdp: await peer.answer(sdp) });
      await until("the link is open", () =>
        told.some(({ what, params }) => what === "linkOpened" && (params as { link: number }).link === link),
      );
      return call;
    },
    show: (session) => companion.show({ window: "viva-voce — cart.ts", session }),
    async close() {
      for (const call of calls) call.close();
      await Promise.all(contexts.map((context) => context.close()));
      await companion.close();
    },
  };
}

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(screenshots, `companion-${name}.png`) });
}

declare global {
  /** Every track that the page's microphone gave. */
  var openedTracks: MediaStreamTrack[];
  /** Breaches of the page's Content Security Policy. */
  var policyBreaches: string[];
}

/** Runs in the page, before its own script. */
function watchTracks(): void {
  globalThis.openedTracks = [];
  globalThis.policyBreaches = [];
  addEventListener("securitypolicyviolation", ({ violatedDirective }) =>
    policyBreaches.push(violatedDirective),
  );
  const getUserMedia = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints);
    openedTracks.push(...stream.getAudioTracks());
    return stream;
  };
}

/** How many tracks hold the device open. */
export function liveTracks(page: Page): Promise<number> {
  return page.evaluate(() => openedTracks.filter(({ readyState }) => readyState === "live").length);
}
