/** The voice panel: a webview view that shows the state, sends intents, and carries the media. */
import * as vscode from "vscode";
import { abortable } from "../session/abortable.ts";
import type { Log } from "../session/log.ts";
import type { LinkListener } from "../session/link.ts";
import { hostContract, panelContract } from "../shared/panel.ts";
import { panelTexts } from "../shared/panelTexts.ts";
import { connect, type Connection, type Handlers } from "../shared/rpc.ts";
import type { PanelState } from "../shared/state.ts";
import { panelHtml } from "./html.ts";
import { createPanelLink, type PanelLink } from "./panelLink.ts";

export const viewId = "vivaVoce.panel";

/** What the user does in the panel. What concerns the link is handled here. */
export type Intents = Pick<
  Handlers<typeof hostContract>,
  "start" | "stop" | "setMuted" | "talk" | "say" | "confirm" | "act"
>;

export interface PanelViewOptions {
  extensionUri: vscode.Uri;
  intents: Intents;
  state(): PanelState;
  log: Log;
}

type Panel = Connection<typeof panelContract>;

export class PanelView implements vscode.WebviewViewProvider {
  readonly #options: PanelViewOptions;
  #view: vscode.WebviewView | undefined;
  #panel: Panel | undefined;
  /** Resolves with the panel once its script runs. */
  #ready = Promise.withResolvers<Panel>();
  #link: PanelLink | undefined;
  #links = 0;
  /** Changes of state since the panel was last told. */
  #changes = 0;

  constructor(options: PanelViewOptions) {
    this.#options = options;
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#forget("The panel was reopened.");
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
      if (this.#view === view) this.#forget("The panel was closed.");
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

  /** Shows the panel and gives it the focus. */
  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  }

  /** Shows the panel and leaves the focus where it is. */
  async reveal(): Promise<void> {
    if (this.#view?.visible === true) return;
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  /** @throws where the panel does not come up before `signal` aborts. */
  async openLink(listener: LinkListener, signal: AbortSignal): Promise<PanelLink> {
    if (this.#view === undefined) await this.reveal();
    const panel = await abortable(this.#ready.promise, signal);
    this.#link = createPanelLink(panel.call, ++this.#links, listener);
    return this.#link;
  }

  #handlers(view: vscode.WebviewView): Handlers<typeof hostContract> {
    const heard = (link: number, tell: (listener: LinkListener) => void): void => {
      if (this.#link?.number === link) tell(this.#link.listener);
    };
    return {
      ...this.#options.intents,
      ready: () => {
        const panel = this.#panel;
        if (this.#view !== view || panel === undefined) throw new Error("This panel was replaced.");
        // Once more for a page that reloaded itself: its peer connection is gone.
        this.#dropLink("The panel was reloaded.");
        this.#ready.resolve(panel);
        this.stateChanged();
        return Promise.resolve({ strings: translatedTexts() });
      },
      linkOpened: ({ link }) => heard(link, (listener) => listener.opened()),
      linkEvent: ({ link, data }) => heard(link, (listener) => listener.received(data)),
      linkClosed: ({ link, reason }) => heard(link, (listener) => listener.closed(reason)),
      microphoneLost: ({ link, detail }) => heard(link, (listener) => listener.microphoneLost(detail)),
    };
  }

  #dropLink(reason: string): void {
    const link = this.#link;
    this.#link = undefined;
    link?.listener.closed(reason);
  }

  #forget(reason: string): void {
    this.#panel?.dispose();
    this.#panel = undefined;
    this.#view = undefined;
    this.#ready = Promise.withResolvers();
    this.#dropLink(reason);
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
