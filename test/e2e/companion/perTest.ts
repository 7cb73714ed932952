/** A companion page's server for each test, one browser for all, and what tests ask of both. */
import type { Page } from "playwright-core";
import type { ShownSession } from "../../../src/shared/state.ts";
import { until } from "../talking.ts";
import { openCompanionStage, prepareTools, type CompanionStage, type Tools } from "./companionStage.ts";

export interface PerTest {
  readonly stage: CompanionStage;
  /** Opens the page in this tab, and waits until it is let in. */
  opened(page: Page, forwarded?: string): Promise<Page>;
  told(what: string): unknown[];
  levelsPerSecond(): Promise<number>;
}

/** To be called in a `describe`. */
export function companionPerTest(): PerTest {
  let tools: Tools;
  let stage: CompanionStage;
  before(async () => {
    tools = await prepareTools();
  });
  after(() => tools?.close());
  beforeEach(async () => {
    stage = await openCompanionStage(tools);
  });
  afterEach(() => stage?.close());

  const told = (wanted: string): unknown[] =>
    stage.told.filter(({ what }) => what === wanted).map(({ params }) => params);
  return {
    get stage() {
      return stage;
    },
    async opened(page, forwarded) {
      await page.goto(stage.companion.url(forwarded));
      await says(page, "No session is running");
      return page;
    },
    told,
    async levelsPerSecond() {
      const before = told("levels").length;
      const since = performance.now();
      await until("levels are told", () => told("levels").length >= before + 20);
      return 20 / ((performance.now() - since) / 1000);
    },
  };
}

/** Waits until this is the page's heading. */
export function says(page: Page, text: string): Promise<void> {
  return page.getByRole("heading", { name: text, exact: true }).waitFor();
}

export function live(microphone: Extract<ShownSession, { status: "live" }>["microphone"]): ShownSession {
  return { status: "live", phase: "listening", microphone };
}
