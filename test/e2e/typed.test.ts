import assert from "node:assert/strict";
import type { Plan } from "../../dev/realtime/mind/plan.ts";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { sharedStage } from "./sharedStage.ts";
import { addedItems, callOutputs, currentSession, receivedEvents, until } from "./talking.ts";

describe("typed commands", () => {
  let stage: Stage;
  let session: ServerSession;
  const ends: (() => void)[] = [];
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    session = currentSession(stage);
  });
  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });
  after(() => stage.panel.stop());

  /** What the model does when the user types these words. */
  function onWords(words: string, plan: Plan): void {
    ends.push(stage.server.script.onTurn((turn) => (turn.words === words ? plan : undefined)));
  }
  /** Types, and resolves with what the model is told of the `count` calls that come of it. */
  async function outputsOf(words: string, count: number): Promise<string[]> {
    const before = callOutputs(session).length;
    await stage.panel.type(words);
    await until(`${count} calls are answered`, () => callOutputs(session).length >= before + count);
    return callOutputs(session)
      .slice(before)
      .map(({ output }) => output);
  }
  async function goesOn(): Promise<void> {
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await outputsOf("go to line 5", 1);
    await stage.probe.until("line 5", ({ editor }) => editor?.line === 5);
    assert.equal(stage.server.sessions.at(-1), session, "the session was replaced");
  }

  it("do what spoken ones do", async () => {
    const { panel, probe } = stage;
    await panel.type("open the cart file and go to line 22");
    await probe.until("cart.ts", ({ editor }) => editor?.file === "src/cart.ts" && editor.line === 22);
    assert.match(await panel.newest("user").innerText(), /typed[^]*open the cart file and go to line 22/);
    await panel.type("insert a comment check this");
    await probe.until("inserted", ({ editor }) => editor?.text.includes("// check this\n") === true);
    await panel.type("undo that");
    await probe.until("taken back", ({ editor }) => editor?.text.includes("// check this\n") === false);
  });

  describe("that become faulty calls", () => {
    const faults = [
      { what: "invalid JSON", call: "go_to", arguments: '{"line": 4', told: /not valid JSON/ },
      { what: "an unknown tool", call: "go_too", arguments: '{"line":4}', told: /go_to/ },
      { what: "a wrong argument", call: "go_to", arguments: '{"line":"four"}', told: /line/ },
      { what: "a missing argument", call: "open_file", arguments: "{}", told: /name/ },
    ];
    for (const { what, told, ...call } of faults) {
      it(`tell the model of ${what}, and go on`, async () => {
        onWords("Break it", { outputs: [call] });
        const [output = "", ...more] = await outputsOf("Break it", 1);
        assert.deepEqual(more, []);
        const result = JSON.parse(output) as { ok: boolean; error: string };
        assert.equal(result.ok, false);
        assert.match(output, told);
        assert.notEqual((await stage.probe.state()).editor?.line, 4);
        assert.match((await stage.panel.newest("tool").getAttribute("aria-label")) ?? "", /: Failed$/);
        await goesOn();
      });
    }
  });

  it("do nothing where they are cut off in the middle of a call", async () => {
    const { panel, probe } = stage;
    onWords("Write an essay", {
      outputs: [{ call: "insert_text", arguments: JSON.stringify({ text: "essay ".repeat(100) }) }],
      paceMs: 100,
    });
    await probe.open("src/inventory.ts", { line: 1 });
    const sent = session.sent.length;
    await panel.type("Write an essay");
    await until("the call has begun", () =>
      session.sent.slice(sent).some(({ type }) => type === "response.function_call_arguments.delta"),
    );
    const outputs = await outputsOf("go to line 7", 2);
    await probe.until("line 7", ({ editor }) => editor?.line === 7);
    assert.match(outputs[0] ?? "", /interrupted/);
    const { editor } = await probe.state();
    assert.ok(editor?.text.includes("essay") === false && !editor.dirty);
    assert.equal(await panel.log().locator('.tool[data-status="cancelled"]').count(), 1);
  });

  it("run all calls of one response in order, and ask for one answer", async () => {
    onWords("Twice", {
      outputs: [
        { call: "go_to", arguments: '{"line":12}' },
        { call: "get_context", arguments: "{}" },
      ],
    });
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await stage.panel.shows("listening");
    const before = receivedEvents(session).length;
    const [, context = ""] = await outputsOf("Twice", 2);
    assert.match(context, /12/, "the second call does not see what the first has done");
    const types = (): string[] =>
      receivedEvents(session)
        .slice(before)
        .map(({ type }) => type);
    await until("an answer is asked for", () => types().length > 4);
    await stage.panel.shows("listening");
    assert.deepEqual(types(), [
      "conversation.item.create",
      "response.create",
      "conversation.item.create",
      "conversation.item.create",
      "response.create",
    ]);
  });

  it("run a call once, however often it comes", async () => {
    const call = { call: "insert_text", arguments: '{"text":"once"}', callId: "call_again" };
    onWords("Repeat yourself", { outputs: [call, call] });
    onWords("And again", { outputs: [call, { call: "go_to", arguments: '{"line":2}' }] });
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await outputsOf("Repeat yourself", 1);
    await outputsOf("And again", 1);
    const { editor } = await stage.probe.until("line 2", (state) => state.editor?.line === 2);
    assert.equal(editor?.text.split("once").length, 2, "the text is there more than once");
    const answers = callOutputs(session).filter(({ callId }) => callId === "call_again");
    assert.equal(answers.length, 1);
  });

  it("go on after events that are malformed, unknown or repeated", async () => {
    await stage.probe.open("src/inventory.ts", { line: 1 });
    onWords("Insert it", { outputs: [{ call: "insert_text", arguments: '{"text":"again"}' }] });
    await outputsOf("Insert it", 1);
    const done = session.sent.find(
      (event) => event.type === "response.done" && JSON.stringify(event.response.output).includes("again"),
    );
    assert.ok(done);
    const events = receivedEvents(session).length;
    const emitted = [
      "not JSON",
      "null",
      "[]",
      {},
      { type: 5 },
      { type: "response.done" },
      { type: "response.done", response: { id: "resp_x", status: "completed", output: "nothing" } },
      { type: "response.created", response: null },
      { type: "conversation.item.from_the_future", item: { id: "item_x" } },
      { type: "error", error: {} },
      done,
      done,
    ];
    for (const event of emitted) session.emit(event);
    await goesOn();
    const [created, ...more] = addedItemsSince(events);
    assert.equal(created?.type, "message", "the typed turn");
    assert.deepEqual(
      more.map(({ type }) => type),
      ["function_call_output"],
      "only the one call that was typed is answered",
    );
  });

  function addedItemsSince(events: number): ReturnType<typeof addedItems> {
    return addedItems({ ...session, received: receivedEvents(session).slice(events) });
  }

  describe("that could do harm", () => {
    const question = /Run the command “create Terminal Editor”/;
    const ask = async (): Promise<void> => {
      await stage.panel.type("run the command create terminal editor");
      await stage.panel.log().getByRole("button", { name: "Allow" }).waitFor();
      assert.match(await stage.panel.newest("tool").innerText(), question);
      assert.equal((await stage.probe.state()).terminals, 0);
    };
    const button = (name: string) => stage.panel.log().getByRole("button", { name });
    afterEach(async () => {
      await stage.probe.command("workbench.action.terminal.killAll");
      await stage.probe.until("no terminal", ({ terminals }) => terminals === 0);
    });

    it("ask, and do nothing after Deny", async () => {
      await ask();
      await button("Deny").click();
      await stage.panel.newest("tool").and(stage.panel.log().locator('[data-status="refused"]')).waitFor();
      assert.equal((await stage.probe.state()).terminals, 0);
      assert.match(JSON.stringify(addedItems(session)), /The user clicked Deny/);
    });

    it("run after Allow", async () => {
      await ask();
      await button("Allow").click();
      await stage.probe.until("a terminal", ({ terminals }) => terminals === 1);
      await button("Allow").waitFor({ state: "detached" });
    });

    it("run after a yes in words", async () => {
      await ask();
      await stage.panel.type("yes do it");
      await stage.probe.until("a terminal", ({ terminals }) => terminals === 1);
      await button("Allow").waitFor({ state: "detached" });
    });

    it("do nothing after a no in words", async () => {
      await ask();
      const [output = ""] = await outputsOf("no don't", 1);
      assert.match(output, /"ok":/);
      await button("Allow").waitFor({ state: "detached" });
      assert.equal((await stage.probe.state()).terminals, 0);
    });

    it("do not run where the model says yes by itself", async () => {
      const answered = stage.server.script.onTurn((turn) => {
        const [id] = /confirm_\d+/.exec(turn.answered.at(-1)?.output ?? "") ?? [];
        if (id === undefined) return undefined;
        answered();
        return { outputs: [{ call: "confirm_action", arguments: JSON.stringify({ id, accept: true }) }] };
      });
      ends.push(answered);
      const [asked = "", refused = ""] = await outputsOf("run the command create terminal editor", 2);
      assert.match(asked, /confirmation_required/);
      assert.match(refused, /has not spoken/);
      assert.equal((await stage.probe.state()).terminals, 0);
      await button("Deny").click();
    });
  });
});
