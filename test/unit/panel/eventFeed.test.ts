import assert from "node:assert/strict";
import { EventFeed } from "../../../src/panel/eventFeed.ts";
import { EventLog } from "../../../src/session/observation/eventLog.ts";
import { Timings } from "../../../src/session/observation/timings.ts";
import { panelContract } from "../../../src/shared/panel.ts";
import { CallLog } from "../../../src/tools/callLog.ts";

interface Sent {
  numbers: number[];
  oldest: number;
  turns: number;
  actions?: number[];
}

describe("what the open event log is told", () => {
  let log: EventLog;
  let timings: Timings;
  let feed: EventFeed;
  let calls: CallLog;
  let sent: Sent[];
  let next: PromiseWithResolvers<void>;
  beforeEach(() => {
    sent = [];
    next = Promise.withResolvers();
    const changed = (): void => feed.changed();
    log = new EventLog({ secrets: () => [], now: Date.now, changed });
    timings = new Timings({ now: () => performance.now(), date: Date.now, changed });
    calls = new CallLog({ cause: () => undefined, clean: (text) => text, date: Date.now, changed });
    feed = new EventFeed(log, timings, calls);
  });
  afterEach(() => feed.close());

  const open = (): void =>
    feed.open((news) => {
      const { events, oldest, timings, actions } = panelContract.showEvents.params.parse(news);
      const told = { numbers: events.map(({ number }) => number), oldest, turns: timings.length };
      const shown = actions?.map(({ number }) => number) ?? [];
      sent.push({ ...told, ...(shown.length > 0 && { actions: shown }) });
      next.resolve();
      next = Promise.withResolvers();
    });
  const create = (): void => log.sent({ type: "response.create" });

  it("is all there is, then only what is new, together", async () => {
    create();
    create();
    open();
    create();
    create();
    assert.equal(sent.length, 1);
    await next.promise;
    create();
    await next.promise;
    assert.deepEqual(sent, [
      { numbers: [1, 2], oldest: 1, turns: 0 },
      { numbers: [3, 4], oldest: 1, turns: 0 },
      { numbers: [5], oldest: 1, turns: 0 },
    ]);
  });

  it("is that the log was cleared, and that a turn has begun", async () => {
    create();
    open();
    log.clear();
    await next.promise;
    timings.received({ kind: "known", event: { type: "input_audio_buffer.committed", item_id: "i" } });
    await next.promise;
    assert.deepEqual(sent.slice(1), [
      { numbers: [], oldest: 2, turns: 0 },
      { numbers: [], oldest: 2, turns: 1 },
    ]);
  });

  it("is nothing while it is closed, and all once it opens again", async () => {
    open();
    create();
    feed.close();
    create();
    open();
    assert.deepEqual(
      sent.map(({ numbers }) => numbers),
      [[], [1, 2]],
    );
    create();
    await next.promise;
    assert.deepEqual(sent.at(-1)?.numbers, [3], "nothing that was closed sends any more");
    assert.equal(sent.length, 3);
  });

  it("is all actions once one of them changes, and none before", async () => {
    const action = calls.begin({ callId: "call_1", name: "undo", arguments: "{}" });
    open();
    create();
    await next.promise;
    action.ended("done", "Undid");
    await next.promise;
    calls.begin({ callId: "call_2", name: "redo", arguments: "{}" });
    await next.promise;
    assert.deepEqual(
      sent.map(({ actions }) => actions),
      [[1], undefined, [1], [1, 2]],
    );
  });
});
