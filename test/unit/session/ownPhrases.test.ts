import assert from "node:assert/strict";
import type { OwnPhrase } from "../../../src/session/ownPhrases.ts";
import { creates, hears, written } from "./hearing.ts";
import { scripted, until, type ScriptedLink } from "./scripted.ts";

const macro: OwnPhrase = {
  call: { name: "define_phrase", arguments: '{"action":"run","phrase":"tidy up"}' },
};

const ownPhrase = (text: string): OwnPhrase | undefined => {
  if (/^tidy up\.?$/i.test(text)) return macro;
  return /^(?:morning|show the problems)\.?$/i.test(text) ? { wish: "show the problems" } : undefined;
};

const told = (link: ScriptedLink): string => JSON.stringify(link.sent);

describe("a phrase of the user's own", () => {
  it("runs its call without the model, which is told, and does not answer", async () => {
    const { session, goLive, calls } = scripted({ settings: { turns: "untilSent" }, ownPhrase });
    const link = await goLive();
    hears(link, "u1", "Tidy up.");
    await until(() => told(link).includes("It was run"));
    assert.deepEqual(
      calls.map(({ name, arguments: args }) => ({ name, arguments: args })),
      [macro.call],
    );
    assert.ok(link.sent.some((event) => event.type === "conversation.item.delete" && event.item_id === "u1"));
    assert.match(told(link), /The user said “Tidy up\.”, a phrase of theirs\. It was run\. Result: /);
    assert.equal(creates(link), 0);
    const entry = session.entries.find(({ kind }) => kind === "tool");
    assert.ok(entry?.kind === "tool" && entry.status === "done");
  });

  it("cancels the answer that was asked for before the words were written down", async () => {
    const { goLive, calls } = scripted({ settings: { interruption: "words" }, ownPhrase });
    const link = await goLive();
    hears(link, "u1");
    assert.equal(creates(link), 1);
    link.receive({ type: "response.created", response: { id: "r1" } });
    link.receive({ type: written, item_id: "u1", transcript: "tidy up" });
    await until(() => calls.length === 1);
    assert.ok(link.sent.some(({ type }) => type === "response.cancel"));
  });

  it("has the model ask where the call asks", async () => {
    const { goLive } = scripted({
      settings: { turns: "untilSent" },
      ownPhrase,
      runTool: () =>
        Promise.resolve({
          status: "asking",
          output: '{"ok":false,"confirmation_required":{"id":"confirm_1","question":"Launch?"}}',
          summary: "",
          question: "Launch?",
        }),
    });
    const link = await goLive();
    hears(link, "u1", "tidy up");
    await until(() => creates(link) === 1);
    assert.match(told(link), /confirm_1/);
  });

  it("works typed, and once only", async () => {
    const { session, goLive, calls } = scripted({ ownPhrase });
    const link = await goLive();
    session.say("tidy up");
    await until(() => told(link).includes("It was run"));
    assert.equal(calls.length, 1);
    assert.ok(!told(link).includes('"role":"user"'));
  });

  it("gives the model its wish as a turn of the user's, also where that is a phrase itself", async () => {
    const { session, goLive, calls } = scripted({ ownPhrase });
    const link = await goLive();
    session.say("morning");
    assert.match(
      told(link),
      /"role":"user","content":\[\{"type":"input_text","text":"show the problems"\}\]/,
    );
    assert.equal(creates(link), 1);
    assert.deepEqual(calls, []);
  });

  it("is words like others in a longer sentence", async () => {
    const { session, goLive, calls } = scripted({ ownPhrase });
    const link = await goLive();
    session.say("tidy up the kitchen");
    assert.match(told(link), /tidy up the kitchen/);
    assert.deepEqual(calls, []);
  });

  it("does nothing while there is no session", () => {
    const { session, calls } = scripted({ ownPhrase });
    session.say("tidy up");
    assert.deepEqual(calls, []);
    assert.deepEqual(session.entries, []);
  });
});
