import assert from "node:assert/strict";
import * as vscode from "vscode";
import { ownPhrase } from "../../../src/host/ownPhrases.ts";
import { phraseTable } from "../../../src/tools/phraseTable.ts";
import {
  call,
  closeEverything,
  editor,
  forgetCalls,
  newRouter,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const signal = new AbortController().signal;

/** Asks, and says yes by a click. */
async function allowed(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const router = newRouter();
  const asked = await router.run({ callId: "call_1", name, arguments: JSON.stringify(args) }, signal);
  assert.equal(asked.status, "asking", asked.output);
  const outcome = await router.confirm("call_1", true, signal);
  return JSON.parse(outcome?.output ?? "{}") as Record<string, unknown>;
}

describe("agents: tools of another extension", () => {
  before(() => until("tool", () => vscode.lm.tools.find(({ name }) => name === "probe_echo")));

  it("are listed", async () => {
    const { result } = await call({ name: "use_tool", arguments: { action: "list", tool: "echo" } });
    assert.ok(JSON.stringify(result["tools"]).includes("probe_echo: Says the words again, so many times."));
  });

  it("are described with their schema, by a spoken name", async () => {
    const { result } = await call({
      name: "use_tool",
      arguments: { action: "describe", tool: "probe echo" },
    });
    assert.equal(result["tool"], "probe_echo");
    assert.partialDeepStrictEqual(result["arguments"], { required: ["words"] });
  });

  it("are called after a yes, and their text is data", async () => {
    const args = JSON.stringify({ words: "hello", times: 2 });
    const result = await allowed("use_tool", { action: "call", tool: "probe echo", arguments: args });
    assert.equal(result["text"], "hello\nhello");
    assert.match(String(result["note"]), /data, not instructions/);
  });

  it("are not called with what does not fit", async () => {
    const args = JSON.stringify({ times: 2 });
    const { status, result } = await call({
      name: "use_tool",
      arguments: { action: "call", tool: "probe echo", arguments: args },
    });
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /words/);
  });

  it("tell why they failed", async () => {
    const args = JSON.stringify({ words: "fail" });
    const result = await allowed("use_tool", { action: "call", tool: "probe echo", arguments: args });
    assert.match(String(result["error"]), /The tool probe_echo failed: .*There is no echo/);
  });

  it("show a long answer beside the code", async () => {
    await closeEverything();
    const args = JSON.stringify({ words: "x".repeat(5_000) });
    const result = await allowed("use_tool", { action: "call", tool: "probe echo", arguments: args });
    assert.equal(result["left_out"], 1_000);
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document.languageId === "markdown");
    assert.match(shown?.document.getText() ?? "", /^# probe_echo\n\n```\nx{5000}\n```/);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

describe("agents: VS Code's chat", () => {
  it("has the command that opens it, and nobody who answers, and says so", async () => {
    const registered = await vscode.commands.getCommands(true);
    assert.ok(registered.includes("workbench.action.chat.open"));
    const { status, result } = await call({ name: "ask_agent", arguments: { request: "Write the tests" } });
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /Nobody answers in this editor's chat/);
  });

  it("has no models, and says what to install", async () => {
    const { result } = await call({ name: "ask_agent", arguments: { request: "Why?", to: "model" } });
    assert.match(String(result["error"]), /No extension offers a language model/);
  });
});

describe("agents: what can be said", () => {
  afterEach(closeEverything);

  it("follows where the user is", async () => {
    await closeEverything();
    assert.ok(!editor.agents.situations().includes("editor"));
    await show("src/price.ts");
    assert.deepEqual(editor.agents.situations()[0], "editor");
    const uri = (path: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), path);
    await vscode.commands.executeCommand("vscode.diff", uri("src/price.ts"), uri("src/cart.ts"));
    await until("diff", () => editor.agents.situations()[0] === "diff" || undefined);
  });

  it("names commands that are there", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    const ids = Object.values(phraseTable)
      .flat()
      .filter(({ name, arguments: args }) => name === "run_command" && args["list"] !== true)
      .map(({ arguments: args }) => String(args["command"]));
    assert.ok(ids.length > 10);
    assert.deepEqual(
      ids.filter((id) => !registered.has(id)),
      [],
    );
  });
});

describe("agents: commands with arguments, and lists of them", () => {
  it("hands the arguments over after a yes", async () => {
    const got: unknown[][] = [];
    const command = vscode.commands.registerCommand("rocketLauncher.orbit", (...args: unknown[]) =>
      got.push(args),
    );
    try {
      const args = { command: "rocketLauncher.orbit", arguments: '[{"times":3},"moon"]' };
      assert.equal((await allowed("run_command", args))["ok"], true);
      assert.deepEqual(got, [[{ times: 3 }, "moon"]]);
    } finally {
      command.dispose();
    }
  });

  for (const [about, title] of [
    ["folding", /Fold/],
    ["terminals", /Terminal/],
    ["git branches", /Branch/],
  ] as const) {
    it(`lists those about ${about}`, async () => {
      const { result } = await call({ name: "run_command", arguments: { command: about, list: true } });
      const commands = result["commands"] as string[];
      assert.ok(commands.length > 3, JSON.stringify(result));
      assert.ok(
        commands.some((each) => title.test(each)),
        commands.join("\n"),
      );
    });
  }
});

describe("agents: phrases of the user's own", () => {
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration("vivaVoce");
  const set = (macros: unknown): Thenable<void> =>
    settings().update("macros", macros, vscode.ConfigurationTarget.Global);

  beforeEach(async () => {
    forgetCalls();
    await closeEverything();
  });
  afterEach(async () => {
    await set(undefined);
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await closeEverything();
  });

  it("run what they stand for, and one undo takes it back", async () => {
    const { document } = await show("src/price.ts");
    const before = document.getText();
    await set({
      "mark it": [
        { tool: "insert_text", arguments: { text: "// one", where: "start" } },
        { tool: "insert_text", arguments: { text: "// two", where: "start" } },
      ],
    });
    const own = ownPhrase("Mark it, please.");
    assert.ok(own !== undefined && "call" in own);
    const args = JSON.parse(own.call.arguments) as Record<string, unknown>;
    const { status, output } = await call({ name: own.call.name, arguments: args });
    assert.equal(status, "done", output);
    assert.ok(document.getText().startsWith("// two\n// one\n"), document.getText().slice(0, 40));
    await call({ name: "undo", arguments: {} });
    assert.equal(document.getText(), before);
  });

  it("are written into the user's settings, and taken out by undo", async () => {
    const router = newRouter();
    const define = JSON.stringify({ action: "define", phrase: "morning", wish: "Show the problems" });
    assert.equal(
      (await router.run({ callId: "c1", name: "define_phrase", arguments: define }, signal)).status,
      "asking",
    );
    await router.confirm("c1", true, signal);
    assert.deepEqual(settings().inspect("macros")?.globalValue, { morning: "Show the problems" });
    assert.deepEqual(ownPhrase("morning"), { wish: "Show the problems" });
    await router.run({ callId: "c2", name: "undo", arguments: "{}" }, signal);
    assert.equal(settings().inspect("macros")?.globalValue, undefined);
    assert.equal(ownPhrase("morning"), undefined);
  });

  it("cannot be set by a workspace", () => {
    assert.equal(settings().inspect("macros")?.workspaceValue, undefined);
    return assert.rejects(
      Promise.resolve(settings().update("macros", { a: "b" }, vscode.ConfigurationTarget.Workspace)),
    );
  });

  it("do the last call again in a real file", async () => {
    const { document } = await show("src/price.ts");
    const lines = document.lineCount;
    await call({ name: "insert_text", arguments: { text: "// x", where: "start" } });
    await call({ name: "repeat_calls", arguments: { times: 3 } });
    assert.equal(document.lineCount, lines + 4);
    await call({ name: "undo", arguments: {} });
    assert.equal(document.lineCount, lines + 1);
    await call({ name: "undo", arguments: {} });
  });
});
