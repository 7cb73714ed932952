import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { vsix } from "../../dev/setup/paths.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { exportEventLog } from "./exportedLog.ts";
import { recordMessages } from "./messageRecorder.ts";
import { sharedStage } from "./sharedStage.ts";
import { until } from "./talking.ts";
import { zipFiles } from "./zipFiles.ts";

/** A part of a credential is no less secret than the whole. Both kinds are longer than this. */
const secretLength = 12;

/** The names of the texts in which one of the words stands. */
function findIn(texts: ReadonlyMap<string, string>, words: Iterable<string>): string[] {
  const wanted = [...words];
  return [...texts].filter(([, text]) => wanted.some((word) => text.includes(word))).map(([name]) => name);
}

/** All files below a folder, by their paths. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  // As bytes: a credential is ASCII, whatever stands around it.
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(path, "latin1")] as const)),
  );
}

describe("credentials", () => {
  let stage: Stage;
  /** All that was shown to the server, whole. */
  const shown = new Set<string>();
  const messages = new Map<string, string>();
  const said = "go to line 31";
  let exported = "";

  const noteCredential = (event: unknown): void => {
    const { headers } = (event as { request: IncomingMessage }).request;
    const credential = headers.authorization?.replace(/^Bearer /, "");
    if (credential !== undefined) shown.add(credential);
  };
  const secrets = (): string[] => [...shown].map((credential) => credential.slice(0, secretLength));

  before(async () => {
    stage = await sharedStage();
    subscribe("http.server.request.start", noteCredential);
    const { page } = stage.workbench;
    const recorded = await recordMessages(page, wholeSession);
    for (const [index, message] of recorded.entries()) messages.set(`message ${index}`, message);
  });
  after(() => {
    unsubscribe("http.server.request.start", noteCredential);
  });

  /** From the key's being typed to the end, with all that is written down on the way. */
  async function wholeSession(): Promise<void> {
    const { panel, probe, workbench, server, key } = stage;
    const list = workbench.page.locator(".quick-input-widget:visible .monaco-list-row");
    await workbench.runCommand("Developer: Set Log Level...");
    await list.getByText("Viva Voce", { exact: true }).click();
    await list.getByText("Trace", { exact: true }).click();
    await panel.setKey(key);
    // What other tests have said would push out of the log what is looked for here.
    await workbench.runCommand("Viva Voce: New Conversation");
    await workbench.runCommand("Viva Voce: Show Event Log");
    await workbench.panel.getByRole("region", { name: "Event log" }).waitFor();

    // A server that repeats what it was shown.
    const error = { message: `Incorrect API key provided: ${key}.`, code: "invalid_api_key" };
    server.script.failNext({ path: "/realtime/client_secrets", status: 401, body: { error } });
    await panel.button("Connect").click();
    await panel.shows("failed");
    await workbench.panel.getByText("Details").click();

    await panel.button("Connect").click();
    await panel.shows("listening");
    await probe.open("src/inventory.ts");
    await panel.type(said);
    await probe.until("line 31", ({ editor }) => editor?.line === 31);
    await workbench.runCommand("Developer: Reload Webviews");
    await until(
      "another secret",
      () => [...shown].filter((credential) => credential.startsWith("ek_")).length > 1,
    );
    await panel.shows("listening");
    await panel.stop();
    exported = await exportEventLog(stage);
  }

  it("are a key and a secret for each call", () => {
    const kinds = [...shown].map((credential) => credential.replace(/^(sk-loopback-|ek_).*$/, "$1"));
    assert.deepEqual(kinds.toSorted(), ["ek_", "ek_", "sk-loopback-"]);
    assert.ok([...shown].every(({ length }) => length > secretLength));
  });

  it("are in no message to or from the panel", () => {
    assert.notDeepEqual(findIn(messages, [said]), [], "the search would find nothing");
    assert.ok(findIn(messages, ['"method":"show"']).length > 3, "what the panel is told is missed");
    assert.ok(findIn(messages, ['"method":"showEvents"']).length > 1, "the event log is missed");
    assert.ok(findIn(messages, ['"method":"say"']).length > 0, "what the panel tells is missed");
    const found = findIn(messages, secrets());
    assert.deepEqual(
      found.map((name) => messages.get(name)),
      [],
    );
  });

  it("are in no log, setting or state of VS Code", async () => {
    const files = await filesIn(stage.vsCode.data);
    const logs = findIn(files, ["conversation.item.create\n"]);
    assert.equal(logs.length, 1, "the extension's log is missed");
    assert.match(logs[0] ?? "", /Viva Voce\.log$/);
    assert.notDeepEqual(findIn(files, [stage.server.url]), [], "the settings are missed");
    assert.deepEqual(findIn(files, secrets()), []);
  });

  it("are not in the exported event log", () => {
    const texts = new Map([["exported", exported]]);
    assert.notDeepEqual(
      findIn(texts, ["Incorrect API key provided: [redacted]"]),
      [],
      `the failure is missed: ${exported.split("\n").slice(0, 12).join("\n")}`,
    );
    assert.notDeepEqual(findIn(texts, [said]), [], "what was said is missed");
    assert.deepEqual(findIn(texts, secrets()), []);
  });

  it("are in no file of the workspace", async () => {
    const files = await filesIn(stage.workspace);
    assert.notDeepEqual(findIn(files, ["calculateTotal"]), [], "the search would find nothing");
    assert.deepEqual(findIn(files, secrets()), []);
  });

  it("are not in the package", async () => {
    const files = [...zipFiles(await readFile(vsix))].map(
      ([name, content]) => [name, content.toString("latin1")] as const,
    );
    const texts = new Map(files);
    assert.deepEqual(
      findIn(texts, ["createDataChannel"]),
      ["extension/dist/companion.js", "extension/dist/webview.js"],
      "the search would find nothing",
    );
    assert.deepEqual(findIn(texts, secrets()), []);
  });
});
