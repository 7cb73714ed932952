import assert from "node:assert/strict";
import type { Plays } from "../../../dev/realtime/variants/variant.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import { traits } from "../../../src/providers/traits.ts";
import { Session } from "../../../src/session/session.ts";
import type { Notice } from "../../../src/session/notice.ts";
import type { SessionSettings } from "../../../src/session/settings.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { recording, until } from "../realtime/client.ts";
import { defaults } from "../session/defaults.ts";
import { nodeLinks, type NodeLinks } from "./nodeLink.ts";
import { providerSettings } from "./played.ts";

const key = "sk-test-0123456789";

interface Played {
  server: RealtimeServer;
  links: NodeLinks;
  session: Session;
  calls: { name: string; arguments: string }[];
  notices: Notice[];
  logged: string[];
}

/** A session of ours with a server that plays one of the others, over a real connection. */
async function play(plays: Plays, settings: Partial<SessionSettings> = {}): Promise<Played> {
  const server = await startRealtimeServer({ key, plays });
  const links = nodeLinks();
  const calls: Played["calls"] = [];
  const notices: Notice[] = [];
  const logged: string[] = [];
  const provider = createProvider({
    settings: providerSettings({
      kind: plays,
      baseUrl: plays === "azure" ? new URL(server.url).origin : server.url,
      model: plays === "azure" ? "voice-deployment" : "gpt-realtime-2.1",
    }),
    getKey: () => Promise.resolve(traits[plays].needsKey ? key : undefined),
    safetyIdentifier: () => Promise.resolve("hashed"),
  });
  const log = (message: string): number => logged.push(message);
  const session = new Session({
    provider: () => provider,
    settings: () => ({ ...defaults, serverTurns: traits[plays].turns, ...settings }),
    where: () => "",
    workspaceInstructions: () => "",
    editorContext: () => "",
    openLink: links.open,
    tools: {
      run(call) {
        calls.push({ name: call.name, arguments: call.arguments });
        return Promise.resolve({ status: "done", output: '{"ok":true}', summary: "Done" });
      },
      confirm: () => Promise.resolve({ status: "done", output: "{}", summary: "" }),
      assess: () => Promise.resolve({ status: "done", output: "{}", summary: "" }),
      userSpoke: () => undefined,
      endedElsewhere: () => undefined,
      forgetQuestion: () => undefined,
    },
    functionTools,
    changed: () => undefined,
    describe(notice) {
      notices.push(notice);
      return notice.type;
    },
    observers: [],
    log: { debug: () => undefined, warn: log, error: log },
  });
  session.start();
  await until(`a live session, not ${JSON.stringify(logged)}`, () => session.state.status === "live");
  return { server, links, session, calls, notices, logged };
}

async function end({ session, links, server }: Played): Promise<void> {
  session.stop();
  links.close();
  await server.close();
}

/** The others say what OpenAI says, as the tests in a browser hear it. */
const servers: Plays[] = ["azure", "speechToSpeech", "localai", "speaches"];

describe("a spoken turn with a tool call", function () {
  this.timeout(30_000);
  let played: Played;
  afterEach(() => end(played));

  for (const plays of servers) {
    it(`goes through with ${plays}`, async () => {
      played = await play(plays);
      const { session, links, calls, logged, notices } = played;
      await links.speak(recording("goToLine42.slt"));
      await until("the call", () => calls.length > 0);
      assert.deepEqual(calls, [{ name: "go_to", arguments: '{"line":42}' }]);
      const entries = () => session.entries.filter(({ kind }) => kind !== "notice");
      await until("the answer", () =>
        entries().some((entry) => entry.kind === "assistant" && entry.status === "final"),
      );
      assert.deepEqual(
        entries().map(({ kind }) => kind),
        ["user", "tool", "assistant"],
      );
      const [user] = entries();
      assert.ok(user?.kind === "user" && user.text === "Go to line forty two.", JSON.stringify(user));
      await until("quiet", () => {
        const { state } = session;
        return (
          state.status === "live" &&
          !state.assistantAudible &&
          !state.responseActive &&
          !state.awaitingResponse
        );
      });
      assert.deepEqual(logged, []);
      assert.deepEqual(
        notices.filter(({ type }) => type !== "fieldsDropped"),
        [],
      );
    });
  }

  it("ends with the talk key at LocalAI, which answers what is committed by itself", async () => {
    played = await play("localai", { turns: "pushToTalk" });
    const { session, links, calls, server, logged } = played;
    await session.talk(true);
    await links.speak(recording("goToLine42.slt"));
    await session.talk(false);
    await until("the call", () => calls.length > 0);
    await until("the answer", () =>
      session.entries.some((entry) => entry.kind === "assistant" && entry.status === "final"),
    );
    const sent = server.sessions[0]?.received as { type: string }[];
    // One for the commit, made by the server, and one of ours for the result of the call.
    assert.equal(sent.filter(({ type }) => type === "response.create").length, 2);
    assert.deepEqual(logged, []);
  });

  it("is not opened unasked for who wants a talk key that speech-to-speech has no use for", async () => {
    played = await play("speechToSpeech", { turns: "pushToTalk" });
    const { session, notices, logged } = played;
    const { state } = session;
    assert.ok(state.status === "live" && state.microphone === "muted");
    assert.equal(session.turns, "handsFree");
    const refused = () => notices.filter(({ type }) => type === "turnsImpossible");
    assert.deepEqual(refused(), [{ type: "turnsImpossible", turns: "pushToTalk", muted: true }]);
    await session.talk(true);
    await session.talk(false);
    await session.dialogue.turnTaking.setTurns("untilSent");
    assert.deepEqual(refused().slice(1), [
      { type: "turnsImpossible", turns: "pushToTalk", muted: false },
      { type: "turnsImpossible", turns: "untilSent", muted: false },
    ]);
    await session.setMuted(false);
    session.dialogue.turns.sendTurn();
    // The channel keeps its order: where the server had been sent something that it does not know, it would have said so.
    session.say("Hello");
    await until("the answer", () =>
      session.entries.some((entry) => entry.kind === "assistant" && entry.status === "final"),
    );
    assert.deepEqual(
      notices.map(({ type }) => type).filter((type) => type !== "turnsImpossible"),
      ["fieldsDropped"],
    );
    assert.deepEqual(logged, []);
  });
});
