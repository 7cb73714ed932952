import assert from "node:assert/strict";
import { call, closeEverything, editor } from "./workbench.ts";

// Named to run before the tests that start language servers; after them it holds as well.
describe("a workspace with no file open", () => {
  before(closeEverything);

  it("goes to a symbol, and starts the language server for it", async () => {
    const { status, output } = await call({ name: "go_to", arguments: { name: "order summary" } });
    assert.equal(status, "done", output);
    assert.equal(editor.active()?.path, "src/order.ts");
    assert.match(editor.lines(30, 30)[0] ?? "", /orderSummary/);
    assert.deepEqual(editor.active()?.cursor, { line: 30, column: 17 });
  });
});
