import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { grammars, type Grammar } from "../../../src/targets/syntax/grammars.ts";
import { createSyntaxParser } from "../../../src/targets/syntax/main.ts";
import { TreeSitter } from "../../../src/targets/syntax/treeSitter.ts";
import type { Range } from "../../../src/tools/editor.ts";
import { parser } from "./textEditor.ts";

const shipped = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));
const places = { runtime: join(shipped, "tree-sitter.wasm"), grammars: shipped };
const never = new AbortController().signal;

/** 45,000 lines. */
const long = Array.from(
  { length: 5000 },
  (_, index) => `/** doc */
export function name${index}(first: string, second = ${index}): string {
  if (first === "x") {
    return call(first, second, { key: 1 });
  }
  const value = [1, 2, 3].map((x) => x + 1);
  return \`\${value}\`;
}
`,
).join("\n");
const end = long.split("\n").length;
const whole: Range = { start: { line: 1, column: 1 }, end: { line: end, column: 1 } };

describe("syntax", () => {
  for (const grammar of Object.keys(grammars) as Grammar[]) {
    it(`has queries that fit the grammar of ${grammar}`, async () => {
      const treeSitter = await new TreeSitter(places).parser(grammar);
      for (const [kind, query] of Object.entries(grammars[grammar].queries)) {
        assert.ok(treeSitter.query(query).captureNames.includes("it"), kind);
      }
    });
  }

  it("reads 45,000 lines, and lets others work meanwhile", async () => {
    let turns = 0;
    let isDone = false;
    const others = (): void => {
      turns++;
      if (!isDone) setImmediate(others);
    };
    setImmediate(others);
    const patient = createSyntaxParser({ ...places, patience: 60_000 });
    const syntax = await patient.parse({ key: "long", language: "typescript", text: long }, never);
    isDone = true;
    assert.equal(syntax?.scopes("function", whole).length, 5000);
    assert.ok(turns > 5, `others had ${turns} turns`);
  });

  it("gives up where it takes too long, and where the call is cancelled", async () => {
    const hasty = createSyntaxParser({ ...places, patience: 0 });
    assert.equal(await hasty.parse({ key: "long", language: "typescript", text: long }, never), undefined);
    const cancelled = await parser.parse(
      { key: "a", language: "typescript", text: "x" },
      AbortSignal.abort(),
    );
    assert.equal(cancelled, undefined);
    // The same parser begins anew with the next text, which is short enough.
    const next = await hasty.parse({ key: "b", language: "typescript", text: "x(1)" }, never);
    assert.equal(next?.scopes("argument", whole).length, 1);
  });

  it("sees a change as it would have seen it at first", async () => {
    const file = await readFile(join(import.meta.dirname, "../../../src/tools/router.ts"), "utf8");
    const lines = file.split("\n");
    const changes: ((text: string[]) => string[])[] = [
      (text) => [...text.slice(0, 20), "const added = call(1, 2);", ...text.slice(20)],
      (text) => [...text.slice(0, 5), ...text.slice(12)],
      (text) => text.map((line) => line.replace("router", "way")),
      (text) => [...text, "function last(a: number) { return [a]; }"],
      (text) => text.slice(0, -9),
    ];
    let text = lines;
    for (const [index, change] of changes.entries()) {
      text = change(text);
      const now = { language: "typescript", text: text.join("\n") };
      const changed = await parser.parse({ key: "changing", ...now }, never);
      const fresh = await parser.parse({ key: `fresh ${index}`, ...now }, never);
      for (const kind of ["function", "argument", "statement", "string"] as const) {
        const all = { start: { line: 1, column: 1 }, end: { line: text.length, column: 1 } };
        assert.deepEqual(
          changed?.scopes(kind, all),
          fresh?.scopes(kind, all),
          `${kind} after change ${index}`,
        );
      }
    }
  });

  it("tells that it does not know a language", async () => {
    assert.equal(await parser.parse({ key: "d", language: "cobol", text: "x" }, never), undefined);
    assert.equal(await parser.parse({ key: "e", language: "constructor", text: "x" }, never), undefined);
  });

  it("reads documents with mistakes in them", async () => {
    const broken: [string, string, "function" | "key" | "tag"][] = [
      ["typescript", "function a() { if (x { }\nfunction b() { return 1; }", "function"],
      ["json", '{ "a": 1, "b" "c": [1, 2,, }', "key"],
      ["html", "<ul><li>one<li>two</ul></p><b", "tag"],
    ];
    for (const [language, text, kind] of broken) {
      const syntax = await parser.parse({ key: "broken", language, text }, never);
      const found = syntax?.scopes(kind, { start: { line: 1, column: 1 }, end: { line: 2, column: 20 } });
      assert.ok(found !== undefined && found.length > 0, language);
    }
  });
});
