/** Sends the panel what changed in the event log, while it shows that. */
import type { EventLog } from "../session/observation/eventLog.ts";
import type { Timings } from "../session/observation/timings.ts";
import type { LoggedAction } from "../shared/actions.ts";
import type { panelContract } from "../shared/panel.ts";
import type { Client } from "../shared/rpc.ts";

type Send = Client<typeof panelContract>["showEvents"];

/** Changes within this time go together, in ms. */
const batchTime = 100;

/** What the model's calls have done. */
interface ActionList {
  /** A count that grows with each change. */
  readonly changes: number;
  actions(): LoggedAction[];
}

export class EventFeed {
  readonly #log: EventLog;
  readonly #timings: Timings;
  readonly #actions: ActionList;
  #send: Send | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The log's count of changes when it was last sent. */
  #sent = 0;
  /** The same of the actions; undefined: never. */
  #sentActions: number | undefined;

  constructor(log: EventLog, timings: Timings, actions: ActionList) {
    this.#actions = actions;
    this.#log = log;
    this.#timings = timings;
  }

  /** Sends all there is, and from now on what changes. */
  open(send: Send): void {
    this.close();
    this.#send = send;
    this.#sent = 0;
    this.#sentActions = undefined;
    this.#flush();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#send = undefined;
  }

  /** The log or the timings changed. */
  changed(): void {
    if (this.#send === undefined) return;
    this.#timer ??= setTimeout(() => this.#flush(), batchTime);
  }

  #flush(): void {
    this.#timer = undefined;
    const events = this.#log.events(this.#sent);
    this.#sent = this.#log.changes;
    const { changes } = this.#actions;
    this.#send?.({
      events,
      oldest: this.#log.oldest,
      timings: this.#timings.turns(),
      ...(changes !== this.#sentActions && { actions: this.#actions.actions() }),
    });
    this.#sentActions = changes;
  }
}
