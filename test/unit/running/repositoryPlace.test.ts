import assert from "node:assert/strict";
import { belongsToWorkspace } from "../../../src/editor/repositoryPlace.ts";
import type { GitRepository } from "../../../src/tools/git/git.ts";
import { git } from "../../../src/tools/git/gitTool.ts";
import { gitInput } from "../../../src/tools/git/gitInput.ts";
import { createRig } from "../tools/workbench/rig.ts";

describe("a repository of the workspace", () => {
  for (const [root, folders] of [
    ["/home/u/shop", ["/home/u/shop"]],
    ["/home/u/shop/lib", ["/home/u/shop"]],
    ["/home/u/shop", ["/home/u/shop/packages/a"]],
    ["/home/u/shop", ["/home/u/other", "/home/u/shop/"]],
    ["/home/u/shop/..lib", ["/home/u/shop"]],
  ] as const) {
    it(`is ${root} with ${folders.join(" and ")}`, () =>
      assert.equal(belongsToWorkspace(root, folders), true));
  }

  for (const [root, folders] of [
    ["/home/u/shop", []],
    ["/home/u/shop2", ["/home/u/shop"]],
    ["/home/u/shop", ["/home/u/shop2", "/home/u/sho"]],
    ["/home/v", ["/home/u"]],
    ["/home/u/..lib", ["/home/u/shop"]],
  ] as const) {
    it(`is not ${root} with ${folders.join(" and ") || "no folder"}`, () =>
      assert.equal(belongsToWorkspace(root, folders), false));
  }
});

describe("a repository outside the workspace", () => {
  const looking = ["status", "diff", "log", "blame", "branches", "stashes", "conflicts"];
  const repository = { root: "/other", outside: true } as GitRepository;
  const rig = createRig({ "a.txt": "a" }, {}, { git: { repository: () => Promise.resolve(repository) } });

  for (const action of gitInput.shape.action.options) {
    if (looking.includes(action)) {
      it(`is looked at: ${action}`, async () =>
        assert.equal((await rig.prepare(git, { action })).risk, "read"));
    } else {
      it(`is not changed: ${action}`, () =>
        assert.rejects(
          rig.prepare(git, { action }),
          /The repository of the current file, \/other, is outside the workspace, so it is only looked at/,
        ));
    }
  }
});
