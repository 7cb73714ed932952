import assert from "node:assert/strict";
import type { Location, Problem } from "../../../../src/tools/editor.ts";
import { arrange } from "../../../../src/tools/workbench/arrange.ts";
import { navigate } from "../../../../src/tools/workbench/navigate.ts";
import { read } from "../../../../src/tools/workbench/read.ts";
import { locationAt, stepTo } from "../../../../src/tools/workbench/step.ts";
import type { Tab } from "../../../../src/tools/workbench/workbench.ts";
import { createRig } from "./rig.ts";

const at = (path: string, line: number): Location => locationAt(path, { line, column: 1 });
const places = [at("a.ts", 2), at("a.ts", 8), at("b.ts", 1)];
const here = (line: number): Parameters<typeof stepTo>[1] => ({
  ...createRig({ "a.ts": "" }).editor.active()!,
  path: "a.ts",
  cursor: { line, column: 1 },
});

describe("stepping through places", () => {
  for (const [line, step, expected] of [
    [1, {}, 0],
    [2, {}, 1],
    [9, {}, 2],
    [8, { which: "next" }, 2],
    [8, { which: "previous" }, 0],
    [1, { which: "previous" }, 2],
    [1, { which: "first" }, 0],
    [1, { which: "last" }, 2],
    [1, { nth: 2 }, 1],
    [1, { which: "next", nth: 2 }, 1],
    [1, { which: "next", nth: 4 }, 0],
    [9, { which: "previous", nth: 2 }, 0],
  ] as const) {
    it(`goes from line ${line} by ${JSON.stringify(step)} to number ${expected + 1}`, () => {
      assert.equal(stepTo(places, here(line), step), expected);
    });
  }

  it("tells how many there are", () => {
    assert.throws(() => stepTo(places, here(1), { nth: 4 }), /only 3/);
    assert.equal(stepTo([], here(1), {}), undefined);
  });
});

const problem = (
  path: string,
  line: number,
  message: string,
  severity: Problem["severity"] = "error",
): Problem => ({
  path,
  line,
  column: 1,
  severity,
  message,
});

describe("problems, changes and callers", () => {
  const problems = (): Problem[] => [
    problem("b.ts", 1, "Cannot find name 'cart'."),
    problem("a.ts", 3, "Type 'string' is not assignable to type 'number'."),
    problem("a.ts", 1, "unused", "hint"),
    problem("a.ts", 5, "Missing semicolon.", "warning"),
  ];
  const texts = { "a.ts": "1\n2\n3\n4\n5", "b.ts": "1" };

  it("goes to problems by number, by words, and in this file", async () => {
    const go = async (args: Record<string, unknown>): Promise<unknown> =>
      (await createRig(texts, {}, { problems }).run(navigate, { to: "problem", ...args })).output["message"];
    assert.equal(await go({ nth: 2 }), "Missing semicolon.");
    assert.equal(await go({ name: "cannot find" }), "Cannot find name 'cart'.");
    assert.equal(await go({ name: "not assignable" }), "Type 'string' is not assignable to type 'number'.");
    assert.equal(await go({ which: "last", in_file: true }), "Missing semicolon.");
    await assert.rejects(
      createRig(texts, {}, { problems: () => [] }).run(navigate, { to: "problem" }),
      /no problems/,
    );
  });

  it("tells the lines that changed, and that a file is in no commit", async () => {
    const changed = createRig({ "a.ts": "one\nnew\nthree" }, { committed: async () => "one\ntwo\nthree" });
    assert.deepEqual((await changed.run(read, { what: "diff" })).output, {
      file: "a.ts",
      added: 1,
      removed: 1,
      diff: "@ line 1\n-two\n+new",
    });
    const fresh = createRig(texts, { committed: async () => undefined });
    await assert.rejects(fresh.run(read, { what: "diff" }), /in no commit/);
    await assert.rejects(fresh.run(navigate, { to: "change" }), /in no commit/);
  });

  it("cuts long documentation, with a way on", async () => {
    const rig = createRig(texts, { hover: async () => ["x".repeat(2000)], signature: async () => undefined });
    const first = (await rig.run(read, { what: "documentation" })).output;
    assert.equal(first["next"], 1201);
    const second = (await rig.run(read, { what: "documentation", from: 1201 })).output;
    assert.equal(String(first["text"]).length + String(second["text"]).length, 2000);
    assert.equal(second["next"], undefined);
  });
});

describe("tabs", () => {
  const tab = (path: string, index: number, more: Partial<Tab> = {}): Tab => ({
    label: path.replace(/.*\//, ""),
    path,
    group: 1,
    index,
    active: false,
    unsaved: false,
    pinned: false,
    ...more,
  });
  const tabs = (): Tab[] => [
    tab("src/cart.ts", 1, { active: true }),
    tab("src/price.ts", 2, { unsaved: true }),
    tab("README.md", 3, { pinned: true }),
  ];
  const rig = (closed: string[] = []): ReturnType<typeof createRig> =>
    createRig(
      { "a.ts": "" },
      {
        tabs,
        closeTabs: async (each) => void closed.push(...each.map(({ label }) => label)),
        showTab: async () => {},
      },
    );

  for (const [args, risk, closing] of [
    [{ action: "close" }, "read", ["cart.ts"]],
    [{ action: "close", name: "prize" }, "destructive", ["price.ts"]],
    [{ action: "close_others" }, "destructive", ["price.ts"]],
    [{ action: "close_saved" }, "read", ["cart.ts"]],
    [{ action: "close_all" }, "destructive", ["cart.ts", "price.ts", "README.md"]],
    [{ action: "close", nth: 3 }, "read", ["README.md"]],
  ] as const) {
    it(`closes by ${JSON.stringify(args)}: ${closing.join(", ")}`, async () => {
      const closed: string[] = [];
      const call = await rig(closed).prepare(arrange, args);
      assert.equal(call.risk, risk);
      assert.deepEqual(closed, []);
      await call.run(new AbortController().signal);
      assert.deepEqual(closed, closing);
    });
  }

  it("goes to them by name, by number, and around", async () => {
    for (const [args, expected] of [
      [{ action: "tab", name: "read me" }, "README.md"],
      [{ action: "tab", nth: 2 }, "src/price.ts"],
      [{ action: "previous_tab" }, "README.md"],
      [{ action: "next_tab", nth: 2 }, "README.md"],
    ] as const) {
      assert.equal((await rig().run(arrange, args)).output["tab"], expected);
    }
    await assert.rejects(rig().run(arrange, { action: "tab", nth: 9 }), /not so many tabs/);
    await assert.rejects(rig().run(arrange, { action: "tab", name: "giraffe" }), /None of the tabs/);
  });
});
