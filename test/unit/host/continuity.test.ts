import assert from "node:assert/strict";
import { readFile, stat, writeFile } from "node:fs/promises";
import { mock } from "node:test";
import type { ToolOutcome } from "../../../src/session/toolRunner.ts";
import { call, respond, until } from "../session/scripted.ts";
import { createWorkspace, goOn, said, type Window, type Workspace } from "./continuityRig.ts";

const microphoneOf = ({ session: { state } }: Window): string | undefined =>
  state.status === "live" ? state.microphone : undefined;

describe("a conversation over a reload of its window", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await createWorkspace();
  });
  afterEach(async () => {
    mock.timers.reset();
    await workspace.close();
  });

  it("is there again, and nobody but the user may read its file", async () => {
    const window = workspace.open();
    assert.equal(window.cutOff, undefined);
    await window.goLive();
    window.session.say("go to line three");
    workspace.end(window);
    const next = workspace.open();
    assert.deepEqual(said(next), ["go to line three"]);
    assert.deepEqual(await workspace.names(), ["conversation.json", "conversation.json.live"]);
    if (process.platform !== "win32") assert.equal((await stat(workspace.path)).mode & 0o777, 0o600);
  });

  it("goes on by itself where it was live, as the user had it, and leaves no turn without an answer", async () => {
    const window = workspace.open();
    await window.goLive();
    await window.session.dialogue.turnTaking.setTurns("untilSent");
    await window.session.setMuted(true);
    window.session.dialogue.setAnswers("written");
    window.session.say("what is this");
    workspace.end(window);

    const next = workspace.open();
    assert.deepEqual(next.cutOff, {
      turns: "untilSent",
      openTurns: "untilSent",
      muted: true,
      asleep: false,
      answers: "written",
    });
    await goOn(next);
    assert.deepEqual([next.session.turns, next.session.answers], ["untilSent", "written"]);
    assert.equal(microphoneOf(next), "muted");
    assert.deepEqual(next.link().media.slice(0, 1), ["offer none"]);
    assert.deepEqual(said(next), ["what is this", "reconnected"]);
    const [item, wish] = next.link().sent;
    assert.match(JSON.stringify(item), /what is this/);
    assert.equal(wish?.type, "response.create");
    await next.session.setMuted(false);
    assert.equal(microphoneOf(next), "open");
  });

  it("goes on asleep where the user had said so, and with the key where that was the way to talk", async () => {
    const window = workspace.open();
    await window.goLive();
    await window.session.dialogue.turnTaking.setAsleep(true);
    workspace.end(window);
    const asleep = workspace.open();
    await goOn(asleep);
    assert.equal(microphoneOf(asleep), "asleep");
    await asleep.session.dialogue.turnTaking.setAsleep(false);
    await asleep.session.dialogue.turnTaking.setTurns("untilSent");
    await asleep.session.dialogue.turnTaking.setTurns("pushToTalk");
    workspace.end(asleep);
    const gated = workspace.open();
    await goOn(gated);
    assert.equal(microphoneOf(gated), "gated");
    assert.deepEqual(gated.link().media.slice(0, 1), ["offer gated"]);
    await gated.session.setMuted(true);
    await gated.session.setMuted(false);
    assert.equal(gated.session.turns, "untilSent");
  });

  it("goes on after a second reload that comes while it is coming back", async () => {
    const window = workspace.open();
    await window.goLive();
    workspace.end(window);
    const second = workspace.open();
    assert.ok(second.cutOff);
    second.session.start(second.cutOff);
    assert.equal(second.session.state.status, "connecting");
    workspace.end(second);
    assert.ok(workspace.open().cutOff);
  });

  it("waits for the user where they had stopped it, it had never begun, or it is long ago", async () => {
    const window = workspace.open();
    await window.goLive();
    window.session.say("hello");
    window.session.stop();
    workspace.end(window);
    const stopped = workspace.open();
    assert.deepEqual([stopped.cutOff, said(stopped)], [undefined, ["hello"]]);

    stopped.session.start();
    assert.equal(stopped.session.state.status, "connecting");
    workspace.end(stopped);
    const never = workspace.open();
    assert.equal(never.cutOff, undefined);

    await never.goLive();
    workspace.end(never);
    const mark = `${workspace.path}.live`;
    await writeFile(mark, String(Number(await readFile(mark, "utf8")) - 21_000));
    const late = workspace.open();
    assert.deepEqual([late.cutOff, said(late)], [undefined, ["hello"]]);
  });

  it("goes on after a crash, which tells nobody, for as long as the mark of life is fresh", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
    const window = workspace.open();
    await window.goLive();
    window.session.say("hello");
    await workspace.reads(/hello/);
    mock.timers.tick(60_000);
    // No word of its end: the next one is there 19 s after the last beat.
    mock.timers.setTime(1_079_000);
    const mark = await readFile(`${workspace.path}.live`, "utf8");
    assert.ok(Number(mark) >= 1_060_000, `the last beat is of ${mark}`);
    const next = workspace.open();
    assert.ok(next.cutOff);
    assert.deepEqual(said(next), ["hello"]);
    // Nor does one that ends before it has gone on take the life out of it.
    workspace.end(next);
    assert.ok(workspace.open().cutOff);
  });

  it("counts from the end of the window, where that is told, and not from its last beat", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
    const window = workspace.open();
    await window.goLive();
    mock.timers.tick(4_000);
    workspace.end(window);
    mock.timers.tick(19_000);
    assert.equal(await readFile(`${workspace.path}.live`, "utf8"), "1004000\n");
    assert.ok(workspace.open().cutOff);
  });

  it("has a call on disk before it runs, and never runs it again", async () => {
    const stuck = Promise.withResolvers<ToolOutcome>();
    const atRun: string[] = [];
    const runTool = async (): Promise<ToolOutcome> => {
      atRun.push(await workspace.kept());
      return stuck.promise;
    };
    const window = workspace.open({ runTool });
    const link = await window.goLive();
    window.session.say("save it");
    respond(link, "r1", [call("a", "save_file", "{}")]);
    await until(() => atRun.length === 1);
    assert.match(atRun[0] ?? "", /"id":"a".*"name":"save_file".*"status":"running"/);

    // It crashes here: what is written is all there is.
    const next = workspace.open();
    await goOn(next);
    assert.deepEqual(said(next), ["save it", ["save_file", "failed"], "reconnected"]);
    const [, , output, wish] = next.link().sent;
    assert.match(JSON.stringify(output), /function_call_output.*not known whether it was done/);
    assert.equal(wish?.type, "response.create", "nobody is told");
    respond(next.link(), "r1", [call("a", "save_file", "{}")]);
    respond(next.link(), "r2", [call("b", "go_to_line")]);
    await until(() => next.calls.length > 0);
    assert.deepEqual(
      next.calls.map(({ name }) => name),
      ["go_to_line"],
    );
    stuck.resolve({ status: "done", output: "{}", summary: "" });
  });

  it("has a click on Allow on disk before anything is done", async () => {
    const atConfirm: string[] = [];
    const runTool = (): Promise<ToolOutcome> =>
      Promise.resolve({ status: "asking", output: '{"ok":false}', summary: "", question: "Run it?" });
    const confirmTool = async (): Promise<ToolOutcome> => {
      atConfirm.push(await workspace.kept());
      return { status: "done", output: "{}", summary: "" };
    };
    const window = workspace.open({ runTool, confirmTool });
    const link = await window.goLive();
    respond(link, "r1", [call("a", "run_command", "{}")]);
    await until(() => said(window).some((line) => String(line) === "run_command,asking"));
    await window.session.confirm("a", true);
    assert.match(atConfirm[0] ?? "", /"id":"a".*"status":"running"/);
    assert.deepEqual(said(window), [["run_command", "done"]]);
  });
});
