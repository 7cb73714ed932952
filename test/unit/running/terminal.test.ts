import assert from "node:assert/strict";
import { askingPolicy, createPolicy } from "../../../src/tools/policy.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { terminal } from "../../../src/tools/terminal/terminal.ts";
import type { TerminalState } from "../../../src/tools/terminal/terminals.ts";
import type { PreparedCall } from "../../../src/tools/tool.ts";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import { createMemoryEditor } from "../tools/memoryEditor.ts";
import { busy, memoryTerminals, state } from "./memoryTerminals.ts";

const signal = new AbortController().signal;
const past = {} as never;

function prepare(args: Record<string, unknown>, states: readonly TerminalState[]): Promise<PreparedCall> {
  const { editor } = createMemoryEditor();
  const { terminals } = memoryTerminals(states);
  const { controls } = createMemorySession();
  const prepareStep = (): never => {
    throw new Error("It repeats nothing.");
  };
  const runStep = prepareStep;
  const here = { ...editor, terminals };
  return terminal.prepare(args, { editor: here, session: controls, past, prepareStep, runStep, signal });
}

const idle = [state(1, { active: true })];

describe("what a call to the terminal risks", () => {
  for (const [name, args, states, risk] of [
    ["looking", { action: "run", text: "ls" }, idle, "reversible"],
    ["a program", { action: "run", text: "npm test" }, idle, "external"],
    ["a destroyer", { action: "run", text: "rm -rf dist" }, idle, "destructive"],
    ["one of several", { action: "run", text: "ls && rm a" }, idle, "destructive"],
    ["typing at the prompt", { action: "type", text: "rm a" }, idle, "reversible"],
    ["enter after that", { action: "answer" }, [state(1, { typed: "rm a" })], "destructive"],
    ["enter after what looks", { action: "answer", text: "s" }, [state(1, { typed: "l" })], "external"],
    ["an answer to a program", { action: "answer", text: "y" }, [state(1, busy("npm init"))], "external"],
    ["a key for a program", { action: "type", text: "y" }, [state(1, busy("vim"))], "external"],
    [
      "typing where nothing is told",
      { action: "type", text: "ls" },
      [state(1, { integrated: false })],
      "external",
    ],
    ["Ctrl+C", { action: "interrupt" }, [state(1, busy("npm start"))], "reversible"],
    ["closing what rests", { action: "close" }, idle, "reversible"],
    ["closing what runs", { action: "close" }, [state(1, busy("npm start"))], "destructive"],
    ["closing what does not tell", { action: "close" }, [state(1, { integrated: false })], "destructive"],
    ["reading", { action: "read" }, [state(1, busy("npm start"))], "read"],
    ["a list", { action: "list" }, [], "read"],
    [
      "another shell's quoting",
      { action: "run", text: "echo 'a; b'" },
      [state(1, { shell: "cmd" })],
      "external",
    ],
  ] as const) {
    it(`is ${risk} for ${name}`, async () => {
      const prepared = await prepare(args, states);
      assert.equal(prepared.risk, risk);
      assert.ok(
        prepared.risk === "read" || prepared.isStep === true,
        "the journal would take the user's typing for it",
      );
    });
  }

  it("is held against the user's rules by the whole line", async () => {
    assert.equal(
      (await prepare({ action: "run", text: "npm publish" }, idle)).subject,
      "terminal:npm publish",
    );
    const typed = [state(1, { typed: "npm pub" })];
    assert.equal((await prepare({ action: "answer", text: "lish" }, typed)).subject, "terminal:npm publish");
    assert.equal((await prepare({ action: "type", text: "lish" }, typed)).subject, "terminal:npm publish");
  });
});

describe("which terminal a line goes to", () => {
  const two = [
    state(1, { name: "server", ...busy("npm start"), active: true }),
    state(2, { name: "tests", folder: "test" }),
  ];

  for (const [name, args, states, where] of [
    ["the active one", {}, [state(1), state(2, { active: true })], /in terminal 2 \(bash\), folder \./],
    ["another where that is busy", {}, two, /in terminal 2 \(tests\), folder test/],
    ["a new one where all are busy", {}, [two[0]!], /in a new terminal\?/],
    ["a new one where something is typed", {}, [state(1, { typed: "git" })], /in a new terminal\?/],
    ["a new one for another folder", { folder: "src" }, two, /in a new terminal, folder src\?/],
    ["the one in that folder", { folder: "test" }, two, /in terminal 2/],
    ["the named one", { name: "tests" }, two, /in terminal 2/],
    ["the one with that number", { name: "two" }, two, /in terminal 2/],
    ["the second", { name: "the second one" }, [state(1), state(2)], /in terminal 2/],
    [
      "one that does not tell, where it is named",
      { name: "1" },
      [state(1, { integrated: false })],
      /in terminal 1/,
    ],
  ] as const) {
    it(`is ${name}`, async () => {
      const { question } = await prepare({ action: "run", text: "npm test", ...args }, states);
      assert.match(question, where);
    });
  }

  it("is none that is busy and named", async () => {
    await assert.rejects(
      prepare({ action: "run", text: "ls", name: "server" }, two),
      /“npm start” still runs/,
    );
  });

  it("is asked for where several are called so", async () => {
    await assert.rejects(
      prepare({ action: "read", name: "bash" }, [state(1), state(2)]),
      /Several terminals match/,
    );
  });
});

describe("the user's rules for the terminal", () => {
  it("deny what is typed in two pieces", async () => {
    const { terminals, done } = memoryTerminals([state(1, { typed: "npm pub" })]);
    const { editor } = createMemoryEditor();
    const always = { rules: () => [], add: () => Promise.resolve(), remove: () => Promise.resolve() };
    const policy = createPolicy({
      allow: () => [],
      deny: () => ["terminal:npm publish*"],
      lines: () => 60,
      always,
    });
    const router = createRouter({
      tools: [terminal],
      editor: { ...editor, terminals },
      session: createMemorySession().controls,
      now: () => 0,
      policy,
    });
    const args = JSON.stringify({ action: "answer", text: "lish" });
    const outcome = await router.run({ callId: "call_1", name: "terminal", arguments: args }, signal);
    assert.match(outcome.output, /settings forbid this/);
    assert.deepEqual(done, []);
  });

  it("are none: nothing is done in a workspace that is not trusted", async () => {
    const { terminals, done } = memoryTerminals(idle);
    const { editor } = createMemoryEditor({ trusted: () => false });
    const router = createRouter({
      tools: [terminal],
      editor: { ...editor, terminals },
      session: createMemorySession().controls,
      now: () => 0,
      policy: askingPolicy,
    });
    for (const call of [{ action: "run", text: "ls" }, { action: "new" }, { action: "interrupt" }]) {
      const outcome = await router.run(
        { callId: "1", name: "terminal", arguments: JSON.stringify(call) },
        signal,
      );
      assert.match(outcome.output, /not trusted/);
    }
    assert.deepEqual(done, []);
  });

  it("sends nothing where something else was typed since the question", async () => {
    const states = [state(1, { active: true })];
    const prepared = await prepare({ action: "answer", text: "npm test" }, states);
    states[0] = state(1, { active: true, typed: "rm -rf src; " });
    assert.throws(() => prepared.run(signal), /not what it was, so nothing was typed/);
  });
});

describe("a run where something is typed and not sent", () => {
  const typed = [state(1, { active: true, typed: "rm -rf src;" })];

  it("is refused in the terminal that is named: the shell would take both for one line", async () => {
    const joined = prepare({ action: "run", text: "ls", name: "1" }, typed);
    await assert.rejects(joined, /“rm -rf src;” is typed in terminal 1 \(bash\) and not sent/);
  });

  it("goes to another terminal where none is named", async () => {
    assert.match((await prepare({ action: "run", text: "ls" }, typed)).question ?? "", /in a new terminal/);
  });
});
