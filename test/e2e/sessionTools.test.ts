import assert from "node:assert/strict";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { sharedStage } from "./sharedStage.ts";
import { addedItems, callOutputs, currentSession, receivedEvents, speak, until } from "./talking.ts";

describe("the conversation, changed by words in it", () => {
  let stage: Stage;
  let session: ServerSession;
  beforeEach(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    session = currentSession(stage);
  });
  afterEach(async () => {
    await stage.probe.configure("vivaVoce.speed", undefined);
    await stage.probe.command("vivaVoce.stop");
    await stage.panel.shows("idle");
  });

  const showsMode = (mode: string): Promise<void> =>
    stage.workbench.panel.locator(`select.turns:has(option[value="${mode}"]:checked)`).waitFor();
  const showsMuted = (muted: boolean): Promise<void> =>
    stage.workbench.panel.locator(`.mute[aria-pressed="${muted}"]`).waitFor();
  const answered = (words: string): Promise<void> =>
    stage.panel.newest("assistant").filter({ hasText: words }).waitFor();
  /** Types, and resolves when the assistant's answer holds these words. */
  async function say(words: string, answer: string): Promise<void> {
    const before = callOutputs(session).length;
    await stage.panel.type(words);
    await until("the call is answered", () => callOutputs(session).length > before);
    await answered(answer);
  }
  const lastOutput = (): Record<string, unknown> =>
    JSON.parse(callOutputs(session).at(-1)?.output ?? "{}") as Record<string, unknown>;
  const told = (): string =>
    JSON.stringify(receivedEvents(session).filter(({ type }) => type === "session.update"));

  it("takes turns by the key, and hands-free again", async () => {
    await say("switch to push to talk", "Hold Ctrl+Alt+Space");
    await showsMode("pushToTalk");
    assert.match(told(), /"turn_detection":null/);
    await say("hands free", "Done.");
    await showsMode("handsFree");
    assert.deepEqual(lastOutput()["before"], {
      turns: "push_to_talk",
      microphone: "heard only while the talk key is held",
    });
  });

  it("takes turns by the key after one spoken sentence", async () => {
    await speak(stage, "pushToTalk", "slt");
    await showsMode("pushToTalk");
    await answered("Hold Ctrl+Alt+Space");
  });

  it("is muted, tells how to be heard again, and is opened after a click only", async () => {
    await say("mute the microphone", "press Ctrl+Alt+Shift+M");
    await showsMuted(true);
    await say("unmute", "Open the microphone, which you have muted?");
    await showsMuted(true);
    await stage.panel.log().getByRole("button", { name: "Allow" }).click();
    await showsMuted(false);
  });

  it("sleeps when it has said how to wake it", async () => {
    await say("take a nap", 'To go on, say "wake up".');
    await stage.workbench.panel.locator('.mute[data-microphone="asleep"]').waitFor();
  });

  it("speaks faster, which is the user's setting from then on", async () => {
    await say("speak faster", "Done.");
    await until("the server is told", () => told().includes('"output":{"speed":1.25}'));
    assert.equal(session.configuration.audio?.output?.speed, 1.25);
    assert.equal(await stage.probe.setting("vivaVoce.speed"), 1.25);
    assert.deepEqual(lastOutput()["before"], { speed: 1 });
  });

  it("answers in writing", async () => {
    await say("written answers", "Done.");
    assert.deepEqual(session.configuration.output_modalities, ["text"]);
    const sounds = session.sent.filter(({ type }) => type === "output_audio_buffer.started").length;
    assert.equal(sounds, 0, "the answer to it is written already");
  });

  it("tells what it has cost", async () => {
    await say("go to line 3", "");
    await stage.panel.shows("listening");
    await say("what did this cost", "dollars. The mode is hands free, the microphone open.");
    const { conversation, minutes } = lastOutput() as { conversation: { usd: number }; minutes: number };
    assert.ok(conversation.usd > 0, `${conversation.usd} USD`);
    assert.equal(typeof minutes, "number");
  });

  it("is forgotten for a new one, and what it has cost begins anew", async () => {
    await say("new conversation", "Done.");
    const next = await until("another session", () => {
      const current = currentSession(stage);
      return current !== session && current;
    });
    session = next;
    await stage.panel.shows("listening");
    assert.equal(await stage.panel.log().locator(".entry").count(), 0);
    assert.ok(!JSON.stringify(addedItems(next)).includes("new conversation"));
    await stage.workbench.panel.locator(".usage summary", { hasText: "$0.00 · today $" }).waitFor();
  });

  it("ends after goodbye, when the last word was heard, once", async () => {
    const before = stage.server.requests.filter(({ path }) => path.endsWith("/hangup")).length;
    await stage.panel.type("goodbye");
    await stage.panel.shows("idle");
    await until("the session has ended", () => session.closed);
    const last = session.sent.findLast(({ type }) => type === "response.done");
    assert.match(JSON.stringify(last), /Goodbye\./);
    const id = last?.type === "response.done" ? last.response.id : "";
    const sound = session.sent.flatMap((event) =>
      event.type.startsWith("output_audio_buffer.") && "response_id" in event && event.response_id === id
        ? [event.type]
        : [],
    );
    assert.deepEqual(sound, ["output_audio_buffer.started", "output_audio_buffer.stopped"]);
    const hangUps = stage.server.requests.filter(({ path }) => path.endsWith("/hangup")).length;
    assert.equal(hangUps, before + 1);
    assert.match(await stage.panel.log().innerText(), /goodbye[^]*Goodbye\./);
  });
});
