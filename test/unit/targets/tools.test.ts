import assert from "node:assert/strict";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import { tools } from "../../../src/tools/registry.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { createTextEditor } from "./textEditor.ts";

const text = `export function first(a: number): number {
  return second(a, 1);
}

export function second(a: number, b: number): number {
  return a + b;
}
`;

async function call(name: string, args: object, at = text.indexOf("return second")): Promise<unknown> {
  const { editor } = createTextEditor("a.ts", text, { start: at, end: at });
  const router = createRouter({ tools, editor, session: createMemorySession().controls, now: () => 0 });
  const call = { callId: "call_1", name, arguments: JSON.stringify(args) };
  const { output, summary } = await router.run(call, new AbortController().signal);
  return { ...(JSON.parse(output) as object), summary };
}

describe("what the model is told of targets", () => {
  const told: [what: string, name: string, args: object, output: object][] = [
    [
      "a line",
      "go_to",
      { line: 6 },
      { ok: true, file: "a.ts", line: 6, text: "  return a + b;", summary: "a.ts, line 6" },
    ],
    [
      "a symbol",
      "go_to",
      { name: "second" },
      {
        ok: true,
        file: "a.ts",
        line: 5,
        text: "export function second(a: number, b: number): number {",
        name: "second",
        kind: "function",
        summary: "second: a.ts, line 5",
      },
    ],
    [
      "several cursors",
      "go_to",
      { what: "function", which: "every" },
      {
        ok: true,
        file: "a.ts",
        line: 1,
        text: "export function first(a: number): number {",
        cursors: 2,
        summary: "2 functions, a.ts",
      },
    ],
    [
      "a selection",
      "select",
      { what: "function", which: "next" },
      {
        ok: true,
        file: "a.ts",
        selected: "function second",
        from: 5,
        to: 7,
        first: "export function second(a: number, b: number): number {",
        last: "}",
        summary: "Selected function second",
      },
    ],
    [
      "code",
      "read_code",
      { what: "function" },
      {
        ok: true,
        file: "a.ts",
        what: "function first",
        code: "1: export function first(a: number): number {\n2:   return second(a, 1);\n3: }",
        summary: "Read function first",
      },
    ],
    [
      "what was deleted",
      "delete",
      { what: "argument", which: "last" },
      {
        ok: true,
        deleted: "the argument",
        file: "a.ts",
        line: 2,
        text: "  return second(a);",
        summary: "Deleted the argument of a.ts",
      },
    ],
    [
      "what was replaced",
      "replace",
      { name: "number", which: "every", in: "line", text: "bigint" },
      {
        ok: false,
        error: 'There are no places called "number" in this line.',
        summary: 'There are no places called "number" in this line.',
      },
    ],
    [
      "how many were replaced",
      "replace",
      { name: "return", which: "every", text: "yield" },
      {
        ok: true,
        replaced: 2,
        file: "a.ts",
        line: 2,
        text: "  yield second(a, 1);",
        summary: "Replaced 2 places: 2 places",
      },
    ],
  ];
  for (const [what, name, args, output] of told) {
    it(`tells ${what}`, async () => assert.deepEqual(await call(name, args), output));
  }

  it("tells what is around the cursor, where nothing is named", async () => {
    const { code } = (await call("read_code", {})) as { code: string };
    assert.deepEqual(code.split("\n").slice(0, 2), [
      "1: export function first(a: number): number {",
      "2:   return second(a, 1);",
    ]);
    assert.equal(code.split("\n").length, text.split("\n").length);
  });

  it("tells no more than 80 lines, and how many more there are", async () => {
    const long = createTextEditor(
      "a.txt",
      Array.from({ length: 300 }, (_, index) => `line ${index}`).join("\n"),
    );
    const router = createRouter({
      tools,
      editor: long.editor,
      session: createMemorySession().controls,
      now: () => 0,
    });
    const all = { callId: "call_1", name: "read_code", arguments: '{"what":"file"}' };
    const { output } = await router.run(all, new AbortController().signal);
    const { code, more } = JSON.parse(output) as { code: string; more: number };
    assert.equal(code.split("\n").length, 80);
    assert.equal(more, 220);
  });
});
