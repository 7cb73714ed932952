/** What watches over a session: what passes, how long it takes, and what the model's calls may do. */
import type { PanelView } from "../panel/panelView.ts";
import type { SessionObserver } from "../session/observer.ts";
import type { Session } from "../session/session.ts";
import type { Keys } from "./keys.ts";
import type { LogChannel } from "./log.ts";
import { Observation } from "./observation.ts";
import type { Report } from "./report.ts";
import { Safety, type SafetyOptions } from "./safety.ts";

export interface WatchingOptions {
  keys: Keys;
  log: LogChannel;
  /** Remembers for this workspace. */
  workspaceMemory: SafetyOptions["memory"];
  session(): Session;
  panel(): PanelView;
  report: Report;
}

export interface Watching {
  observation: Observation;
  safety: Safety;
  /** For the session. */
  observers: readonly SessionObserver[];
  intents: Observation["intents"] & Safety["intents"];
  commands: Observation["commands"] & Safety["commands"];
}

export function createWatching(options: WatchingOptions): Watching {
  const { keys, log, workspaceMemory: memory, session, panel, report } = options;
  const secrets = (): Iterable<string> => keys.known();
  const safety = new Safety({
    memory,
    secrets,
    session,
    changed: () => observation.actionsChanged(),
    report,
  });
  const observation: Observation = new Observation({ panel, secrets, actions: safety.log, report, log });
  return {
    observation,
    safety,
    observers: [...observation.observers, ...safety.observers],
    intents: { ...observation.intents, ...safety.intents },
    commands: { ...observation.commands, ...safety.commands },
  };
}
