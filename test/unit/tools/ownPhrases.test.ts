import assert from "node:assert/strict";
import { macroFor, macrosOf } from "../../../src/tools/macros.ts";
import { createSafetyRig, type SafetyRig } from "./safetyRig.ts";

const setting = "vivaVoce.macros";

async function define(rig: SafetyRig, args: Record<string, unknown>): Promise<void> {
  const asked = await rig.call("define_phrase", { action: "define", ...args });
  assert.equal(asked.status, "asking", JSON.stringify(asked.result));
  await yes(rig, asked.result);
}

async function yes(rig: SafetyRig, asked: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { id } = asked["confirmation_required"] as { id: string };
  rig.wait(1);
  rig.userSays("yes");
  const { result, status } = await rig.call("confirm_action", { id, accept: true });
  assert.equal(status, "done", JSON.stringify(result));
  return result;
}

const insertX = { text: "x", where: "end" };

describe("define_phrase", () => {
  it("keeps the last call under a phrase, readably, after a yes that has seen it", async () => {
    const rig = createSafetyRig();
    await rig.call("insert_text", insertX);
    const asked = await rig.call("define_phrase", { action: "define", phrase: "add an X" });
    assert.equal(
      asked.question,
      'From now on, “add an X” does: insert_text {"text":"x","where":"end"}. Is that right?',
    );
    assert.equal(rig.settings.get(setting), undefined);
    await yes(rig, asked.result);
    assert.deepEqual(rig.settings.get(setting), {
      "add an X": [{ tool: "insert_text", arguments: insertX }],
    });
  });

  it("keeps the last three in their order", async () => {
    const rig = createSafetyRig();
    for (const text of ["x", "y", "z"]) await rig.call("insert_text", { text });
    await define(rig, { phrase: "tidy up", last: 2 });
    assert.deepEqual(rig.settings.get(setting), {
      "tidy up": [
        { tool: "insert_text", arguments: { text: "y" } },
        { tool: "insert_text", arguments: { text: "z" } },
      ],
    });
  });

  it("keeps a wish in the user's words, and gives it to the model", async () => {
    const rig = createSafetyRig();
    await define(rig, { phrase: "morning", wish: "Show me the problems" });
    assert.deepEqual(rig.settings.get(setting), { morning: "Show me the problems" });
    const { result, status } = await rig.call("define_phrase", { action: "run", phrase: "morning" });
    assert.equal(status, "done");
    assert.equal(result["wish"], "Show me the problems");
  });

  it("runs the calls, and one undo takes all of it back", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    await rig.call("insert_text", insertX);
    await rig.call("insert_text", { text: "y", where: "end" });
    await define(rig, { phrase: "tidy up", last: 2 });
    const { status } = await rig.call("define_phrase", { action: "run", phrase: "tidy up" });
    assert.equal(status, "done");
    assert.equal(rig.files.get("a.txt"), "1\nx\ny\nx\ny");
    await rig.call("undo", {});
    assert.equal(rig.files.get("a.txt"), "1\nx\ny");
  });

  it("is done again by again", async () => {
    const rig = createSafetyRig({ texts: { "a.txt": "1" } });
    rig.settings.set(setting, { "add x": [{ tool: "insert_text", arguments: insertX }] });
    await rig.call("define_phrase", { action: "run", phrase: "add x" });
    await rig.call("repeat_calls", { times: 2 });
    assert.equal(rig.files.get("a.txt"), "1\nx\nx\nx");
  });

  it("undoes its own defining", async () => {
    const rig = createSafetyRig();
    await rig.call("insert_text", insertX);
    await define(rig, { phrase: "add x" });
    await rig.call("undo", {});
    assert.deepEqual(rig.settings.get(setting), undefined);
  });

  for (const phrase of [
    "yes",
    "yes please",
    "no",
    "wake up",
    "Send it!",
    "undo that",
    "again",
    "go to line 40",
    "...",
  ]) {
    it(`refuses “${phrase}”, which means something else`, async () => {
      const rig = createSafetyRig();
      await rig.call("insert_text", insertX);
      const { status, result } = await rig.call("define_phrase", { action: "define", phrase });
      assert.equal(status, "failed", JSON.stringify(result));
      assert.match(String(result["error"]), /something else|no words/);
    });
  }

  it("refuses a phrase of too many words", async () => {
    const rig = createSafetyRig();
    const phrase = "one two three four five six seven eight nine ten eleven";
    assert.equal((await rig.call("define_phrase", { action: "define", phrase, wish: "a" })).status, "failed");
  });

  it("tells what a phrase did that is defined anew", async () => {
    const rig = createSafetyRig();
    rig.settings.set(setting, { "tidy up": "Format it" });
    const asked = await rig.call("define_phrase", { action: "define", phrase: "Tidy up", wish: "Save it" });
    assert.equal(asked.question, "From now on, “Tidy up” does: Save it. It did: Format it. Is that right?");
    await yes(rig, asked.result);
    assert.deepEqual(rig.settings.get(setting), { "Tidy up": "Save it" });
  });

  it("leaves alone what it cannot read in the setting", async () => {
    const rig = createSafetyRig();
    rig.settings.set(setting, { broken: 12, "tidy up": "Format it" });
    await define(rig, { phrase: "morning", wish: "Hello" });
    assert.deepEqual(rig.settings.get(setting), { broken: 12, "tidy up": "Format it", morning: "Hello" });
  });

  it("renames after a yes, and deletes at once", async () => {
    const rig = createSafetyRig();
    rig.settings.set(setting, { "tidy up": "Format it" });
    const asked = await rig.call("define_phrase", { action: "rename", phrase: "tidy up", to: "clean up" });
    assert.equal(asked.status, "asking");
    await yes(rig, asked.result);
    assert.deepEqual(rig.settings.get(setting), { "clean up": "Format it" });
    assert.equal((await rig.call("define_phrase", { action: "delete", phrase: "clean up" })).status, "done");
    assert.equal(rig.settings.get(setting), undefined);
    await rig.call("undo", {});
    assert.deepEqual(rig.settings.get(setting), { "clean up": "Format it" });
  });

  it("does not rename over another, nor to what means something else", async () => {
    const rig = createSafetyRig();
    rig.settings.set(setting, { "tidy up": "Format it", morning: "Hello" });
    for (const to of ["morning", "yes", "wake up"]) {
      const { status } = await rig.call("define_phrase", { action: "rename", phrase: "tidy up", to });
      assert.equal(status, "failed", to);
    }
  });

  it("finds a phrase as it was heard, and tells the nearest", async () => {
    const rig = createSafetyRig();
    rig.settings.set(setting, { "tidy up": "Format it", morning: "Hello" });
    const { result } = await rig.call("define_phrase", { action: "run", phrase: "tidey up" });
    assert.equal(result["wish"], "Format it");
    const missing = await rig.call("define_phrase", { action: "run", phrase: "brew coffee" });
    assert.match(String(missing.result["error"]), /None of the phrases/);
  });

  it("keeps no secret in the settings", async () => {
    const rig = createSafetyRig();
    await rig.call("insert_text", { text: "sk-secret" });
    const { status, result } = await rig.call("define_phrase", { action: "define", phrase: "add the key" });
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /something secret/);
  });

  it("keeps nothing that the log had to cut", async () => {
    const rig = createSafetyRig();
    await rig.call("insert_text", { text: "x".repeat(3_000) });
    assert.equal(
      (await rig.call("define_phrase", { action: "define", phrase: "add it all" })).status,
      "failed",
    );
  });

  it("can be forbidden by its name", async () => {
    const rig = createSafetyRig({ deny: ["define_phrase"] });
    assert.equal(
      (await rig.call("define_phrase", { action: "define", phrase: "morning", wish: "a" })).status,
      "failed",
    );
  });
});

describe("the setting of phrases", () => {
  it("is read as far as it makes sense", () => {
    const macros = macrosOf({
      a: "wish",
      b: [],
      c: [{ tool: "undo" }],
      d: 1,
      e: [{ tool: "x", more: 1 }],
      "": "b",
    });
    assert.deepEqual(macros, [
      { phrase: "a", does: { wish: "wish" } },
      { phrase: "c", does: { steps: [{ name: "undo", arguments: {} }] } },
    ]);
    for (const nonsense of [undefined, null, 3, "text", ["a"]]) assert.deepEqual(macrosOf(nonsense), []);
  });

  const macros = macrosOf({ "tidy up": "a", "Ship it!": "b" });
  for (const [said, found] of [
    ["Tidy up.", "tidy up"],
    ["please tidy up", "tidy up"],
    ["Okay, tidy up please!", "tidy up"],
    ["SHIP IT", "Ship it!"],
    ["tidy up the kitchen", undefined],
    ["do not tidy up", undefined],
    ["", undefined],
    ["please", undefined],
  ] as const) {
    it(`hears ${found ?? "none"} in “${said}”`, () => assert.equal(macroFor(said, macros)?.phrase, found));
  }
});
