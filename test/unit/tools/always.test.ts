import assert from "node:assert/strict";
import type { Editor } from "../../../src/tools/editor.ts";
import type { GitChange, GitRepository, GitStatus } from "../../../src/tools/git/git.ts";
import { createSafetyRig, never, type SafetyRig } from "./safetyRig.ts";

const conflict = (lines: number): string =>
  [
    "<<<<<<< ours",
    ...Array.from({ length: lines }, (_, index) => `our ${index}`),
    "=======",
    "theirs",
    ">>>>>>> theirs",
  ].join("\n");

/** Git in memory: what it was told to do. */
function memoryGit(more: Partial<GitStatus> = {}): { git: Editor["git"]; done: string[] } {
  const done: string[] = [];
  const changed: GitChange[] = [
    { path: "a.txt", kind: "modified" },
    { path: "b.txt", kind: "modified" },
  ];
  const status: GitStatus = {
    branch: "main",
    upstream: "origin/main",
    ahead: 1,
    behind: 0,
    doing: "merge",
    staged: changed,
    changed,
    conflicts: [],
    ...more,
  };
  const noting =
    (name: string) =>
    (...args: unknown[]): Promise<void> => {
      done.push(`${name} ${JSON.stringify(args)}`);
      return Promise.resolve();
    };
  const repository: Partial<GitRepository> = {
    root: ".",
    status: () => Promise.resolve(status),
    remotes: () => Promise.resolve(["origin"]),
    log: () => Promise.resolve([{ hash: "abc", author: "", date: "", message: "last" }]),
    branches: () =>
      Promise.resolve([
        { name: "main", current: true },
        { name: "old", current: false },
      ]),
    isMerged: () => Promise.resolve(true),
    stagedText: () => Promise.resolve("staged"),
    isLoaded: () => Promise.resolve(false),
    push: noting("push"),
    commit: noting("commit"),
    deleteBranch: noting("deleteBranch"),
    restore: noting("restore"),
    abort: noting("abort"),
  };
  return { git: { repository: () => Promise.resolve(repository as GitRepository) }, done };
}

const many = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}`).join("\n");

async function sayAlways(rig: SafetyRig, callId: string): Promise<void> {
  const outcome = await rig.router.confirm(callId, true, never, { always: true });
  assert.equal(outcome?.status, "done");
}

const push = { action: "push" };
const commit = { action: "commit", message: "Words" };
const loss = [
  push,
  commit,
  { action: "commit", amend: true, message: "Words" },
  { action: "delete_branch", name: "old" },
  { action: "discard", file: "a.txt" },
  { action: "abort" },
];

describe("always, to an edit that waits", () => {
  it("allows the edits of that tool, and nothing else of it", async () => {
    const { git, done } = memoryGit();
    const rig = createSafetyRig({ texts: { "a.txt": conflict(80), "b.txt": "b" }, editor: () => ({ git }) });
    const resolve = { action: "resolve", side: "theirs" };
    assert.deepEqual([(await rig.call("git", resolve)).always, rig.always], ["edit:git", []]);
    await sayAlways(rig, "call_1");
    assert.deepEqual(rig.always, ["edit:git"]);
    rig.files.set("a.txt", conflict(90));
    assert.equal((await rig.call("git", resolve)).status, "done", "its edits do not ask any more");
    for (const args of [...loss, { action: "discard", what: "all" }])
      assert.equal((await rig.call("git", args)).status, "asking", JSON.stringify(args));
    assert.deepEqual(done, []);
  });

  it("allows no other tool's edits", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": many(300) } });
    assert.equal((await rig.call("delete", { line: 1, to_line: 70 })).always, "edit:delete");
    await sayAlways(rig, "call_1");
    assert.equal((await rig.call("delete", { line: 1, to_line: 70 })).status, "done");
    assert.equal((await rig.call("insert_text", { text: "x\n".repeat(70) })).status, "asking");
  });

  it("is not offered for what runs by itself, and lets nothing of that through", async () => {
    const path = ".vscode/tasks.json";
    const rig = createSafetyRig({ texts: { [path]: many(100), "a.txt": many(100) } });
    rig.always.push("edit:delete");
    const { status, always } = await rig.call("delete", { line: 1, to_line: 1 });
    assert.deepEqual([status, always], ["asking", undefined]);
    rig.front.path = "a.txt";
    assert.equal((await rig.call("delete", { line: 1, to_line: 90 })).status, "done");
    assert.equal(rig.files.get(path), many(100));
  });
});

describe("always, to what is another thing each time", () => {
  for (const args of loss) {
    it(`is not offered: git ${JSON.stringify(args)}`, async () => {
      const { git, done } = memoryGit();
      const rig = createSafetyRig({ texts: { "a.txt": "a", "b.txt": "b" }, editor: () => ({ git }) });
      const { status, always } = await rig.call("git", args);
      assert.deepEqual([status, always], ["asking", undefined]);
      await sayAlways(rig, "call_1");
      assert.deepEqual(rig.always, []);
      assert.equal(done.length, 1);
      assert.equal((await rig.call("git", args)).status, "asking");
    });
  }

  it("holds a rule for discarding against the files", async () => {
    const { git } = memoryGit();
    const allow = ["terminal:git restore", "terminal:git restore -- a.txt"];
    const rig = createSafetyRig({ texts: { "a.txt": "a", "b.txt": "b" }, editor: () => ({ git }), allow });
    assert.equal((await rig.call("git", { action: "discard", file: "a.txt" })).status, "done");
    assert.equal((await rig.call("git", { action: "discard", what: "all" })).status, "asking");
  });

  it("is not offered for a request in words", async () => {
    const rig = createSafetyRig();
    rig.agents.models = [{ id: "model-1", name: "Model 1", vendor: "vendor" }];
    for (const to of ["model", "agent"]) {
      const { status, always } = await rig.call("ask_agent", { request: "Mend it.", to });
      assert.deepEqual([status, always], ["asking", undefined], to);
    }
  });

  it("allows another extension's tool with these arguments only; a rule of the user's allows or denies it with any", async () => {
    const of = (city: string): object => ({
      action: "call",
      tool: "weather",
      arguments: JSON.stringify({ city }),
    });
    const rigWith = (rules: { allow?: string[]; deny?: string[] }): SafetyRig => {
      const rig = createSafetyRig(rules);
      rig.agents.tools = [{ name: "weather", description: "", inputSchema: undefined }];
      return rig;
    };
    const rig = rigWith({});
    assert.equal((await rig.call("use_tool", of("Bern"))).always, 'tool:weather {"city":"Bern"}');
    await sayAlways(rig, "call_1");
    assert.equal((await rig.call("use_tool", of("Bern"))).status, "done");
    assert.equal((await rig.call("use_tool", of("Rome"))).status, "asking");
    assert.equal((await rigWith({ allow: ["tool:weather"] }).call("use_tool", of("Rome"))).status, "done");
    const denied = rigWith({ allow: ["tool:weather"], deny: ["tool:weather *"] });
    assert.equal((await denied.call("use_tool", of("Rome"))).status, "failed");
  });
});
