import assert from "node:assert/strict";
import { manageFile } from "../../../../src/tools/workbench/manageFile.ts";
import { foldersOf, plainPath } from "../../../../src/tools/workbench/spokenPath.ts";
import { createRig } from "./rig.ts";

const texts = {
  "src/cart.ts": "cart",
  "src/price.ts": "price",
  "src/store/order.ts": "order",
  "test/price.test.ts": "test",
  "README.md": "read me",
};

/** The arguments, what is asked, and where what was there is then. */
const transfers: [Record<string, string>, string, string][] = [
  [{ action: "rename", to: "basket.ts" }, "src/cart.ts", "src/basket.ts"],
  [{ action: "rename", to: "basket" }, "src/cart.ts", "src/basket.ts"],
  [{ action: "rename", to: "lib/basket.ts" }, "src/cart.ts", "lib/basket.ts"],
  [{ action: "move", to: "src/store" }, "src/cart.ts", "src/store/cart.ts"],
  [{ action: "move", to: "store" }, "src/cart.ts", "src/store/cart.ts"],
  [{ action: "move", to: "the tests", name: "read me" }, "README.md", "test/README.md"],
  [{ action: "rename", name: "order", to: "purchase" }, "src/store/order.ts", "src/store/purchase.ts"],
];

describe("files by voice", () => {
  for (const [args, from, to] of transfers) {
    it(`takes ${JSON.stringify(args)} for ${from} to ${to}`, async () => {
      const { run, files } = createRig(texts);
      const before = files.get(from);
      const { output } = await run(manageFile, args);
      assert.deepEqual(output, { from, to });
      assert.equal(files.get(to), before);
      assert.equal(files.has(from), false);
    });
  }

  it("copies, and leaves what was there", async () => {
    const { run, files } = createRig(texts);
    await run(manageFile, { action: "copy", name: "cart", to: "cart two" });
    assert.equal(files.get("src/cart two.ts"), "cart");
    assert.equal(files.get("src/cart.ts"), "cart");
  });

  it("creates with a text, shows what, and opens it", async () => {
    const { prepare, files, editor } = createRig(texts);
    const call = await prepare(manageFile, { action: "create", name: "src/new.ts", text: "a\r\nb" });
    assert.equal(call.risk, "reversible");
    assert.equal(call.preview?.kind, "diff");
    assert.ok(!files.has("src/new.ts"));
    await call.run(new AbortController().signal);
    assert.equal(files.get("src/new.ts"), "a\nb");
    assert.equal(editor.active()?.path, "src/new.ts");
  });

  for (const path of [".vscode/tasks.json", ".git/hooks/pre-commit", "app/.husky/pre-push"]) {
    it(`asks before it creates ${path}`, async () => {
      const call = await createRig(texts).prepare(manageFile, {
        action: "create",
        name: path,
        text: "rm -rf /",
      });
      assert.equal(call.asks, true);
    });
  }

  it("asks before it creates a folder that runs by itself", async () => {
    const { prepare } = createRig(texts);
    for (const [name, asks] of [
      [".git", true],
      ["lib/.GIT/hooks", true],
      ["src/hooks", false],
    ] as const)
      assert.equal((await prepare(manageFile, { action: "create_folder", name })).asks, asks, name);
  });

  it("asks before it creates or makes what makes a folder a repository", async () => {
    const { prepare } = createRig(texts);
    for (const name of ["sub/HEAD", "sub/config", "sub/hooks/post-checkout"])
      assert.equal((await prepare(manageFile, { action: "create", name, text: "x" })).asks, true, name);
    assert.equal((await prepare(manageFile, { action: "copy", to: "sub/shop.code-workspace" })).asks, true);
    assert.equal((await prepare(manageFile, { action: "create", name: "sub/header.ts" })).asks, false);
  });

  it("asks before it puts a file where it would run by itself", async () => {
    const { prepare } = createRig(texts);
    for (const action of ["rename", "move", "copy", "save_as"]) {
      assert.equal((await prepare(manageFile, { action, to: ".vscode/tasks.json" })).asks, true, action);
      assert.equal((await prepare(manageFile, { action, to: "src/tasks.json" })).asks, false, action);
    }
  });

  for (const [args, words] of [
    [{ action: "create", name: "src/cart.ts" }, /is there already/],
    [{ action: "create", name: "../outside.ts" }, /no path inside the workspace/],
    [{ action: "create", name: "C:/outside.ts" }, /no path inside the workspace/],
    [{ action: "create" }, /Say the path/],
    [{ action: "rename", to: "price.ts" }, /is there already/],
    [{ action: "delete", name: "spaghetti monster" }, /None of the files/],
    [{ action: "recent" }, /No other file/],
  ] as [Record<string, string>, RegExp][]) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const rig = createRig(texts);
      await assert.rejects(rig.run(manageFile, args), words);
      assert.deepEqual([...rig.files.keys()], Object.keys(texts));
    });
  }

  it("asks before it deletes, and before it reverts with what would be lost", async () => {
    const { prepare } = createRig(texts, { saved: async () => "saved" });
    const deletion = await prepare(manageFile, { action: "delete", name: "price test" });
    assert.deepEqual([deletion.risk, deletion.question], ["destructive", "Delete test/price.test.ts?"]);
    const folder = await prepare(manageFile, { action: "delete", name: "src/store" });
    assert.equal(folder.question, "Delete the folder src/store and all that is in it?");
    const revert = await prepare(manageFile, { action: "revert" });
    assert.equal(revert.risk, "destructive");
    assert.ok(revert.preview?.kind === "diff" && revert.preview.files[0]?.hunks[0]?.lines.includes("-cart"));
  });

  it("goes to the file before this one, or to one of them by name", async () => {
    const recent = (): string[] => ["src/cart.ts", "README.md", "src/price.ts"];
    const { run } = createRig(texts, { recent });
    assert.equal((await run(manageFile, { action: "recent" })).output["file"], "README.md");
    assert.equal((await run(manageFile, { action: "recent", name: "prize" })).output["file"], "src/price.ts");
  });

  it("compares with the last commit, what is saved, or another file", async () => {
    const compared: unknown[] = [];
    const { run } = createRig(texts, { compare: async (...pair) => void compared.push(pair) });
    await run(manageFile, { action: "compare" });
    await run(manageFile, { action: "compare", to: "saved" });
    await run(manageFile, { action: "compare", to: "price dot test" });
    assert.deepEqual(compared, [
      ["src/cart.ts", { was: "HEAD" }],
      ["src/cart.ts", { was: "saved" }],
      ["src/cart.ts", "test/price.test.ts"],
    ]);
  });

  it("knows folders and plain paths", () => {
    assert.deepEqual(foldersOf(Object.keys(texts)), ["src", "src/store", "test"]);
    assert.equal(plainPath("./src//a.ts"), "src/a.ts");
    assert.equal(plainPath("src/../../a"), undefined);
  });
});
