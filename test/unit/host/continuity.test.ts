import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { mock } from "node:test";
import { Continuity } from "../../../src/host/continuity.ts";
import type { TalkingHabits } from "../../../src/session/dialogue.ts";
import type { Session } from "../../../src/session/session.ts";
import type { ToolOutcome } from "../../../src/session/toolRunner.ts";
import { call, respond, scripted, until, type Scripted } from "../session/scripted.ts";

/** A window of the user's: its session, and what keeps its conversation. */
interface Window extends Scripted {
  continuity: Continuity;
  /** What it found of the window before it. */
  cutOff: TalkingHabits | undefined;
  warnings: string[];
}

interface WindowOptions {
  wanted?: () => boolean;
  secrets?: string[];
  runTool?: () => Promise<ToolOutcome>;
  confirmTool?: () => Promise<ToolOutcome>;
}

const microphoneOf = ({ session: { state } }: Window): string | undefined =>
  state.status === "live" ? state.microphone : undefined;

describe("the conversation over a reload of its window", () => {
  let folder: string;
  let path: string;
  const windows: Window[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "viva-voce-continuity-"));
    path = join(folder, "storage", "conversation.json");
  });
  afterEach(async () => {
    for (const window of windows.splice(0)) end(window);
    mock.timers.reset();
    await rm(folder, { recursive: true });
  });

  function open({ wanted = () => true, secrets = [], ...tools }: WindowOptions = {}): Window {
    const warnings: string[] = [];
    const log = {
      debug: () => undefined,
      warn: (text: string) => void warnings.push(text),
      error: () => undefined,
    };
    let session: Session;
    const continuity = new Continuity({
      path,
      session: () => session,
      wanted,
      history: () => ({ turns: 20, tokens: 4_000 }),
      secrets: () => secrets,
      texts: { unknown: "Nobody knows.", unanswered: "Not asked any more." },
      log,
    });
    const parts = scripted({
      changed: () => continuity.changed(),
      guard: (runner) => continuity.guarded(runner),
      ...tools,
    });
    ({ session } = parts);
    const window = { ...parts, continuity, cutOff: continuity.restore(), warnings };
    windows.push(window);
    return window;
  }

  /** As VS Code ends one: what is live is not stopped by the user. */
  function end({ continuity, session }: Window): void {
    continuity.dispose();
    session.stop();
  }

  const kept = (): Promise<string> => readFile(path, "utf8").catch(() => "");
  const names = (): Promise<string[]> => readdir(dirname(path)).then((found) => found.toSorted());
  const said = ({ session }: Window): unknown[] =>
    session.entries.map((entry) => ("text" in entry ? entry.text : [entry.name, entry.status]));

  /** The session of a window that has come back; live, on its first link. */
  async function goOn(window: Window): Promise<void> {
    assert.ok(window.cutOff, "no session was cut off");
    window.session.start(window.cutOff);
    await until(() => window.links.at(-1)?.media.includes("answer") === true);
    window.link().receive({ type: "session.created", session: {} });
    await until(() => window.session.state.status === "live");
  }

  async function reads(pattern: RegExp): Promise<void> {
    while (!pattern.test(await kept()));
  }

  it("is there again, and nobody but the user may read its file", async () => {
    const window = open();
    assert.equal(window.cutOff, undefined);
    await window.goLive();
    window.session.say("go to line three");
    end(window);
    const next = open();
    assert.deepEqual(said(next), ["go to line three"]);
    assert.deepEqual(await names(), ["conversation.json"]);
    if (process.platform !== "win32") assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it("is written soon after each change, without an end of the window, and whole at any moment", async () => {
    const window = open();
    const link = await window.goLive();
    window.session.say("tell me a story");
    await reads(/tell me a story/);
    // An answer that goes on and on is no reason to wait.
    let told = 0;
    const telling = setInterval(() => {
      const delta = `sentence ${++told}. `;
      link.receive({ type: "response.output_text.delta", item_id: "a", response_id: "r", delta });
    }, 5);
    try {
      for (let text = ""; !/sentence 3\./.test(text); text = await kept()) JSON.parse(text || "{}");
    } finally {
      clearInterval(telling);
    }
    assert.ok(told > 3);
    assert.deepEqual(window.warnings, []);
  });

  it("goes on by itself where it was live, as the user had it, and leaves no turn without an answer", async () => {
    const window = open();
    await window.goLive();
    await window.session.dialogue.turnTaking.setTurns("untilSent");
    await window.session.setMuted(true);
    window.session.dialogue.setAnswers("written");
    window.session.say("what is this");
    end(window);

    const next = open();
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
    const window = open();
    await window.goLive();
    await window.session.dialogue.turnTaking.setAsleep(true);
    end(window);
    const asleep = open();
    await goOn(asleep);
    assert.equal(microphoneOf(asleep), "asleep");
    await asleep.session.dialogue.turnTaking.setAsleep(false);
    await asleep.session.dialogue.turnTaking.setTurns("untilSent");
    await asleep.session.dialogue.turnTaking.setTurns("pushToTalk");
    end(asleep);
    const gated = open();
    await goOn(gated);
    assert.equal(microphoneOf(gated), "gated");
    assert.deepEqual(gated.link().media.slice(0, 1), ["offer gated"]);
    await gated.session.setMuted(true);
    await gated.session.setMuted(false);
    assert.equal(gated.session.turns, "untilSent");
  });

  it("goes on after a second reload that comes while it is coming back", async () => {
    const window = open();
    await window.goLive();
    end(window);
    const second = open();
    assert.ok(second.cutOff);
    second.session.start(second.cutOff);
    assert.equal(second.session.state.status, "connecting");
    end(second);
    assert.ok(open().cutOff);
  });

  it("waits for the user where they had stopped it, it had never begun, or it is long ago", async () => {
    const window = open();
    await window.goLive();
    window.session.say("hello");
    window.session.stop();
    end(window);
    const stopped = open();
    assert.deepEqual([stopped.cutOff, said(stopped)], [undefined, ["hello"]]);

    stopped.session.start();
    assert.equal(stopped.session.state.status, "connecting");
    end(stopped);
    const never = open();
    assert.equal(never.cutOff, undefined);

    await never.goLive();
    end(never);
    const mark = `${path}.live`;
    await writeFile(mark, String(Number(await readFile(mark, "utf8")) - 21_000));
    const late = open();
    assert.deepEqual([late.cutOff, said(late)], [undefined, ["hello"]]);
    assert.deepEqual(await names(), ["conversation.json"], "the mark stays");
  });

  it("goes on after a crash, which tells nobody, for as long as the mark of life is fresh", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
    const window = open();
    await window.goLive();
    window.session.say("hello");
    await reads(/hello/);
    mock.timers.tick(60_000);
    // No word of its end: the next one is there 19 s after the last beat.
    mock.timers.setTime(1_079_000);
    const mark = await readFile(`${path}.live`, "utf8");
    assert.ok(Number(mark) >= 1_060_000, `the last beat is of ${mark}`);
    const next = open();
    assert.ok(next.cutOff);
    assert.deepEqual(said(next), ["hello"]);
    assert.equal(open().cutOff, undefined, "two windows go on");
  });

  it("counts from the end of the window, where that is told, and not from its last beat", async () => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
    const window = open();
    await window.goLive();
    mock.timers.tick(4_000);
    end(window);
    mock.timers.tick(19_000);
    assert.equal(await readFile(`${path}.live`, "utf8"), "1004000\n");
    assert.ok(open().cutOff);
  });

  it("has a call on disk before it runs, and never runs it again", async () => {
    const stuck = Promise.withResolvers<ToolOutcome>();
    const atRun: string[] = [];
    const runTool = async (): Promise<ToolOutcome> => {
      atRun.push(await kept());
      return stuck.promise;
    };
    const window = open({ runTool });
    const link = await window.goLive();
    window.session.say("save it");
    respond(link, "r1", [call("a", "save_file", "{}")]);
    await until(() => atRun.length === 1);
    assert.match(atRun[0] ?? "", /"id":"a".*"name":"save_file".*"status":"running"/);

    // It crashes here: what is written is all there is.
    const next = open();
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
      atConfirm.push(await kept());
      return { status: "done", output: "{}", summary: "" };
    };
    const window = open({ runTool, confirmTool });
    const link = await window.goLive();
    respond(link, "r1", [call("a", "run_command", "{}")]);
    await until(() => said(window).some((line) => String(line) === "run_command,asking"));
    await window.session.confirm("a", true);
    assert.match(atConfirm[0] ?? "", /"id":"a".*"status":"running"/);
    assert.deepEqual(said(window), [["run_command", "done"]]);
  });

  it("is empty after New Conversation", async () => {
    const window = open();
    await window.goLive();
    window.session.say("a secret plan");
    await reads(/a secret plan/);
    window.session.newConversation();
    await reads(/"entries":\[\s*\]/);
    assert.doesNotMatch(await kept(), /a secret plan/);
    end(window);
    assert.deepEqual(said(open()), []);
  });

  it("is forgotten, with all its files, where the user does not want it kept", async () => {
    let wanted = true;
    const window = open({ wanted: () => wanted });
    await window.goLive();
    window.session.say("hello");
    await reads(/hello/);
    await writeFile(`${path}.aside`, "an older one");
    wanted = false;
    window.continuity.settingsChanged();
    assert.deepEqual(await names(), []);
    window.session.say("more");
    end(window);
    assert.deepEqual(await names(), []);

    wanted = true;
    const again = open({ wanted: () => wanted });
    assert.deepEqual([again.cutOff, said(again)], [undefined, []]);
    await again.goLive();
    again.session.say("hello");
    end(again);
    const off = open({ wanted: () => false });
    assert.deepEqual([off.cutOff, said(off), await names()], [undefined, [], []]);
  });

  it("is not written by a write that was on its way when the user did not want it any more", async () => {
    let wanted = true;
    const window = open({ wanted: () => wanted });
    await window.goLive();
    window.session.say("hello");
    const saving = window.continuity
      .guarded(window.tools)
      .run({ callId: "x", name: "go_to_line", arguments: "{}" }, new AbortController().signal);
    wanted = false;
    window.continuity.settingsChanged();
    await saving;
    assert.deepEqual(await names(), []);
  });

  it("is set aside where nobody can read it, with one warning", async () => {
    await mkdir(dirname(path), { recursive: true });
    for (const broken of ["{", '{"version":0,"entries":[]}', '{"version":1,"entries":"none"}']) {
      await writeFile(path, broken);
      await writeFile(`${path}.live`, String(Date.now()));
      const window = open();
      assert.deepEqual([window.cutOff, said(window)], [undefined, []]);
      assert.equal(window.warnings.length, 1);
      assert.match(window.warnings[0] ?? "", /^The kept conversation cannot be read and was set aside: /);
      assert.equal(await readFile(`${path}.aside`, "utf8"), broken);
      await window.goLive();
      window.session.say("hello");
      end(window);
      assert.deepEqual(said(open()), ["hello"]);
    }
  });

  it("holds no key", async () => {
    const window = open({ secrets: ["my-own-key"] });
    await window.goLive();
    window.session.say("is it my-own-key or sk-abcdefghijklmnop");
    await reads(/is it/);
    end(window);
    assert.match(await kept(), /is it \[redacted\] or \[redacted\]/);
  });

  it("is left as it stands by a window in which nothing was said", async () => {
    const idle = open();
    const busy = open();
    await busy.goLive();
    busy.session.say("hello");
    end(busy);
    end(idle);
    assert.deepEqual(said(open()), ["hello"]);
  });

  it("does without drafts of a process that is gone", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    await mkdir(dirname(path), { recursive: true });
    const drafts = [`conversation.json.${gone}.next`, `conversation.json.${process.pid}.next`];
    for (const draft of drafts) await writeFile(join(dirname(path), draft), "half");
    open();
    assert.deepEqual(await names(), drafts.slice(1));
  });

  it("works in vain where nothing can be written, and says so once", async () => {
    await writeFile(join(folder, "storage"), "a file, where the folder should be");
    const window = open();
    const link = await window.goLive();
    window.session.say("hello");
    respond(link, "r1", [call("a"), call("b")]);
    await until(() => window.calls.length === 2);
    const before = [...window.warnings];
    assert.equal(before.filter((text) => /^The conversation could not be written \(/.test(text)).length, 1);
    respond(link, "r2", [call("c")]);
    await until(() => window.calls.length === 3);
    assert.deepEqual(window.warnings, before);
  });
});
