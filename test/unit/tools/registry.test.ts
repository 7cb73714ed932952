import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { knownCommands } from "../../../src/tools/knownCommands.ts";
import { functionTools } from "../../../src/tools/registry.ts";

const catalogue = join(import.meta.dirname, "../../fixtures/tools/catalogue.json");

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

  it("takes less than 7 KB of each session", () => {
    assert.ok(Buffer.byteLength(JSON.stringify(functionTools())) < 7 * 1024);
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
