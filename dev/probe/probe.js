// Answers on a local socket what VS Code shows, independently of the extension under test.
// Each line is a request {id, method, params}; each answer is a line {id, result} or {id, error}.
// Plain CommonJS, because VS Code loads it as it is.
"use strict";
const { randomUUID } = require("node:crypto");
const { rmSync } = require("node:fs");
const { createServer } = require("node:net");
const { setFlagsFromString } = require("node:v8");
const { runInNewContext } = require("node:vm");
const vscode = require("vscode");

/** What became of the stand-in for the sign-in to Microsoft. */
let microsoft;
let releaseSaves = () => ({ saves: 0 });
/** Definitions that were asked for, and never given. */
let asked = 0;

const methods = {
  state,
  hang() {
    vscode.languages.registerDefinitionProvider("*", {
      provideDefinition() {
        asked++;
        return new Promise(() => {});
      },
    });
    return {};
  },
  asked: () => ({ times: asked }),
  crash: () => process.kill(process.pid, "SIGKILL"),
  /** Line and column are 1-based. */
  async open({ file, line = 1, column = 1 }) {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, file);
    const position = new vscode.Position(line - 1, column - 1);
    const selection = new vscode.Range(position, position);
    // Not showTextDocument, which keeps the document open for minutes after its editor was closed.
    await vscode.commands.executeCommand("vscode.open", uri, { preview: false, selection });
    return {};
  },
  async command({ id, args = [] }) {
    const result = await vscode.commands.executeCommand(id, ...args);
    try {
      return { result: JSON.parse(JSON.stringify(result ?? null)) };
    } catch {
      return { result: String(result) };
    }
  },
  /** Milliseconds to load and start the extension, from the host's own side. */
  async activation() {
    const started = performance.now();
    await vscode.extensions.getExtension("viva-voce.viva-voce").activate();
    return { ms: performance.now() - started };
  },
  /** Undefined in JSON is null: it takes the user's setting away. */
  async configure({ key, value }) {
    await vscode.workspace
      .getConfiguration()
      .update(key, value ?? undefined, vscode.ConfigurationTarget.Global);
    return {};
  },
  /** Of the whole extension host, after its garbage was collected. */
  resources() {
    // The flag gives `gc` to contexts that are made after it.
    setFlagsFromString("--expose-gc");
    runInNewContext("gc")();
    const { user, system } = process.cpuUsage();
    return { heapBytes: process.memoryUsage().heapUsed, cpuMs: (user + system) / 1000 };
  },
  /** Keeps every save from ending; VS Code itself gives up after a second or two. */
  holdSaves() {
    let saves = 0;
    const { promise, resolve } = Promise.withResolvers();
    const listener = vscode.workspace.onWillSaveTextDocument((event) => {
      saves++;
      event.waitUntil(promise);
    });
    releaseSaves = () => {
      listener.dispose();
      resolve([]);
      return { saves };
    };
    return {};
  },
  releaseSaves: () => releaseSaves(),
  /** Stands in for VS Code's own sign-in to Microsoft; to be called before that is asked for. */
  standInMicrosoft() {
    microsoft ??= standInMicrosoft();
    return {};
  },
  /** @param refuse what the next sign-in fails with. */
  microsoft({ refuse, signOut = false }) {
    if (refuse !== undefined) microsoft.refuse = refuse;
    if (signOut) microsoft.signOut();
    const { asked, tokens } = microsoft;
    return { asked, tokens };
  },
  settings({ key }) {
    return { value: vscode.workspace.getConfiguration().get(key) ?? null };
  },
};

/** Each look at a session gives another token, as if the one before had expired. */
function standInMicrosoft() {
  const changed = new vscode.EventEmitter();
  const seen = { asked: [], tokens: [], refuse: undefined, signOut };
  let sessions = [];
  function signOut() {
    const removed = sessions;
    sessions = [];
    changed.fire({ added: [], removed, changed: [] });
  }
  function withToken(session) {
    const accessToken = `entra-${seen.tokens.length + 1}-${randomUUID()}`;
    seen.tokens.push(accessToken);
    return { ...session, accessToken };
  }
  const provider = {
    onDidChangeSessions: changed.event,
    async getSessions() {
      return sessions.map(withToken);
    },
    async createSession(scopes) {
      seen.asked.push([...scopes]);
      const { refuse } = seen;
      seen.refuse = undefined;
      if (refuse !== undefined) throw new Error(refuse);
      const account = { id: "ada", label: "ada@example.com" };
      const session = withToken({ id: randomUUID(), scopes: [...scopes], account });
      sessions = [session];
      changed.fire({ added: [session], removed: [], changed: [] });
      return session;
    },
    async removeSession() {
      signOut();
    },
  };
  vscode.authentication.registerAuthenticationProvider("microsoft", "Microsoft", provider);
  return seen;
}

function state() {
  const editor = vscode.window.activeTextEditor;
  const extension = vscode.extensions.getExtension("viva-voce.viva-voce");
  return {
    editor: editor === undefined ? null : editorState(editor),
    openEditors: vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label)),
    problems: vscode.languages
      .getDiagnostics()
      .flatMap(([uri, found]) => found.map((problem) => problemState(uri, problem))),
    terminals: vscode.window.terminals.length,
    trusted: vscode.workspace.isTrusted,
    extension: extension === undefined ? "missing" : extension.isActive ? "active" : "inactive",
  };
}

function editorState({ document, selection, visibleRanges }) {
  const visible = visibleRanges[0];
  return {
    file: vscode.workspace.asRelativePath(document.uri, false),
    line: selection.active.line + 1,
    column: selection.active.character + 1,
    selection: document.getText(selection),
    text: document.getText(),
    dirty: document.isDirty,
    visible: visible === undefined ? null : { from: visible.start.line + 1, to: visible.end.line + 1 },
  };
}

function problemState(uri, { range, message, severity }) {
  const file = vscode.workspace.asRelativePath(uri, false);
  return { file, line: range.start.line + 1, message, error: severity === vscode.DiagnosticSeverity.Error };
}

async function answer(line) {
  const { id, method, params } = JSON.parse(line);
  try {
    return { id, result: await methods[method](params) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

function serve(socket) {
  let buffered = "";
  socket.setEncoding("utf8").on("data", (chunk) => {
    const lines = (buffered + chunk).split("\n");
    buffered = lines.pop();
    for (const line of lines) {
      void answer(line).then((reply) => socket.writable && socket.write(`${JSON.stringify(reply)}\n`));
    }
  });
  // A client that goes away in the middle is no matter of ours.
  socket.on("error", () => {});
}

/** A tool for language models, such as other extensions have. */
const echo = {
  invoke({ input: { words, times = 1 } }) {
    if (words === "fail") throw new Error("There is no echo.");
    const parts = Array.from({ length: times }, () => new vscode.LanguageModelTextPart(words));
    return new vscode.LanguageModelToolResult(parts);
  },
};

function activate(context) {
  context.subscriptions.push(vscode.lm.registerTool("probe_echo", echo));
  const path = process.env.VIVA_VOCE_PROBE;
  if (path === undefined) return;
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
  });
  // A window that was reloaded leaves its socket behind.
  if (process.platform !== "win32") rmSync(path, { force: true });
  server.listen(path);
  context.subscriptions.push({
    dispose() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
}

module.exports = { activate };
