/**
 * Desktop VS Code: panels get no microphone, and play nothing before a click. A process of the extension captures
 * the microphone of the machine, here one that plays recordings.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { root } from "../../dev/setup/paths.ts";
import { startSoundServer, type SoundServer } from "../../dev/sound/soundServer.ts";
import type { VirtualMicrophone } from "../../dev/sound/virtualMicrophone.ts";
import { commands } from "../../dev/speech/sentences.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import { screenshots } from "./sharedStage.ts";
import { meterSound, silencePeak } from "./sound.ts";
import { currentSession, until } from "./talking.ts";

const recording = (sentence: string): string => join(root, "test/fixtures/speech", `${sentence}.wav`);

describe("a microphone that the extension captures itself", () => {
  let sound: SoundServer;
  let headset: VirtualMicrophone;
  let builtIn: VirtualMicrophone;
  let stage: Stage;
  before(async () => {
    sound = await startSoundServer();
    headset = await sound.createMicrophone("Headset");
    builtIn = await sound.createMicrophone("Built-in");
    await sound.setDefault("Headset");
    stage = await openStage({
      // In a browser the machine of the extension host need not be the user's, so it is not tried by itself.
      settings: { "vivaVoce.microphone.source": "native" },
      environment: sound.environment,
      workbench: { denyMicrophone: true, gestureRequired: true },
    });
    await stage.panel.setKey(stage.key);
  });
  after(async () => {
    await stage?.close();
    sound?.close();
  });

  /**
   * A busy machine drops sound; what was misheard for that is said again, as people do.
   * @throws {Error} where the server does not hear it word for word in three times.
   */
  async function say(sentence: string): Promise<void> {
    const session = currentSession(stage);
    const said: string[] = [];
    while (said.at(-1) !== commands[sentence]) {
      assert.ok(said.length < 3, `The server heard ${JSON.stringify(said)}.`);
      const before = session.heard.length;
      await headset.play(recording(`${sentence}.slt`));
      const { text } = await until(`${sentence} is heard`, () => session.heard[before]);
      said.push(text);
      await stage.panel.shows("listening");
    }
  }

  /** What the sound server is captured from now, as it says itself. */
  async function captured(): Promise<string[]> {
    const rows = async (kind: string): Promise<string[][]> =>
      (await sound.pactl("list", "short", kind)).split("\n").map((line) => line.split("\t"));
    const names = new Map((await rows("sources")).map(([index, name]) => [index, name]));
    const outputs = await rows("source-outputs");
    // The others are the virtual microphones' own.
    const ours = outputs.filter(([, , , driver]) => driver === "protocol-native.c");
    return ours.map(([, source]) => names.get(source) ?? "");
  }

  async function untilCaptured(...wanted: string[]): Promise<void> {
    const deadline = performance.now() + 10_000;
    for (let seen = await captured(); seen.join() !== wanted.join(); seen = await captured()) {
      assert.ok(performance.now() < deadline, `Captured is "${seen.join()}", not "${wanted.join()}".`);
    }
  }

  it("is not open before the session", async () => {
    assert.deepEqual(await captured(), []);
  });

  it("is tried out by a recording that is played back, and released after it", async () => {
    const { workbench, panel } = stage;
    await workbench.runCommand("Viva Voce: Test Microphone");
    await panel.button("Record 3 seconds").click();
    const outcome = workbench.panel.getByRole("region", { name: "Microphone test" }).getByRole("status");
    await outcome.filter({ hasText: "Recording: speak now" }).waitFor();
    await untilCaptured(headset.source);
    await headset.play(recording("goToLine42.slt"));
    await outcome.filter({ hasText: "You were heard well." }).waitFor();
    await untilCaptured();
    await panel.button("Close").click();
  });

  it("is heard by a diagnosis, and released after it", async () => {
    const { probe } = stage;
    const diagnosing = probe.command("vivaVoce.diagnose");
    await untilCaptured(headset.source);
    await headset.play(recording("goToLine42.slt"));
    await diagnosing;
    const { editor } = await probe.state();
    assert.match(editor?.text ?? "", /^6\. \*\*Microphone: well\.\*\* Headset is heard well\.$/m);
    assert.match(editor?.text ?? "", /^\| Microphones \| Headset, Built-in \|$/m);
    await untilCaptured();
    await probe.command("workbench.action.revertAndCloseActiveEditor");
  });

  it("is heard word for word, and moves the editor", async () => {
    const { panel, probe, workbench } = stage;
    await panel.connect();
    await probe.open("src/inventory.ts", { line: 1 });
    await say("goToLine42");
    await probe.until("line 42", ({ editor }) => editor?.line === 42);
    await panel.newest("assistant").filter({ hasText: "Done." }).waitFor();
    await mkdir(screenshots, { recursive: true });
    await workbench.screenshot(join(screenshots, "native-source.png"));
  });

  it("is shown as what it is", async () => {
    const { panel } = stage.workbench;
    await panel.locator(".devices summary").filter({ hasText: "this computer" }).click();
    const names = await panel.locator(".devices select").first().locator("option").allInnerTexts();
    assert.deepEqual(names, ["System default", "Headset", "Built-in"]);
    await panel.locator(".devices summary").click();
  });

  it("is another one as soon as it is chosen, and the default again", async () => {
    const { workbench } = stage;
    const choose = async (name: string): Promise<void> => {
      await workbench.runCommand("Viva Voce: Choose Microphone");
      await workbench.page.locator(".quick-input-widget:visible").getByText(name, { exact: true }).click();
    };
    await choose("Built-in");
    await untilCaptured(builtIn.source);
    await choose("System default");
    await untilCaptured(headset.source);
  });

  it("is released while muted: nothing is captured, and nothing arrives", async () => {
    const { panel } = stage;
    await panel.setMuted(true);
    await untilCaptured();
    const meter = meterSound(currentSession(stage));
    await headset.play(recording("goToLine42.slt"));
    const { peak } = meter.read();
    meter.end();
    assert.ok(peak < silencePeak, `a peak of ${peak} arrives`);
    await panel.setMuted(false);
    await untilCaptured(headset.source);
  });

  it("comes back by itself when its process is killed", async () => {
    const { stdout } = await promisify(execFile)("pgrep", ["-f", "dist/capture.js"]);
    for (const id of stdout.trim().split("\n")) process.kill(Number(id), "SIGKILL");
    await untilCaptured();
    await untilCaptured(headset.source);
    // The device is there before its first sound.
    await delay(1_000);
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await say("goToLine42");
  });

  it("goes on after the panel was reloaded", async () => {
    const { panel, probe, server } = stage;
    const before = server.sessions.length;
    await probe.command("workbench.action.webview.reloadWebviewAction");
    await until("another session", () => server.sessions.length > before);
    await panel.shows("listening");
    await untilCaptured(headset.source);
    await probe.open("src/inventory.ts", { line: 1 });
    await say("goToLine42");
    await probe.until("line 42", ({ editor }) => editor?.line === 42);
  });

  it("takes the default for one that is unplugged in the middle of a word, and says so", async () => {
    const { panel, probe } = stage;
    await probe.command("vivaVoce.stop");
    await panel.shows("idle");
    await probe.configure("vivaVoce.microphone.device", "Desk");
    const desk = await sound.createMicrophone("Desk");
    await panel.connect();
    const playing = desk.play(recording("goToLine42.slt")).catch(() => undefined);
    const session = currentSession(stage);
    await until("speech", () =>
      session.sent.some(({ type }) => type === "input_audio_buffer.speech_started"),
    );
    await desk.unplug();
    await playing;
    await panel.newest("notice").filter({ hasText: "The microphone is now: Headset." }).waitFor();
    await panel.shows("listening");
    await probe.open("src/inventory.ts", { line: 1 });
    await say("goToLine42");
  });

  it("is closed with the panel, and the session with it", async () => {
    await stage.probe.command("vivaVoce.panel.removeView");
    await untilCaptured();
    const news = stage.workbench.page.locator(".notification-toast:visible");
    await news.filter({ hasText: "The voice panel was closed" }).waitFor();
  });

  it("leaves no process behind", async () => {
    const deadline = performance.now() + 15_000;
    for (;;) {
      const found = await promisify(execFile)("pgrep", ["-f", "dist/capture.js"]).catch(() => undefined);
      if (found === undefined) return;
      assert.ok(performance.now() < deadline, `Still there: ${found.stdout}`);
      await delay(200);
    }
  });
});
