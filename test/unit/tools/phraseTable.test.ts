import assert from "node:assert/strict";
import * as z from "zod";
import { phraseTable } from "../../../src/tools/phraseTable.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { createSafetyRig } from "./safetyRig.ts";

describe("what can be said", () => {
  const tools = new Map(functionTools().map(({ name, parameters }) => [name, z.fromJSONSchema(parameters)]));
  for (const [where, rows] of Object.entries(phraseTable)) {
    for (const { say, name, arguments: args } of rows) {
      it(`${where}: “${say}” is a call that ${name} takes`, () => {
        const parsed = tools.get(name)?.safeParse(args);
        assert.ok(parsed?.success, JSON.stringify(parsed?.error));
      });
    }
  }

  it("is told for where the user is, a few of each, with their own phrases", async () => {
    const rig = createSafetyRig();
    rig.settings.set("vivaVoce.macros", { "tidy up": "Format it" });
    rig.agents.situations = ["debugging", "editor"];
    const { result } = await rig.call("list_phrases", {});
    const say = result["say"] as Record<string, string[]>;
    assert.deepEqual(Object.keys(say), ["while debugging", "in a file", "anywhere"]);
    for (const few of Object.values(say)) assert.ok(few.length <= 4);
    assert.deepEqual(result["own"], [{ phrase: "tidy up", does: "Format it" }]);
    assert.match(String(result["tell_user"]), /^You can say, while debugging: “step over”/);
  });

  it("is told at length for one place, and for what is one's own", async () => {
    const { result } = await createSafetyRig().call("list_phrases", { about: "notebook" });
    assert.deepEqual(Object.keys(result["say"] as object), ["in a notebook"]);
    const own = await createSafetyRig().call("list_phrases", { about: "own" });
    assert.equal(own.result["tell_user"], "You have no phrases of your own yet.");
  });
});
