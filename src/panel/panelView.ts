/** The voice panel: a webview view that shows the state, sends intents, and carries the media. */
import * as vscode from "vscode";
import { abortable } from "../session/abortable.ts";
import type { Log } from "../session/log.ts";
import type { mediaNews } from "../shared/media.ts";
import { hostContract, panelContract } from "../shared/panel.ts";
import { panelTexts } from "../shared/panelTexts.ts";
import { connect, type Client, type Connection, type Handlers } from "../shared/rpc.ts";
import type { PanelState } from "../shared/state.ts";
import { panelHtml } from "./html.ts";
import { within } from "../session/deadline.ts";

export const viewId = "vivaVoce.panel";

/** What the user does in the panel. */
export type Intents = Omit<Handlers<typeof hostContract>, "ready" | keyof typeof mediaNews>;

/** The panel as a page that carries media. */
export interface PanelPage {
  readonly call: Client<typeof panelContract>;
  /** The editor lets its panels ask for the microphone. */
  readonly microphoneAllowed: boolean;
}

export interface PanelViewOptions {
  extensionUri: vscode.Uri;
  intents: Intents;
  news: Handlers<typeof mediaNews>;
  state(): PanelState;
  /** The page's script runs; one before it, and what it carried, is gone. */
  ready(page: PanelPage): void;
  /** The page is gone, and with it what it carried. */
  gone(reason: string): void;
  /** The panel is gone and has not come back, as it does when it is moved. */
  closed(): void;
  log: Log;
}

/** For the panel to come up, in ms. */
const panelTimeout = 15_000;

/** A panel that is moved goes and comes back within this; in ms. */
const moveTime = 2_000;

export class PanelView implements vscode.WebviewViewProvider {
  readonly #options: PanelViewOptions;
  #view: vscode.WebviewView | undefined;
  #panel: Connection<typeof panelContract> | undefined;
  /** Resolves with the panel once its script runs. */
  #ready = Promise.withResolvers<PanelPage>();
  #closing: NodeJS.Timeout | undefined;
  /** Changes of state since the panel was last told. */
  #changes = 0;

  constructor(options: PanelViewOptions) {
    this.#options = options;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#forget("The panel was reopened.");
    clearTimeout(this.#closing);
    this.#closing = undefined;
    this.#view = view;
    const { extensionUri, log } = this.#options;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(extensionUri, "dist")],
    };
    const panel = connect({
      port: portOf(view.webview),
      offered: hostContract,
      handlers: this.#handlers(view),
      wanted: panelContract,
      onRejected: (reason) => log.warn(`Panel message ignored: ${reason}`),
    });
    this.#panel = panel;
    view.onDidDispose(() => {
      if (this.#view !== view) return;
      this.#forget("The panel was closed.");
      this.#closing = setTimeout(() => {
        this.#closing = undefined;
        this.#options.closed();
      }, moveTime);
    });
    view.webview.html = panelHtml(view.webview, extensionUri);
  }

  /** Sends the state of now, once for all changes of one turn of the event loop. */
  stateChanged(): void {
    if (this.#changes++ > 0) return;
    setImmediate(() => {
      this.#changes = 0;
      this.#panel?.call.show(this.#options.state());
    });
  }

  /** Asks the page to tell when the talk key goes up, where it sees that. */
  watchTalkKey(): void {
    this.#panel?.call.watchTalkKey({});
  }

  get visible(): boolean {
    return this.#view?.visible === true;
  }

  /** Shows the panel and gives it the focus. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Shows the panel and leaves the focus where it is. */
  async reveal(): Promise<void> {
    if (this.#view?.visible === true) return;
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  /** @throws where the panel does not come up in time, or before `signal` aborts. */
  async page(signal: AbortSignal): Promise<PanelPage> {
    // A panel that the user closes is not opened again behind their back.
    if (this.#view === undefined && this.#closing === undefined) await this.reveal();
    try {
      return await abortable(this.#ready.promise, within(panelTimeout, signal));
    } catch (error) {
      signal.throwIfAborted();
      throw new Error("The voice panel did not open in time.", { cause: error });
    }
  }

  #handlers(view: vscode.WebviewView): Handlers<typeof hostContract> {
    const { intents, news, gone, ready } = this.#options;
    return {
      ...intents,
      ...news,
      ready: ({ microphoneAllowed }) => {
        const panel = this.#panel;
        if (this.#view !== view || panel === undefined) throw new Error("This panel was replaced.");
        // Once more for a page that reloaded itself: its peer connection is gone.
        gone("The panel was reloaded.");
        const page = { call: panel.call, microphoneAllowed };
        ready(page);
        this.#ready.resolve(page);
        this.stateChanged();
        return Promise.resolve({ strings: translatedTexts() });
      },
    };
  }

  #forget(reason: string): void {
    if (this.#view === undefined) return;
    this.#panel?.dispose();
    this.#panel = undefined;
    this.#view = undefined;
    this.#ready = Promise.withResolvers();
    this.#options.gone(reason);
  }
}

function portOf(webview: vscode.Webview): Parameters<typeof connect>[0]["port"] {
  return {
    post: (message) => void webview.postMessage(message),
    listen(receive) {
      const subscription = webview.onDidReceiveMessage(receive);
      return () => subscription.dispose();
    },
  };
}

function translatedTexts(): Record<string, string> {
  return Object.fromEntries(Object.entries(panelTexts).map(([key, text]) => [key, vscode.l10n.t(text)]));
}
