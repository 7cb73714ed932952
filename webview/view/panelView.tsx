/** Puts the panel into its page and keeps it up to date. */
import { render } from "preact";
import type { PanelState } from "../../src/shared/state.ts";
import { silence, type Levels } from "../media/level.ts";
import type { Keeper } from "../vscodeApi.ts";
import { App } from "./app.tsx";
import { createText, PanelProvider, type Intents, type PanelContext } from "./context.ts";
import { observable } from "./observable.ts";
import { leaveChordsToEditor } from "./pressKeys.ts";

export interface PanelView {
  setStrings(strings: Readonly<Record<string, string>>): void;
  show(state: PanelState): void;
  setLevels(levels: Levels): void;
  /** The browser holds the sound back until the user has clicked or typed in the panel. */
  setBlocked(blocked: boolean): void;
}

export function createPanelView(options: { root: HTMLElement; intents: Intents; keeper: Keeper }): PanelView {
  const levels = observable(silence);
  let panel: PanelContext | undefined;
  let state: PanelState | undefined;
  let blocked = false;
  leaveChordsToEditor(options.root);

  /** Nothing is shown before both the texts and the first state are there. */
  function paint(): void {
    if (panel === undefined || state === undefined) return;
    render(
      <PanelProvider value={panel}>
        <App state={state} blocked={blocked} />
      </PanelProvider>,
      options.root,
    );
  }

  return {
    setStrings(strings) {
      panel = { text: createText(strings), intents: options.intents, keeper: options.keeper, levels };
      paint();
    },
    show(next) {
      state = next;
      paint();
    },
    setLevels: levels.set,
    setBlocked(next) {
      blocked = next;
      paint();
    },
  };
}
