/** Tells once where the model that is used is switched off soon. */
import * as vscode from "vscode";
import * as z from "zod";
import type { Model } from "../../providers/provider.ts";
import { isNear, shutdownOf } from "../../providers/shutdown.ts";
import type { ShownSession } from "../../shared/state.ts";
import { activeProfile } from "../profiles.ts";
import type { Report } from "../report.ts";
import { shutdownText } from "../shutdownText.ts";
import { providerFor, type ProfileAccess } from "./profileAccess.ts";

export interface ShutdownWatchOptions extends ProfileAccess {
  /** Remembers for all windows of this user. */
  memory: vscode.Memento;
  report: Report;
}

const memoryKey = "vivaVoce.toldShutdowns";
/** In ms. Nobody waits for it. */
const patience = 10_000;

export class ShutdownWatch {
  readonly #options: ShutdownWatchOptions;
  /** Where it was looked already: once for each window is enough, as days go. */
  readonly #looked = new Set<string>();

  #live = false;

  constructor(options: ShutdownWatchOptions) {
    this.#options = options;
  }

  /** With the first session of a model, its provider is asked for the day. */
  shown({ status }: ShownSession): void {
    const begins = status === "live" && !this.#live;
    this.#live = status === "live";
    if (!begins) return;
    const { provider } = activeProfile();
    // Others do not tell: on Azure it stands in the portal, and one's own server does as one likes.
    if (provider.kind !== "openai") return;
    const place = `${provider.baseUrl} ${provider.model}`;
    if (this.#looked.has(place)) return;
    this.#looked.add(place);
    this.#options.report(this.#look());
  }

  async tellIfNear({ id, shutdown }: Model): Promise<void> {
    const { memory } = this.#options;
    const found = shutdownOf(shutdown, Date.now());
    if (found === undefined || !isNear(found)) return;
    const told = z.array(z.string()).safeParse(memory.get(memoryKey)).data ?? [];
    const mark = `${id} ${shutdown}`;
    if (told.includes(mark)) return;
    await memory.update(memoryKey, [...told, mark]);
    const { t } = vscode.l10n;
    const choose = t("Choose Model");
    const off = shutdownText(found, t, vscode.env.language);
    const message = t("{0}: {1} Choose another model before that.", id, off);
    const past = t("{0}: {1} Choose another model.", id, off);
    void vscode.window.showWarningMessage(found.daysLeft <= 0 ? past : message, choose).then((chosen) => {
      if (chosen === choose) void vscode.commands.executeCommand("vivaVoce.chooseModel");
    });
  }

  async #look(): Promise<void> {
    const profile = activeProfile();
    // Where the list cannot be had there is nothing to tell; the session itself says what is wrong.
    const models = await providerFor(profile, this.#options)
      .models(AbortSignal.timeout(patience))
      .catch((): Model[] => []);
    const model = models.find(({ id }) => id === profile.provider.model);
    if (model !== undefined) await this.tellIfNear(model);
  }
}
