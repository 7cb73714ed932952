import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { call, respond, until } from "../session/scripted.ts";
import { createWorkspace, said, type Workspace } from "./continuityRig.ts";

describe("the file that keeps a conversation", () => {
  let workspace: Workspace;
  let path: string;
  beforeEach(async () => {
    workspace = await createWorkspace();
    ({ path } = workspace);
  });
  afterEach(() => workspace.close());

  it("is written soon after each change, without an end of the window, and whole at any moment", async () => {
    const window = workspace.open();
    const link = await window.goLive();
    window.session.say("tell me a story");
    await workspace.reads(/tell me a story/);
    // An answer that goes on and on is no reason to wait.
    let told = 0;
    const telling = setInterval(() => {
      const delta = `sentence ${++told}. `;
      link.receive({ type: "response.output_text.delta", item_id: "a", response_id: "r", delta });
    }, 5);
    try {
      for (let text = ""; !/sentence 3\./.test(text); text = await workspace.kept()) JSON.parse(text || "{}");
    } finally {
      clearInterval(telling);
    }
    assert.ok(told > 3);
    assert.deepEqual(window.warnings, []);
  });

  it("is empty after New Conversation", async () => {
    const window = workspace.open();
    await window.goLive();
    window.session.say("a secret plan");
    await workspace.reads(/a secret plan/);
    window.session.newConversation();
    await workspace.reads(/"entries":\[\s*\]/);
    assert.doesNotMatch(await workspace.kept(), /a secret plan/);
    workspace.end(window);
    assert.deepEqual(said(workspace.open()), []);
  });

  it("is forgotten, with all its files, where the user does not want it kept", async () => {
    let wanted = true;
    const window = workspace.open({ wanted: () => wanted });
    await window.goLive();
    window.session.say("hello");
    await workspace.reads(/hello/);
    await writeFile(`${path}.aside`, "an older one");
    wanted = false;
    window.continuity.settingsChanged();
    assert.deepEqual(await workspace.names(), []);
    window.session.say("more");
    workspace.end(window);
    assert.deepEqual(await workspace.names(), []);

    wanted = true;
    const again = workspace.open({ wanted: () => wanted });
    assert.deepEqual([again.cutOff, said(again)], [undefined, []]);
    await again.goLive();
    again.session.say("hello");
    workspace.end(again);
    const off = workspace.open({ wanted: () => false });
    assert.deepEqual([off.cutOff, said(off), await workspace.names()], [undefined, [], []]);
  });

  it("is not written by a write that was on its way when the user did not want it any more", async () => {
    let wanted = true;
    const window = workspace.open({ wanted: () => wanted });
    await window.goLive();
    window.session.say("hello");
    const saving = window.continuity
      .guarded(window.tools)
      .run({ callId: "x", name: "go_to_line", arguments: "{}" }, new AbortController().signal);
    wanted = false;
    window.continuity.settingsChanged();
    await saving;
    assert.deepEqual(await workspace.names(), []);
  });

  it("is set aside where nobody can read it, with one warning", async () => {
    await mkdir(dirname(path), { recursive: true });
    for (const broken of ["{", '{"version":0,"entries":[]}', '{"version":1,"entries":"none"}']) {
      await writeFile(path, broken);
      await writeFile(`${path}.live`, String(Date.now()));
      const window = workspace.open();
      assert.deepEqual([window.cutOff, said(window)], [undefined, []]);
      assert.equal(window.warnings.length, 1);
      assert.match(window.warnings[0] ?? "", /^The kept conversation cannot be read and was set aside: /);
      assert.equal(await readFile(`${path}.aside`, "utf8"), broken);
      await window.goLive();
      window.session.say("hello");
      workspace.end(window);
      assert.deepEqual(said(workspace.open()), ["hello"]);
    }
  });

  it("holds no key", async () => {
    const window = workspace.open({ secrets: ["my-own-key"] });
    await window.goLive();
    window.session.say("is it my-own-key or sk-abcdefghijklmnop");
    await workspace.reads(/is it/);
    workspace.end(window);
    assert.match(await workspace.kept(), /is it \[redacted\] or \[redacted\]/);
  });

  it("is left as it stands by a window in which nothing was said", async () => {
    const idle = workspace.open();
    const busy = workspace.open();
    await busy.goLive();
    busy.session.say("hello");
    workspace.end(busy);
    workspace.end(idle);
    assert.deepEqual(said(workspace.open()), ["hello"]);
  });

  it("does without drafts of a process that is gone", async () => {
    const gone = spawnSync(process.execPath, ["-e", ""]).pid;
    await mkdir(dirname(path), { recursive: true });
    const drafts = [`conversation.json.${gone}.next`, `conversation.json.${process.pid}.next`];
    for (const draft of drafts) await writeFile(join(dirname(path), draft), "half");
    workspace.open();
    assert.deepEqual(await workspace.names(), drafts.slice(1));
  });

  it("works in vain where nothing can be written, and says so once", async () => {
    await writeFile(dirname(path), "a file, where the folder should be");
    const window = workspace.open();
    const link = await window.goLive();
    window.session.say("hello");
    respond(link, "r1", [call("a"), call("b")]);
    await until(() => window.calls.length === 2);
    const before = [...window.warnings];
    assert.equal(before.filter((text) => text.includes("could not be written")).length, 1);
    respond(link, "r2", [call("c")]);
    await until(() => window.calls.length === 3);
    assert.deepEqual(window.warnings, before);
  });
});
