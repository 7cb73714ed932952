import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import * as z from "zod";
import { explainedFields, targetFields } from "../../../src/targets/target.ts";
import { knownCommands } from "../../../src/tools/knownCommands.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { declareTool } from "../../../src/tools/tool.ts";

const catalogue = join(import.meta.dirname, "../../fixtures/tools/catalogue.json");

/** As the models of the Realtime API count. */
const tokens = (value: unknown): number => encode(JSON.stringify(value)).length;

describe("registry", () => {
  it("shows the model what it showed before (RECORD=1 writes it down anew)", () => {
    const now = `${JSON.stringify(functionTools(), null, 2)}\n`;
    if (process.env["RECORD"] === "1") writeFileSync(catalogue, now);
    assert.deepEqual(JSON.parse(now), JSON.parse(readFileSync(catalogue, "utf8")));
  });

  it("names each tool once, in snake case", () => {
    const names = functionTools().map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
    for (const name of names) assert.match(name, /^[a-z]+(_[a-z]+)*$/);
  });

  it("allows no arguments that are not declared", () => {
    for (const { name, parameters } of functionTools()) {
      assert.equal(parameters["type"], "object", name);
      assert.equal(parameters["additionalProperties"], false, name);
    }
  });

  it("takes less than 7,000 tokens of each session", () => {
    const size = tokens(functionTools());
    assert.ok(size < 7000, `${size} tokens`);
  });

  it("says what is meant in less than 300 tokens, explained, and in less than 240 where it is used again", () => {
    for (const [fields, bound] of [
      [explainedFields, 300],
      [targetFields, 240],
    ] as const) {
      const { parameters } = declareTool({ name: "any", description: "", input: z.strictObject(fields) });
      const size = tokens(parameters()["properties"]);
      assert.ok(size < bound, `${size} tokens are more than ${bound}`);
    }
  });
});

describe("known commands", () => {
  it("of our own have the titles of the manifest", () => {
    const texts = JSON.parse(
      readFileSync(join(import.meta.dirname, "../../../package.nls.json"), "utf8"),
    ) as Record<string, string>;
    const own = knownCommands.filter(({ id }) => id.startsWith("vivaVoce."));
    assert.ok(own.length > 0);
    for (const { id, title } of own)
      assert.equal(title, `Viva Voce: ${texts[id.replace("vivaVoce.", "command.")]}`);
  });

  it("are named once each", () => {
    const ids = knownCommands.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    const names = knownCommands.flatMap(({ title, also }) => [title, ...(also?.split("|") ?? [])]);
    const plain = names.map((name) => name.replace(/^\w+: /, "").toLowerCase());
    assert.deepEqual(plain, [...new Set(plain)]);
  });
});
