import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../../dev/setup/paths.ts";
import { toolsPage } from "../../../dev/tools/page.ts";
import { toolRows } from "../../../dev/tools/rows.ts";
import { functionTools } from "../../../src/tools/registry.ts";

describe("npm run tools", () => {
  it("tells of every tool, with its tokens", () => {
    const rows = toolRows();
    assert.deepEqual(
      rows.map(({ name }) => name),
      functionTools().map(({ name }) => name),
    );
    for (const { tokens, name } of rows) assert.ok(tokens > 20, name);
  });

  it("has written docs/tools.md (npm run --silent tools > docs/tools.md)", async () => {
    const page = await readFile(join(root, "docs/tools.md"), "utf8");
    assert.equal(page, await toolsPage(toolRows()));
  });
});
