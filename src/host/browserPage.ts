/** The companion page: served while a session needs it, and opened in the user's browser. */
import * as vscode from "vscode";
import { startCompanion, type Companion, type CompanionOptions } from "../companion/companionServer.ts";
import type { MediaLinks } from "../panel/mediaLinks.ts";
import { abortable } from "../session/abortable.ts";
import type { Log } from "../session/log.ts";
import type { CompanionState, companionContract } from "../shared/companion.ts";
import { companionTexts } from "../shared/companionTexts.ts";
import type { Client } from "../shared/rpc.ts";
import type { Report } from "./report.ts";

export interface BrowserPageOptions {
  /** Where the page's files are. */
  folder: string;
  stop(): void;
  setMuted(muted: boolean): void;
  state(): CompanionState;
  report: Report;
  log: Log;
}

type Page = Client<typeof companionContract>;

export class BrowserPage {
  readonly #options: BrowserPageOptions;
  #companion: Companion | undefined;
  #starting: Promise<Companion> | undefined;
  /** The page that carries the media now. */
  current: Page | undefined;

  constructor(options: BrowserPageOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the page is there; where it is not yet, it is opened in the browser.
   * @throws where it cannot be served or opened.
   */
  async open(links: MediaLinks, signal: AbortSignal): Promise<Page> {
    const companion = this.#companion ?? (await abortable(this.#start(links), signal));
    this.current = await companion.page(signal);
    this.stateChanged();
    return this.current;
  }

  /** Opens the page once more, for a user who has closed it or lost sight of it. */
  async openAgain(): Promise<void> {
    if (this.#companion !== undefined) await openInBrowser(this.#companion);
  }

  stateChanged(): void {
    this.#companion?.show(this.#options.state());
  }

  close(): void {
    const { report } = this.#options;
    // One that is still starting is served for nobody.
    if (this.#starting !== undefined) report(this.#starting.then((companion) => companion.close()));
    else if (this.#companion !== undefined) report(this.#companion.close());
    this.#starting = undefined;
    this.#companion = undefined;
    this.current = undefined;
  }

  async #start(links: MediaLinks): Promise<Companion> {
    const starting = (this.#starting = startCompanion(this.#serverOptions(links)));
    try {
      const companion = await starting;
      if (this.#starting !== starting) throw new Error("The session ended before its page was opened.");
      this.#companion = companion;
      await openInBrowser(companion);
      return companion;
    } finally {
      if (this.#starting === starting) this.#starting = undefined;
    }
  }

  #serverOptions(links: MediaLinks): CompanionOptions {
    const { folder, stop, setMuted, log } = this.#options;
    const { t } = vscode.l10n;
    return {
      folder,
      log,
      texts: Object.fromEntries(Object.entries(companionTexts).map(([key, text]) => [key, t(text)])),
      language: vscode.env.language,
      listener: {
        ...links.news,
        stop,
        setMuted: ({ muted }) => setMuted(muted),
        gone: (reason) => {
          this.current = undefined;
          links.drop(reason);
        },
      },
    };
  }
}

async function openInBrowser(companion: Companion): Promise<void> {
  const forwarded = await vscode.env.asExternalUri(vscode.Uri.parse(companion.address));
  const url = companion.url(forwarded.toString(true));
  if (!(await vscode.env.openExternal(vscode.Uri.parse(url, true)))) {
    throw new Error("The page for the microphone was not opened in the browser.");
  }
}
