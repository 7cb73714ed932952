import assert from "node:assert/strict";
import { Timings } from "../../../../src/session/observation/timings.ts";
import type { ToolOutcome } from "../../../../src/session/toolRunner.ts";
import type { TurnTiming } from "../../../../src/shared/events.ts";
import {
  call,
  comeBack,
  scripted,
  until,
  type Scripted,
  type ScriptedLink,
  type ScriptOptions,
} from "../scripted.ts";

const done: ToolOutcome = { status: "done", output: "ok", summary: "" };

describe("the timings of turns", () => {
  let now: number;
  let timings: Timings;
  beforeEach(() => {
    now = 5_000;
    timings = new Timings({ now: () => now, date: () => 1_000_000 + now, changed: () => undefined });
  });

  async function begin(options: ScriptOptions = {}): Promise<Scripted & { first: ScriptedLink }> {
    const script = scripted({ ...options, observers: [timings] });
    return { ...script, first: await script.goLive() };
  }
  /** Lets time pass, then the server say something. */
  function after(ms: number, link: ScriptedLink, ...events: [type: string, fields?: object][]): void {
    now += ms;
    for (const [type, fields] of events) link.receive({ type, ...fields });
  }
  const created = (id: string): [string, object] => ["response.created", { response: { id } }];
  const finished = (id: string, output: object[] = [], status = "completed"): [string, object] => [
    "response.done",
    { response: { id, status, output } },
  ];
  const voice = (what: "started" | "stopped" | "cleared", response_id: string): [string, object] => [
    `output_audio_buffer.${what}`,
    { response_id },
  ];
  const heard = (what: string): [string, object] => [`input_audio_buffer.${what}`, { item_id: "u1" }];
  const turn = (): TurnTiming => {
    const newest = timings.turns().at(-1);
    assert.ok(newest);
    return newest;
  };
  const outputs = (link: ScriptedLink): number =>
    link.sent.filter(
      (event) => event.type === "conversation.item.create" && event.item.type === "function_call_output",
    ).length;

  it("of speech begin where it ends, and end with the answer's sound", async () => {
    const { first } = await begin();
    after(1_000, first, heard("speech_started"));
    after(2_000, first, heard("speech_stopped"));
    after(30, first, heard("committed"));
    after(270, first, created("r1"));
    after(400, first, voice("started", "r1"));
    after(500, first, finished("r1"));
    assert.equal(turn().outcome, "running", "it is still to be heard");
    after(1_500, first, voice("stopped", "r1"));
    assert.deepEqual(timings.turns(), [
      {
        number: 1,
        at: 1_008_000,
        begin: "speech",
        calls: [],
        answer: 300,
        output: 700,
        end: 2_700,
        outcome: "done",
        reconnected: false,
      },
    ]);
  });

  it("of push-to-talk begin with our commit", async () => {
    const { first, session } = await begin({ settings: { turns: "pushToTalk" } });
    await session.talk(true);
    const realNow = Date.now;
    Date.now = () => realNow() + 1_000;
    try {
      await session.talk(false);
    } finally {
      Date.now = realNow;
    }
    // What the press has thrown away is told late, and means nothing to the turn.
    after(40, first, ["input_audio_buffer.cleared"]);
    after(60, first, heard("committed"));
    after(200, first, created("r1"));
    after(50, first, voice("started", "r1"), finished("r1"));
    after(650, first, voice("stopped", "r1"));
    const { begin: kind, answer, output, end, outcome } = turn();
    assert.deepEqual(
      { kind, answer, output, end, outcome },
      {
        kind: "talk",
        answer: 300,
        output: 350,
        end: 1_000,
        outcome: "done",
      },
    );
  });

  it("forget a commit that held no speech", async () => {
    const { first } = await begin({ settings: { turns: "pushToTalk" } });
    timings.sent({ type: "input_audio_buffer.commit" });
    const error = { code: "input_audio_buffer_commit_empty", message: "Too small." };
    after(10, first, ["error", { error }]);
    assert.deepEqual(timings.turns(), []);
    after(10, first, heard("committed"));
    assert.equal(turn().begin, "speech");
  });

  it("of typed words begin as they are sent, and take the first text for the first sound", async () => {
    const { first, session } = await begin();
    session.say("what is this");
    after(150, first, created("r1"));
    const delta = { item_id: "m1", response_id: "r1", delta: "A" };
    after(50, first, ["response.output_text.delta", delta]);
    after(100, first, ["response.output_text.delta", delta], finished("r1"));
    const { begin: kind, answer, output, end, outcome } = turn();
    assert.deepEqual([kind, answer, output, end, outcome], ["typed", 150, 200, 300, "done"]);
  });

  it("have the run of each call, and end with what is said of them", async () => {
    const finish: ((outcome: ToolOutcome) => void)[] = [];
    const { first, session } = await begin({ runTool: () => new Promise((resolve) => finish.push(resolve)) });
    session.say("go there and undo");
    after(100, first, created("r1"));
    after(100, first, finished("r1", [call("a"), call("b", "undo")]));
    await until(() => finish.length === 1);
    assert.deepEqual(turn().calls, [{ name: "go_to_line" }, { name: "undo" }]);
    now += 15;
    finish[0]?.(done);
    await until(() => finish.length === 2);
    now += 25;
    finish[1]?.(done);
    await until(() => outputs(first) === 2 && first.sent.at(-1)?.type === "response.create");
    assert.equal(turn().outcome, "running");
    after(260, first, created("r2"));
    after(100, first, voice("started", "r2"), finished("r2"));
    after(400, first, voice("stopped", "r2"));
    const { answer, output, end, calls, outcome } = turn();
    assert.deepEqual(
      { answer, output, end, calls, outcome },
      {
        answer: 100,
        output: 600,
        end: 1_000,
        calls: [
          { name: "go_to_line", run: 15 },
          { name: "undo", run: 40 },
        ],
        outcome: "done",
      },
    );
  });

  describe("that are interrupted", () => {
    async function speaking(): Promise<Scripted & { first: ScriptedLink }> {
      const script = await begin();
      script.session.say("tell me all");
      after(100, script.first, created("r1"));
      after(100, script.first, voice("started", "r1"));
      return script;
    }

    it("by the user's button say so", async () => {
      const { first, session } = await speaking();
      now += 300;
      session.dialogue.interrupt();
      after(40, first, finished("r1", [], "cancelled"), voice("cleared", "r1"));
      assert.deepEqual([turn().outcome, turn().end, turn().output], ["interrupted", 500, 200]);
    });

    it("by the user's voice say so, after the response's end too", async () => {
      const { first } = await speaking();
      after(200, first, finished("r1"));
      after(300, first, heard("speech_started"), voice("cleared", "r1"));
      assert.deepEqual([turn().outcome, turn().end], ["interrupted", 700]);
    });

    it("by another turn leave that one whole", async () => {
      const { first, session } = await speaking();
      now += 300;
      session.say("stop, go to line 3");
      // The end of the one before comes late.
      after(50, first, finished("r1", [], "cancelled"));
      after(250, first, created("r2"), voice("cleared", "r1"));
      after(100, first, finished("r2"));
      assert.deepEqual(
        timings.turns().map(({ outcome, answer, end }) => [outcome, answer, end]),
        [
          ["interrupted", 100, 500],
          ["done", 300, 400],
        ],
      );
    });

    it("before they were answered say so; a late response to an earlier one is not their answer", async () => {
      const { first, session } = await begin();
      after(0, first, heard("speech_stopped"), heard("committed"));
      now += 50;
      session.say("no, wait");
      after(50, first, created("r1"));
      assert.deepEqual(first.sent.at(-1), { type: "response.cancel", response_id: "r1" });
      after(50, first, finished("r1", [], "cancelled"));
      after(200, first, created("r2"));
      after(100, first, finished("r2"));
      assert.deepEqual(
        timings.turns().map(({ outcome, answer, end }) => [outcome, answer, end]),
        [
          ["interrupted", undefined, 50],
          ["done", 300, 400],
        ],
      );
    });

    it("by the session's end say so", async () => {
      const { session } = await speaking();
      now += 300;
      session.stop();
      assert.deepEqual([turn().outcome, turn().end], ["interrupted", 500]);
    });

    it("have a call that cannot be stopped go on to its end", async () => {
      const finish = Promise.withResolvers<ToolOutcome>();
      const { first, session } = await begin({ runTool: () => finish.promise });
      session.say("do it");
      after(100, first, created("r1"), finished("r1", [call("a")]));
      now += 50;
      session.say("something else");
      now += 50;
      finish.resolve(done);
      await until(() => outputs(first) === 1);
      const [before] = timings.turns();
      assert.deepEqual([before?.outcome, before?.end, before?.calls[0]?.run], ["interrupted", 150, 100]);
    });
  });

  it("do not wait for a call that is not run: cut off, or reported again", async () => {
    const { first, session } = await begin();
    session.say("once");
    after(10, first, created("r1"), finished("r1", [call("a")]));
    await until(() => outputs(first) === 1 && first.sent.at(-1)?.type === "response.create");
    after(10, first, created("r2"), finished("r2", [call("a"), { ...call("b"), status: "incomplete" }]));
    assert.deepEqual([turn().outcome, turn().calls.length], ["done", 1]);
  });

  it("tell of a response that failed", async () => {
    const { first, session } = await begin();
    session.say("hello");
    after(100, first, created("r1"), finished("r1", [], "failed"));
    assert.deepEqual([turn().outcome, turn().end], ["failed", 100]);
  });

  it("go on over a lost link where nothing was said yet", async () => {
    const { first, session, links } = await begin();
    session.say("hello");
    after(100, first, created("r1"));
    first.listener.closed("network");
    now += 2_000;
    await comeBack(session, links);
    await until(() => links[1]?.sent.at(-1)?.type === "response.create");
    assert.equal(timings.turns().length, 1, "the history is no turn");
    after(400, links[1]!, created("r1"));
    after(100, links[1]!, voice("started", "r1"), finished("r1"), voice("stopped", "r1"));
    const { answer, output, end, outcome, reconnected } = turn();
    assert.deepEqual([answer, output, end, outcome, reconnected], [100, 2_600, 2_600, "done", true]);
  });

  it("end where the link is lost in the middle of a word", async () => {
    const { first, session, links } = await begin();
    session.say("hello");
    after(100, first, created("r1"), voice("started", "r1"));
    now += 100;
    first.listener.closed("network");
    await comeBack(session, links);
    assert.deepEqual([turn().outcome, turn().end, turn().reconnected], ["interrupted", 200, false]);
  });

  it("are the last 50", async () => {
    const { session } = await begin();
    for (let count = 0; count < 53; count++) session.say(`number ${count}`);
    assert.deepEqual([timings.turns().length, timings.turns()[0]?.number, turn().number], [50, 4, 53]);
    timings.clear();
    assert.deepEqual(timings.turns(), []);
  });
});
