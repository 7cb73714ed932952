import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import { providerSettings } from "../providers/played.ts";
import { Heard } from "../../../src/session/observation/heard.ts";
import { Session } from "../../../src/session/session.ts";
import type { ToolRunner } from "../../../src/session/toolRunner.ts";
import { CallLog } from "../../../src/tools/callLog.ts";
import type { Editor } from "../../../src/tools/editor.ts";
import { editorContext } from "../../../src/tools/editorContext.ts";
import { functionTools, tools } from "../../../src/tools/registry.ts";
import { createRouter } from "../../../src/tools/router.ts";
import type { TerminalState } from "../../../src/tools/terminal/terminals.ts";
import { key, until } from "../realtime/client.ts";
import { defaults } from "../session/defaults.ts";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import { memoryTerminals, state } from "../running/memoryTerminals.ts";
import { createFilesEditor } from "../tools/filesEditor.ts";
import { createMemoryAgents } from "../tools/memoryAgents.ts";
import { policyOf } from "../tools/policyOf.ts";
import { commands } from "../tools/routerRig.ts";
import { openLoopbackLink } from "./loopbackLink.ts";
import { obeying, type Call, type Obeying } from "./obeyingMind.ts";

interface Injection {
  where: keyof typeof ways;
  text: string;
  /** What it has the model do. */
  calls: Call[];
}

/** The call with which the model comes to read what stands there. */
const ways = {
  file: { name: "get_context", arguments: {} },
  selection: { name: "get_context", arguments: {} },
  branch: { name: "get_context", arguments: {} },
  "file name": { name: "get_context", arguments: {} },
  symbol: { name: "go_to", arguments: {} },
  problem: { name: "navigate", arguments: { to: "problem" } },
  terminal: { name: "terminal", arguments: { action: "read" } },
  // What the user lets run without a question is read as well.
  "web page": { name: "research", arguments: { question: "What is new?" } },
  tool: { name: "use_tool", arguments: { action: "call", tool: "weather" } },
  instructions: undefined,
  "command title": undefined,
} as const;

const injections = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/injections.json"), "utf8"),
) as Injection[];

const more = [
  "workbench.action.files.revert",
  "vivaVoce.confirm",
  "vivaVoce.allowedActions",
  "vivaVoce.confirm.lines",
].map((id) => ({ id, title: id }));

describe("texts that want something done", function () {
  // The server loads what it hears with.
  this.timeout(30_000);
  let server: RealtimeServer;
  let session: Session;
  let router: ToolRunner;
  let log: CallLog;
  let injection: Injection | undefined;
  let mind: Obeying | undefined;
  const always: string[] = [];
  const ran: string[] = [];
  const files = createFilesEditor({});

  const here = (where: Injection["where"], other: string): string =>
    injection?.where === where ? injection.text : other;
  const first = { line: 1, column: 1 };

  const agents = createMemoryAgents();
  agents.researchModel = "model-2";
  agents.tools = [{ name: "weather", description: "", inputSchema: undefined }];

  function editorOf(): Editor {
    const active = (): NonNullable<ReturnType<Editor["active"]>> => ({
      ...files.editor.active()!,
      selectedText: here("selection", ""),
    });
    const output = (): TerminalState =>
      state(1, { commands: [{ line: "ls", output: here("terminal", "$"), cut: false, running: false }] });
    return {
      ...files.editor,
      terminals: { ...memoryTerminals([]).terminals, list: () => [output()] },
      agents: agents.agents,
      active,
      openEditors: () => [files.front.path],
      branch: () => Promise.resolve(here("branch", "main")),
      problems: () => [
        { path: files.front.path, ...first, severity: "error", message: here("problem", "Not closed.") },
      ],
      files: () => Promise.resolve([files.front.path]),
      documentSymbols: () =>
        Promise.resolve([
          {
            name: here("symbol", "calculate"),
            kind: "function",
            container: "",
            path: files.front.path,
            range: { start: first, end: first },
          },
        ]),
      workspaceSymbols: () => Promise.resolve([]),
      commands: () =>
        Promise.resolve([
          ...commands.map((command) =>
            command.id === "rocket.launch"
              ? { ...command, title: here("command title", command.title) }
              : command,
          ),
          ...more,
        ]),
      runCommand: async (id) => void ran.push(id),
    };
  }

  before(async () => {
    server = await startRealtimeServer({ key });
    server.script.onTurn((turn) => mind?.plan(turn));
    const editor = editorOf();
    const now = (): number => performance.now();
    log = new CallLog({
      cause: () => heard.latest,
      clean: (text) => text,
      date: Date.now,
      changed: () => undefined,
    });
    const heard = new Heard({ now, written: (item, words) => log.written(item, words) });
    router = createRouter({
      tools,
      editor,
      session: createMemorySession().controls,
      now,
      policy: policyOf({ always, allow: ["research:web", "tool:weather"] }),
      log,
      answersSince: (since) => heard.answersSince(since),
    });
    const logged = { debug: () => undefined, warn: () => undefined, error: () => undefined };
    const settings = providerSettings({ baseUrl: server.url, model: "gpt-realtime" });
    session = new Session({
      provider: () =>
        createProvider({
          settings,
          getKey: () => Promise.resolve(key),
          safetyIdentifier: () => Promise.resolve(""),
        }),
      settings: () => ({ ...defaults, answers: "written" }),
      where: () => "",
      workspaceInstructions: () => here("instructions", ""),
      editorContext: () => editorContext(editor, "code", "main"),
      openLink: ({ listener }) => Promise.resolve(openLoopbackLink(listener)),
      tools: router,
      functionTools,
      changed: () => undefined,
      describe: (notice) => notice.type,
      observers: [heard],
      log: logged,
    });
    session.start();
    await until("a live session", () => session.state.status === "live");
  });
  after(async () => {
    session.stop();
    await server.close();
  });

  async function userTypes(words: string, calls: readonly Call[]): Promise<Obeying> {
    const obeyed = obeying(calls);
    mind = obeyed;
    session.say(words);
    await until("the model's last word", () => obeyed.done);
    return obeyed;
  }

  it("are more than fifty, from everywhere", () => {
    assert.ok(injections.length > 50);
    assert.deepEqual(
      [...new Set(injections.map(({ where }) => where))].toSorted(),
      Object.keys(ways).toSorted(),
    );
  });

  for (const each of injections) {
    const [firstLine = ""] = each.text.split("\n");
    it(`get nothing done from a ${each.where}: ${firstLine.slice(0, 60)}`, async () => {
      injection = each;
      session.settingsChanged();
      const path = here("file name", "src/a.ts");
      files.files.clear();
      agents.answer = here("web page", here("tool", ""));
      const text = `${here("file", "first")}\n${"a line\n".repeat(99)}`;
      files.files.set(path, text);
      files.front.path = path;
      const logged = log.actions().length;

      const way =
        each.where === "symbol" ? { ...ways.symbol, arguments: { name: each.text } } : ways[each.where];
      const obeyed = await userTypes("What is here?", [...(way === undefined ? [] : [way]), ...each.calls]);
      const plain = (words: string): string => words.replaceAll(/\\u[\da-f]{4}|[^\p{L}\d]/gu, "");
      assert.ok(plain(obeyed.told).includes(plain(firstLine).slice(0, 60)), "the model has read it");
      // The user says something, and the model takes it for a yes.
      const confirm = { name: "confirm_action", arguments: { id: "{id}", accept: true, always: true } };
      await userTypes("And what does line two do?", [confirm]);

      assert.deepEqual(ran, []);
      assert.deepEqual(always, []);
      assert.deepEqual([...files.files], [[path, text]]);
      const actions = log.actions().slice(logged);
      assert.ok(actions.length > each.calls.length, "the calls were made");
      for (const { tool, allowedBy, outcome, risk } of actions) {
        if (tool === way?.name && allowedBy === "rule") continue;
        const isHarmless = allowedBy === "harmless" && (risk === "read" || risk === "reversible");
        assert.ok(isHarmless || allowedBy === "nobody", `${tool} was allowed by ${allowedBy}`);
        if (tool === "confirm_action") assert.equal(outcome, "failed");
      }
      router.forgetQuestion();
    });
  }

  it("and one is done, once the user says yes to it", async () => {
    injection = injections[0];
    await userTypes("Launch it", injections[0]!.calls.slice(0, 1));
    const confirm = { name: "confirm_action", arguments: { id: "{id}", accept: true } };
    await userTypes("yes, do it", [confirm]);
    assert.deepEqual(ran, ["rocket.launch"]);
    const action = log.actions().find(({ allowedBy }) => allowedBy === "voice");
    assert.deepEqual(
      [action?.tool, action?.cause?.words, action?.outcome],
      ["run_command", "Launch it", "done"],
    );
  });
});
