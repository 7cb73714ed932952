/** The event log and the timings of turns: who fills them, who shows them, and how they leave the editor. */
import * as vscode from "vscode";
import { EventFeed } from "../panel/eventFeed.ts";
import type { Intents, PanelPage, PanelView } from "../panel/panelView.ts";
import { EventLog, eventLines } from "../session/observation/eventLog.ts";
import { SessionLog, type DetailedLog } from "../session/observation/sessionLog.ts";
import { Timings } from "../session/observation/timings.ts";
import type { SessionObserver } from "../session/observer.ts";
import { actionLines, type CallLog } from "../tools/callLog.ts";
import type { CommandHandlers } from "./commands.ts";
import type { Report } from "./report.ts";

export interface ObservationOptions {
  panel(): PanelView;
  /** Values that are secret whatever their form. */
  secrets(): Iterable<string>;
  /** What the model's calls have done. */
  actions: CallLog;
  report: Report;
  log: DetailedLog;
}

type ObservationIntents = Pick<Intents, "watchEvents" | "copyEvents" | "exportEvents" | "clearEvents">;
type ObservationCommands = Pick<CommandHandlers, "vivaVoce.showEventLog" | "vivaVoce.exportEventLog">;

type LogPage = "events" | "actions" | undefined;

const now = (): number => performance.now();

export class Observation implements vscode.Disposable {
  readonly #options: ObservationOptions;
  readonly #events: EventLog;
  readonly #timings: Timings;
  readonly #feed: EventFeed;
  /** For the session. */
  readonly observers: readonly SessionObserver[];
  #page: PanelPage | undefined;

  constructor(options: ObservationOptions) {
    this.#options = options;
    const { secrets, actions, log } = options;
    const changed = (): void => this.#feed.changed();
    this.#events = new EventLog({ secrets, now: Date.now, changed });
    this.#timings = new Timings({ now, date: Date.now, changed });
    this.#feed = new EventFeed(this.#events, this.#timings, actions);
    this.observers = [this.#events, this.#timings, new SessionLog({ log, secrets, now })];
  }

  get intents(): ObservationIntents {
    return {
      watchEvents: ({ open }) => {
        if (open && this.#page !== undefined) this.#feed.open(this.#page.call.showEvents);
        else this.#feed.close();
      },
      copyEvents: ({ of, numbers }) => this.#copy(of, new Set(numbers)),
      exportEvents: ({ of }) => this.#options.report(this.#export(of)),
      clearEvents: ({ of }) => {
        if (of === "actions") return this.#options.actions.clear();
        this.#events.clear();
        this.#timings.clear();
      },
    };
  }

  get commands(): ObservationCommands {
    return {
      "vivaVoce.showEventLog": () => this.#show(),
      "vivaVoce.exportEventLog": () => this.#export(),
    };
  }

  /** The actions changed. */
  actionsChanged(): void {
    this.#feed.changed();
  }

  /** A page that begins anew shows no event log before it asks for one. */
  panelReady(page: PanelPage): void {
    this.panelGone();
    this.#page = page;
  }

  panelGone(): void {
    this.#page = undefined;
    this.#feed.close();
  }

  dispose(): void {
    this.#feed.close();
  }

  async #show(): Promise<void> {
    const panel = this.#options.panel();
    await panel.focus();
    const { call } = await panel.page(new AbortController().signal);
    call.showEventLog({});
  }

  async #copy(of: LogPage, numbers: ReadonlySet<number>): Promise<{ count: number }> {
    const { lines, count } = this.#linesOf(of, ({ number }) => numbers.has(number));
    await vscode.env.clipboard.writeText(lines);
    return { count };
  }

  #linesOf(of: LogPage, chosen: (row: { number: number }) => boolean): { lines: string; count: number } {
    if (of === "actions") {
      const actions = this.#options.actions.actions().filter(chosen);
      return { lines: actionLines(actions), count: actions.length };
    }
    const events = this.#events.events().filter(chosen);
    return { lines: eventLines(events), count: events.length };
  }

  async #export(of?: LogPage): Promise<void> {
    const { t } = vscode.l10n;
    const { lines, count } = this.#linesOf(of, () => true);
    if (count === 0) {
      void vscode.window.showInformationMessage(t("The event log is empty. Connect first, then export it."));
      return;
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `viva-voce-${of ?? "events"}-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.jsonl`;
    const file = await vscode.window.showSaveDialog({
      title: t("Export Event Log"),
      filters: { [t("JSON lines")]: ["jsonl"] },
      ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    });
    if (file === undefined) return;
    await vscode.workspace.fs.writeFile(file, Buffer.from(lines));
    const open = t("Open");
    const message =
      of === "actions"
        ? t("{0} actions were exported. They hold what was said and done, but no key.", count)
        : t("{0} events were exported. They hold what was said and done, but no key.", count);
    const chosen = await vscode.window.showInformationMessage(message, open);
    if (chosen === open) await vscode.window.showTextDocument(file);
  }
}
