import assert from "node:assert/strict";
import { startRecogniser, type Recogniser } from "../../../dev/realtime/hearing/recogniser.ts";
import { startSoundServer, type SoundServer } from "../../../dev/sound/soundServer.ts";
import type { VirtualMicrophone } from "../../../dev/sound/virtualMicrophone.ts";
import { until } from "../realtime/client.ts";
import { capturing, listen, recordingPath, wordsIn, type Listening } from "./rig.ts";

/** What ALSA calls the sound server. */
const name = "PulseAudio Sound Server";

describe("the native microphone without the sound server's tools, by the capture library", function () {
  this.timeout(60_000);
  let recogniser: Recogniser;
  let server: SoundServer;
  let desk: VirtualMicrophone;
  let listening: Listening;
  before(async () => (recogniser = await startRecogniser()));
  after(() => recogniser.close());
  beforeEach(async () => {
    server = await startSoundServer();
    desk = await server.createMicrophone("Desk");
    // Programs that are not on the PATH are not there.
    listening = listen({ ...server.environment, PATH: "/nonexistent" });
  });
  afterEach(() => {
    listening.microphone.dispose();
    server.close();
  });

  async function hears(): Promise<void> {
    const { length } = listening.pieces;
    await until("samples", () => listening.pieces.slice(length).length > 100);
  }

  it("hears speech word for word, and releases the device", async () => {
    assert.equal((await listening.microphone.open({ device: name, echo: false })).device, name);
    await hears();
    assert.equal((await capturing(server)).length, 1);
    listening.forget();
    await desk.play(recordingPath("saveFile.slt"));
    await hears();
    assert.equal(await wordsIn(listening.pieces, recogniser), "save the file");
    listening.microphone.close();
    for (const end = performance.now() + 2000; (await capturing(server)).length > 0;) {
      assert.ok(performance.now() < end, "the server still has a stream");
    }
  });

  it("goes on when its process is killed", async () => {
    await listening.microphone.open({ device: "", echo: false });
    await hears();
    const [pid] = await capturing(server);
    process.kill(pid ?? 0, "SIGKILL");
    const { length } = listening.pieces;
    await until("the capture after the crash", () => listening.pieces.length > length, 3000);
    assert.deepEqual(listening.lost, []);
  });

  it("names its devices, and is lost when they are gone", async () => {
    await listening.microphone.open({ device: name, echo: false });
    await until("the devices", () => listening.devices.length > 0);
    assert.ok(listening.devices[0]?.includes(name));
    assert.deepEqual(await listening.microphone.devices(), listening.devices[0]);
    server.close();
    await until("the loss", () => listening.lost.length > 0, 15_000);
    assert.deepEqual(listening.lost, ["This machine has no microphone."]);
  });

  it("takes the default where the wished device is not there", async () => {
    const answer = await listening.microphone.open({ device: "Studio", echo: false });
    assert.deepEqual(answer, { granted: true });
    await hears();
  });
});
