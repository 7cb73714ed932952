/** Puts the panel into its page and keeps it up to date. */
import { render } from "preact";
import type { Levels, MicrophoneAnswer, MicrophoneInput } from "../../src/shared/media.ts";
import type { PanelState } from "../../src/shared/state.ts";
import { noSound } from "../media/level.ts";
import type { Keeper } from "../vscodeApi.ts";
import { App, type ShownTest } from "./app.tsx";
import { createText, PanelProvider, type Intents, type PanelContext } from "./context.ts";
import { createEventStore, type EventStore } from "./events/eventStore.ts";
import { observable } from "./observable.ts";
import { leaveChordsToEditor } from "./pressKeys.ts";
import type { HostCapture } from "./testRecording.ts";

export interface PanelView {
  setStrings(strings: Readonly<Record<string, string>>): void;
  show(state: PanelState): void;
  setLevels(levels: Levels): void;
  /** The browser holds the sound back until the user has clicked or typed in the panel. */
  setBlocked(blocked: boolean): void;
  /** Shows the microphone test, and gives it the focus. */
  showTest(input: MicrophoneInput): void;
  /** What the host captures for the test. */
  testAudio(samples: Uint8Array): void;
  /** The event log, which opens here or by a command. */
  readonly events: EventStore;
}

interface PanelViewOptions {
  root: HTMLElement;
  intents: Intents;
  keeper: Keeper;
  /** The host is to capture for the test, or no longer. */
  captureForTest(open: boolean): Promise<MicrophoneAnswer>;
}

export function createPanelView({ root, intents, keeper, captureForTest }: PanelViewOptions): PanelView {
  const levels = observable(noSound);
  const events = createEventStore((open) => intents.watchEvents({ open }));
  const captured = observable(new Uint8Array());
  const host: HostCapture = {
    open: () => captureForTest(true),
    close: () => void captureForTest(false).catch(reportError),
    follow: captured.subscribe,
  };
  let panel: PanelContext | undefined;
  let state: PanelState | undefined;
  let blocked = false;
  let test: ShownTest | undefined;
  leaveChordsToEditor(root);

  /** Nothing is shown before both the texts and the first state are there. */
  function paint(): void {
    if (panel === undefined || state === undefined) return;
    render(
      <PanelProvider value={panel}>
        <App state={state} blocked={blocked} test={test} />
      </PanelProvider>,
      root,
    );
  }
  function closeTest(): void {
    test = undefined;
    paint();
  }

  return {
    setStrings(strings) {
      panel = { text: createText(strings), intents, keeper, levels, host, events };
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
    showTest(input) {
      test = { input, number: (test?.number ?? 0) + 1, close: closeTest };
      paint();
    },
    testAudio: captured.set,
    events,
  };
}
