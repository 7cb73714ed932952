/** Sends the panel what changed in the event log, while it shows that. */
import type { EventLog } from "../session/observation/eventLog.ts";
import type { Timings } from "../session/observation/timings.ts";
import type { panelContract } from "../shared/panel.ts";
import type { Client } from "../shared/rpc.ts";

type Send = Client<typeof panelContract>["showEvents"];

/** Changes within this time go together, in ms. */
const batchTime = 100;

export class EventFeed {
  readonly #log: EventLog;
  readonly #timings: Timings;
  #send: Send | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** The log's count of changes when it was last sent. */
  #sent = 0;

  constructor(log: EventLog, timings: Timings) {
    this.#log = log;
    this.#timings = timings;
  }

  /** Sends all there is, and from now on what changes. */
  open(send: Send): void {
    this.close();
    this.#send = send;
    this.#sent = 0;
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
    this.#send?.({ events, oldest: this.#log.oldest, timings: this.#timings.turns() });
  }
}
