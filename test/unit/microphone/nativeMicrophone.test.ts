import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startRecogniser, type Recogniser } from "../../../dev/realtime/hearing/recogniser.ts";
import { atExit, temporaryFolder } from "../../../dev/setup/cleanup.ts";
import { startSoundServer, type SoundServer } from "../../../dev/sound/soundServer.ts";
import type { VirtualMicrophone } from "../../../dev/sound/virtualMicrophone.ts";
import { until } from "../realtime/client.ts";
import { assistant, energyAfter, playReference, wav } from "./echoRig.ts";
import { capturing, listen, processPath, recordingPath, wordsIn, type Listening } from "./rig.ts";

describe("the native microphone", function () {
  this.timeout(60_000);
  let recogniser: Recogniser;
  let server: SoundServer;
  let desk: VirtualMicrophone;
  let headset: VirtualMicrophone;
  let listening: Listening;
  before(async () => (recogniser = await startRecogniser()));
  after(() => recogniser.close());
  beforeEach(async () => {
    server = await startSoundServer();
    // One after the other: the server lists them in the order in which they came.
    desk = await server.createMicrophone("Désk");
    headset = await server.createMicrophone("Headset");
    await server.setDefault("Headset");
    listening = listen(server.environment);
  });
  afterEach(() => {
    listening.microphone.dispose();
    server.close();
  });

  /** The words that are heard of a recording, played with nothing else before it. */
  async function hear(microphone: VirtualMicrophone, name: string): Promise<string> {
    listening.forget();
    await microphone.play(recordingPath(name));
    // What is on its way still: through the server, the device's buffer and the process.
    const end = performance.now() + 500;
    await until("the end of the recording", () => (listening.pieces.at(-1)?.at ?? 0) > end);
    return wordsIn(listening.pieces, recogniser);
  }

  /** Waits for a piece that came after now. */
  async function goesOn(limitMs: number): Promise<void> {
    const now = performance.now();
    await until("a piece of the microphone", () => (listening.pieces.at(-1)?.at ?? 0) > now, limitMs);
  }

  /** The capture process: that which has started the recorder that the server knows. */
  async function findCapturer(): Promise<number | undefined> {
    for (const pid of await capturing(server)) {
      const parent = parentOf(pid);
      // The recorder of a process that was just killed is another's child for a moment.
      if (parent !== undefined && commandOf(parent).includes(processPath)) return parent;
    }
    return undefined;
  }

  async function capturer(): Promise<number> {
    for (const end = performance.now() + 10_000; ; await sleep(10)) {
      const pid = await findCapturer();
      if (pid !== undefined) return pid;
      assert.ok(performance.now() < end, "nothing captures");
    }
  }

  it("hears speech word for word from the wished device", async () => {
    const answer = await listening.microphone.open({ device: "Désk", echo: false });
    assert.deepEqual(answer, { granted: true, device: "Désk" });
    await goesOn(2000);
    assert.equal(await hear(desk, "saveFile.slt"), "save the file");
    assert.equal(await hear(desk, "goToLine42.rms"), "go to line forty two");
    assert.equal(await hear(desk, "openAndGo.slt"), "open inventory and go to line forty two");
    assert.deepEqual(listening.devices, [["Désk", "Headset"]]);
    assert.deepEqual([listening.lost, listening.changed, listening.warnings], [[], [], []]);
  });

  it("hears the default where no device is wished for, and no other", async () => {
    const answer = await listening.microphone.open({ device: "", echo: false });
    assert.deepEqual(answer, { granted: true, device: "Headset" });
    await goesOn(2000);
    assert.equal(await hear(desk, "saveFile.slt"), "");
    assert.equal(await hear(headset, "undoThat.slt"), "undo that");
  });

  it("hears the default where the wished device is not there, and the wished one when it comes", async () => {
    const answer = await listening.microphone.open({ device: "Studio", echo: false });
    assert.deepEqual(answer, { granted: true, device: "Headset" });
    const studio = await server.createMicrophone("Studio");
    await until("the wished device", () => listening.changed.length > 0);
    assert.deepEqual(listening.changed, ["Studio"]);
    assert.deepEqual(listening.devices.at(-1), ["Désk", "Headset", "Studio"]);
    await goesOn(2000);
    assert.equal(await hear(studio, "saveFile.slt"), "save the file");
  });

  it("releases the device when it is closed", async () => {
    await listening.microphone.open({ device: "", echo: false });
    await goesOn(2000);
    await capturer();
    listening.microphone.close();
    const { length } = listening.pieces;
    for (const end = performance.now() + 2000; (await capturing(server)).length > 0;) {
      assert.ok(performance.now() < end, "the server still has a stream");
    }
    assert.equal(listening.pieces.length, length);
  });

  it("goes on within 3 s when its process is killed in the middle of speech", async () => {
    await listening.microphone.open({ device: "Désk", echo: false });
    await goesOn(2000);
    const speech = desk.play(recordingPath("openAndGo.slt"));
    await until("speech", () => listening.pieces.at(-1)?.samples.some((sample) => Math.abs(sample) > 0.05));
    process.kill(await capturer(), "SIGKILL");
    const { length } = listening.pieces;
    await until("the capture after the crash", () => listening.pieces.length > length, 3000);
    await speech;
    assert.equal(await hear(desk, "saveFile.slt"), "save the file");
    assert.deepEqual([listening.lost, listening.changed], [[], []]);
  });

  it("takes out the echo of what is played", async () => {
    const folder = await temporaryFolder("echo");
    const recording = join(folder.path, "assistant.wav");
    await writeFile(recording, wav(assistant()));
    const energies: number[] = [];
    for (const echo of [false, true]) {
      await listening.microphone.open({ device: "Désk", echo });
      await goesOn(2000);
      listening.forget();
      const reference = playReference(listening.microphone, assistant());
      await desk.play(recording);
      await reference;
      energies.push(energyAfter(listening.pieces, 6));
    }
    folder.remove();
    const [heard, clean] = energies;
    const erle = 10 * Math.log10((heard ?? 0) / (clean ?? 1));
    // Some 56 dB on an idle machine; a busy one sends some of the reference too late.
    assert.ok(erle > 6, `${erle.toFixed(1)} dB`);
  });

  it("gives up when its process dies again and again", async () => {
    await listening.microphone.open({ device: "", echo: false });
    const isLost = (): boolean => listening.lost.length > 0;
    // More often than it takes: on a busy machine, one that is dying already may be found once more.
    for (let kills = 0; !isLost() && kills < 12; kills++) {
      const now = performance.now();
      await until("sound, or the loss", () => isLost() || (listening.pieces.at(-1)?.at ?? 0) > now);
      // It may give up before the next one is found.
      for (let killed = false; !killed && !isLost(); await sleep(10)) {
        const pid = await findCapturer();
        killed = pid !== undefined && process.kill(pid, "SIGKILL");
      }
    }
    await until("the loss", isLost);
    assert.equal(listening.warnings.length, 3, "it came back three times before");
    assert.deepEqual(listening.lost, ["The capture process ended with SIGKILL."]);
  });

  it("takes the default when the wished device is unplugged in the middle of speech, and tells", async () => {
    await listening.microphone.open({ device: "Désk", echo: false });
    await goesOn(2000);
    const speech = desk.play(recordingPath("openAndGo.slt"));
    await until("speech", () => listening.pieces.at(-1)?.samples.some((sample) => Math.abs(sample) > 0.05));
    await Promise.all([desk.unplug(), speech]);
    await until("the other device", () => listening.changed.length > 0);
    assert.deepEqual([listening.changed, listening.lost], [["Headset"], []]);
    assert.deepEqual(listening.devices, [["Désk", "Headset"], ["Headset"]]);
    await goesOn(2000);
    assert.equal(await hear(headset, "saveFile.slt"), "save the file");
  });

  it("tells when the default becomes another one, and hears that", async () => {
    await listening.microphone.open({ device: "", echo: false });
    await server.setDefault("Désk");
    await until("the other default", () => listening.changed.length > 0);
    assert.deepEqual(listening.changed, ["Désk"]);
    assert.equal(await hear(desk, "saveFile.slt"), "save the file");
  });

  it("is lost when the last device is unplugged", async () => {
    await listening.microphone.open({ device: "", echo: false });
    await goesOn(2000);
    await headset.unplug();
    await desk.unplug();
    await until("the loss", () => listening.lost.length > 0, 10_000);
    assert.deepEqual(listening.lost, ["This machine has no microphone."]);
    assert.deepEqual(await capturing(server), []);
  });

  it("is lost when the sound server dies", async () => {
    await listening.microphone.open({ device: "", echo: false });
    await goesOn(2000);
    // Sound, so that zeros mean something.
    await headset.play(recordingPath("saveFile.slt"));
    server.close();
    await until("the loss", () => listening.lost.length > 0, 15_000);
  });

  it("says that there is no device", async () => {
    await desk.unplug();
    await headset.unplug();
    const answer = await listening.microphone.open({ device: "Désk", echo: false });
    assert.deepEqual([answer.granted, answer.reason], [false, "missing"]);
    assert.deepEqual(await listening.microphone.devices(), []);
  });

  it("says that there is no device where there is no sound server either", async () => {
    const nowhere = listen({ PULSE_SERVER: "unix:/nonexistent" });
    const answer = await nowhere.microphone.open({ device: "", echo: false });
    assert.deepEqual([answer.granted, answer.reason], [false, "missing"]);
    assert.deepEqual(await nowhere.microphone.devices(), []);
  });

  it("names the devices while nothing is open", async () => {
    assert.deepEqual(await listening.microphone.devices(), ["Désk", "Headset"]);
    assert.deepEqual(await capturing(server), []);
  });

  it("says what its process said when it does not start", async () => {
    const folder = await temporaryFolder("capture");
    const broken = join(folder.path, "broken.mjs");
    await writeFile(broken, 'throw new Error("libasound.so.2 is not there");\n');
    const { microphone } = listen(server.environment, broken);
    const answer = await microphone.open({ device: "", echo: false });
    folder.remove();
    assert.deepEqual([answer.granted, answer.reason], [false, "failed"]);
    assert.match(answer.detail ?? "", /libasound\.so\.2 is not there/);
  });

  it("takes nothing from its process that is no message of it", async () => {
    const folder = await temporaryFolder("capture");
    const liar = join(folder.path, "liar.mjs");
    const lies = [
      1,
      { type: "samples", samples: "no bytes" },
      { type: "refused", reason: "failed", detail: "No." },
    ];
    await writeFile(
      liar,
      `for (const lie of ${JSON.stringify(lies)}) process.send(lie);\nsetInterval(() => {}, 99);\n`,
    );
    const { microphone, pieces, warnings } = listen(server.environment, liar);
    const answer = await microphone.open({ device: "", echo: false });
    folder.remove();
    assert.equal(answer.detail, "No.");
    assert.deepEqual([pieces.length, warnings.length], [0, 2]);
  });

  it("leaves nothing that listens when the host is killed", async () => {
    const host = fork(fileURLToPath(import.meta.resolve("./host.ts")), [processPath], {
      env: { ...process.env, ...server.environment },
    });
    atExit(() => host.kill("SIGKILL"));
    await once(host, "message");
    const pid = await capturer();
    host.kill("SIGKILL");
    for (const end = performance.now() + 3000; (await capturing(server)).length > 0;) {
      assert.ok(performance.now() < end, "the server still has a stream");
    }
    await until("the end of the process", () => !isAlive(pid), 3000);
  });
});

/** What Linux tells of a process; "" where there is none. */
function told(pid: number, file: "status" | "cmdline"): string {
  const path = `/proc/${pid}/${file}`;
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function parentOf(pid: number): number | undefined {
  const found = /^PPid:\s+(\d+)/m.exec(told(pid, "status"))?.[1];
  return found === undefined ? undefined : Number(found);
}

function commandOf(pid: number): string {
  return told(pid, "cmdline");
}

/** One that has ended, and that nobody has asked for its outcome yet, is not. */
function isAlive(pid: number): boolean {
  return /^State:\s+[^Z]/m.test(told(pid, "status"));
}
