/** What every part of the view may need: its texts, the way to the host, and what is kept over a reload. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Levels } from "../../src/shared/media.ts";
import type { hostContract } from "../../src/shared/panel.ts";
import type { PanelTextKey } from "../../src/shared/panelTexts.ts";
import type { Client } from "../../src/shared/rpc.ts";
import type { Keeper } from "../vscodeApi.ts";
import type { EventStore } from "./events/eventStore.ts";
import type { Observable } from "./observable.ts";
import type { HostCapture } from "./testRecording.ts";

/** What the user wants, as the host is told. */
export type Intents = Pick<
  Client<typeof hostContract>,
  | "start"
  | "stop"
  | "setMuted"
  | "talk"
  | "say"
  | "setTurns"
  | "setAsleep"
  | "setAnswers"
  | "sendTurn"
  | "stopDictation"
  | "stopEverything"
  | "trigger"
  | "confirm"
  | "act"
  | "chooseProfile"
  | "chooseInput"
  | "chooseOutput"
  | "testDone"
  | "watchEvents"
  | "copyEvents"
  | "exportEvents"
  | "clearEvents"
>;

export type Text = (key: PanelTextKey, ...values: readonly (string | number)[]) => string;

export interface PanelContext {
  text: Text;
  intents: Intents;
  keeper: Keeper;
  levels: Observable<Levels>;
  /** For the microphone test. */
  host: HostCapture;
  events: EventStore;
}

const context = createContext<PanelContext | undefined>(undefined);
export const PanelProvider = context.Provider;

export function usePanel(): PanelContext {
  const panel = useContext(context);
  if (panel === undefined) throw new Error("The view is rendered outside of its panel.");
  return panel;
}

/** @param strings every text, as the host translated it. Before it has, nothing is shown. */
export function createText(strings: Readonly<Record<string, string>>): Text {
  return (key, ...values) =>
    (strings[key] ?? key).replaceAll(/\{(\d)\}/g, (_, index) => String(values[Number(index)]));
}
