import assert from "node:assert/strict";
import { join } from "node:path";
import { resolveTarget } from "../../../src/targets/resolve.ts";
import { syntaxKinds, type SyntaxKind } from "../../../src/targets/syntax/scopeTable.ts";
import type { Target } from "../../../src/targets/target.ts";
import { compare, contains } from "../../../src/targets/places.ts";
import type { Position, Range } from "../../../src/tools/editor.ts";
import { ToolError } from "../../../src/tools/tool.ts";
import { readCases } from "../../targets/cases.ts";
import { createTextEditor } from "./textEditor.ts";

const signal = new AbortController().signal;
const internal = new Set<SyntaxKind>(["members", "symbol"]);

/** What each language has to know at the least. */
const known: Record<string, string> = {
  "Shop.cs":
    "argument parameters string call condition block statement function method class comment import attribute key value",
  "Shop.java":
    "argument parameters string call condition block statement function method class comment import attribute value",
  "shop.cpp":
    "argument parameters string call condition block statement function method class comment import value",
  "shop.css": "argument string call condition block statement class comment import attribute key value",
  "shop.go":
    "argument parameters string call condition block statement function method class comment import attribute key value",
  "shop.html": "tag attribute key value string comment block",
  "shop.js": "argument parameters string call condition block statement function method class import value",
  "shop.json": "key value string block statement",
  "readme.md": "section paragraph block comment",
  "shop.php":
    "argument parameters string call condition block statement function method class comment import key value",
  "shop.py":
    "argument parameters string call condition block statement function method class comment import attribute key value",
  "shop.rb":
    "argument parameters string call condition block statement function method class comment import key value",
  "shop.rs":
    "argument parameters string call condition block statement function method class comment import attribute key value",
  "shop.ts":
    "argument parameters string call condition block statement function method class comment import attribute key value",
  "shop.tsx": "argument parameters string call block statement function import tag attribute value",
};

describe("every kind of scope, in every language", () => {
  for (const { file, document } of readCases(join(import.meta.dirname, "../../fixtures/targets"))) {
    const kinds = known[file]?.split(" ") ?? [];
    describe(file, () => {
      const text = document.join("\n");

      async function find(target: Target, at?: Position): Promise<Range[]> {
        const made = createTextEditor(file, text);
        if (at !== undefined) await made.editor.select({ start: at, end: at });
        return resolveTarget(target, { editor: made.editor, signal }).then(({ ranges }) => ranges);
      }

      /** All of a kind, or none. */
      async function all(kind: SyntaxKind): Promise<Range[]> {
        return find({ what: kind as NonNullable<Target["what"]>, which: "every", in: "file" }).catch(
          (error: unknown) => {
            if (error instanceof ToolError) return [];
            throw error;
          },
        );
      }

      for (const kind of syntaxKinds.filter((kind) => !internal.has(kind))) {
        const what = kind as NonNullable<Target["what"]>;

        it(`${kinds.includes(kind) ? "has" : "may have"} a ${kind}: this, next, previous, nth, first, last`, async () => {
          const places = await all(kind);
          if (kinds.includes(kind)) assert.ok(places.length > 0, "none was found");
          for (const [index, place] of places.entries()) {
            assert.ok(compare(place.start, place.end) < 0, "it is empty");
            assert.deepEqual(await find({ what, nth: index + 1, in: "file" }), [place]);
            const [here] = await find({ what }, place.start);
            assert.ok(here !== undefined && contains(here, { start: place.start, end: place.start }));
            const before = places.filter(({ end }) => compare(end, place.start) <= 0);
            const last = before.toSorted(
              (left, right) => compare(right.end, left.end) || compare(left.start, right.start),
            )[0];
            if (last !== undefined && kind !== "section") {
              assert.deepEqual(await find({ what, which: "previous" }, place.start), [last]);
            }
            const after = places.find(({ start }) => compare(start, place.start) > 0);
            if (after !== undefined)
              assert.deepEqual(await find({ what, which: "next" }, place.start), [after]);
          }
          if (places.length === 0) return;
          assert.deepEqual(await find({ what, which: "first", in: "file" }), places.slice(0, 1));
          assert.deepEqual(await find({ what, which: "last", in: "file" }), places.slice(-1));
        });
      }
    });
  }
});
