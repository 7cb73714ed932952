import assert from "node:assert/strict";
import { mock } from "node:test";
import { AfterAnswer } from "../../../src/session/afterAnswer.ts";
import { call, respond, scripted, until, type Scripted, type ScriptedLink } from "./scripted.ts";

describe("what waits for the end of the assistant's answer", () => {
  let world: Scripted;
  let link: ScriptedLink;
  let done: string[];
  let afterAnswer: AfterAnswer;

  /** The model calls a tool, which leaves something to be done after the answer; the answer is asked for. */
  beforeEach(async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    done = [];
    afterAnswer = new AfterAnswer();
    world = scripted({
      observers: [afterAnswer],
      runTool: async () => {
        afterAnswer.add("conversation", () => done.push("end"));
        return { status: "done", output: '{"ok":true}', summary: "" };
      },
    });
    link = await world.goLive();
    respond(link, "r1", [call("a")]);
    await until(() => link.sent.some(({ type }) => type === "response.create"));
  });
  afterEach(() => mock.timers.reset());

  const hears = (type: string): void => link.receive({ type, response_id: "r2" });
  function answers(): void {
    respond(link, "r2", []);
  }

  it("is done when the answer was spoken and heard, once", () => {
    mock.timers.tick(3_000);
    link.receive({ type: "response.created", response: { id: "r2" } });
    hears("output_audio_buffer.started");
    link.receive({ type: "response.done", response: { id: "r2", status: "completed", output: [] } });
    mock.timers.tick(3_000);
    assert.deepEqual(done, [], "the answer is still to be heard");
    hears("output_audio_buffer.stopped");
    mock.timers.tick(499);
    assert.deepEqual(done, []);
    mock.timers.tick(1);
    assert.deepEqual(done, ["end"]);
    link.receive({ type: "response.created", response: { id: "r3" } });
    link.receive({ type: "response.done", response: { id: "r3", status: "completed", output: [] } });
    mock.timers.tick(60_000);
    assert.deepEqual(done, ["end"]);
  });

  it("is done after an answer without sound", () => {
    answers();
    mock.timers.tick(500);
    assert.deepEqual(done, ["end"]);
  });

  it("waits for the answer to what the user adds", () => {
    link.receive({ type: "response.created", response: { id: "r2" } });
    link.receive({ type: "response.done", response: { id: "r2", status: "completed", output: [] } });
    mock.timers.tick(300);
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    mock.timers.tick(1_000);
    assert.deepEqual(done, []);
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    respond(link, "r3", []);
    mock.timers.tick(500);
    assert.deepEqual(done, ["end"]);
  });

  it("is not put off for longer than twenty seconds, whoever speaks", () => {
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    mock.timers.tick(19_999);
    assert.deepEqual(done, []);
    mock.timers.tick(1);
    assert.deepEqual(done, ["end"]);
  });

  it("is dropped with the session", () => {
    world.session.stop();
    mock.timers.tick(60_000);
    assert.deepEqual(done, []);
  });

  it("is done in order; a later one of the same name takes the place of the first", () => {
    afterAnswer.add("modes", () => done.push("sleep"));
    afterAnswer.add("conversation", () => done.push("new"));
    answers();
    mock.timers.tick(500);
    assert.deepEqual(done, ["new", "sleep"]);
  });
});
