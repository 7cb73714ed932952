import assert from "node:assert/strict";
import { createOutlet } from "../../../src/microphone/capture/outlet.ts";
import { framer, fromPcm, toPcm } from "../../../src/microphone/capture/pcm.ts";
import { watchSilence } from "../../../src/microphone/capture/silence.ts";
import { choose } from "../../../src/microphone/inputs.ts";
import { parseSources } from "../../../src/microphone/linuxSources.ts";

describe("PCM of the capture", () => {
  it("keeps every 16-bit level, and cuts off what is beyond full scale", () => {
    const levels = [-32_768, -32_767, -1, 0, 1, 255, 256, 32_767];
    const samples = Float32Array.from(levels, (level) => level / 32_768);
    assert.deepEqual(fromPcm(toPcm(samples)), samples);
    assert.deepEqual(
      [...fromPcm(toPcm(Float32Array.of(1, 3, -1.5)))],
      [32_767 / 32_768, 32_767 / 32_768, -1],
    );
  });

  it("is cut into whole frames, in order, whatever the pieces", () => {
    const frames: Float32Array[] = [];
    const take = framer(480, (frame) => frames.push(frame));
    let next = 0;
    for (const length of [1, 479, 481, 0, 1000, 439]) take(Float32Array.from({ length }, () => next++));
    assert.deepEqual(
      frames.flatMap((frame) => [...frame]),
      Array.from({ length: 2400 }, (_, at) => at),
    );
  });
});

describe("the way to the host", () => {
  it("keeps the newest second when nothing leaves, and tells what is lost", () => {
    const left: number[] = [];
    const dropped: number[] = [];
    let waiting: (() => void)[] = [];
    const put = createOutlet({
      send(samples, gone) {
        left.push(samples[0] ?? 0);
        waiting.push(gone);
      },
      dropped: (bytes) => dropped.push(bytes),
    });
    // Ten milliseconds each: eight are under way, a hundred wait, and 92 are too many.
    for (let piece = 0; piece < 200; piece++) put(new Uint8Array(960).fill(piece));
    assert.deepEqual(left, [0, 1, 2, 3, 4, 5, 6, 7]);
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      for (const gone of now) gone();
    }
    assert.deepEqual(
      left.slice(8),
      Array.from({ length: 100 }, (_, at) => 100 + at),
    );
    assert.deepEqual(dropped, [92 * 960]);
  });
});

describe("the watch for zeros", () => {
  const second = new Float32Array(48_000);
  const told = (...pieces: Float32Array[]): boolean[] => {
    const changes: boolean[] = [];
    const watch = watchSilence((zeros) => changes.push(zeros));
    for (const piece of pieces) watch(piece);
    return changes;
  };
  const sound = Float32Array.of(0, 0, 1 / 32_768, 0);

  it("tells once when zeros have followed sound for longer than 1.5 s, and when they end", () => {
    assert.deepEqual(told(sound, second, sound, second), []);
    assert.deepEqual(told(sound, second, second, second), [true]);
    assert.deepEqual(told(sound, second, second, sound), [true, false]);
  });

  it("says nothing of zeros before there was sound", () => {
    assert.deepEqual(told(second, second, second), []);
  });
});

const list = `Source #0
	State: SUSPENDED
	Name: alsa_output.pci.analog-stereo.monitor
	Description: Monitor of Audio interne Stéréo
	Monitor of Sink: alsa_output.pci.analog-stereo
	Properties:
		device.description = "Monitor of Audio interne Stéréo"

Source #1
	State: RUNNING
	Name: alsa_input.pci.analog-stereo
	Description: Audio interne Stéréo
	Monitor of Sink: n/a
	Properties:
		device.description = "Audio interne Stéréo"

Source #7
	State: IDLE
	Name: bluez_input.00
	Description: Kopfhörer: Bürö
	Monitor of Sink: n/a
`;

describe("the sources of a sound server", () => {
  const inside = { id: "alsa_input.pci.analog-stereo", name: "Audio interne Stéréo" };
  const headset = { id: "bluez_input.00", name: "Kopfhörer: Bürö" };
  const all = [inside, headset];

  it("are its microphones, not its monitors, by the names that people know", () => {
    assert.deepEqual(parseSources(list), all);
    assert.deepEqual(parseSources(""), []);
  });

  it("are chosen by name, or else by the server's default", () => {
    assert.deepEqual(choose(headset.name, { all, defaultId: inside.id }), {
      device: headset.name,
      source: headset.id,
    });
    assert.deepEqual(choose("Studio", { all, defaultId: headset.id }), { device: headset.name, source: "" });
    assert.deepEqual(choose("", { all, defaultId: inside.id }), { device: inside.name, source: "" });
    assert.equal(choose("", { all: [], defaultId: "some.monitor" }), undefined);
  });

  it("never lead to a monitor, even where that is the server's default", () => {
    const defaultId = "alsa_output.pci.analog-stereo.monitor";
    assert.deepEqual(choose("", { all, defaultId }), { device: inside.name, source: inside.id });
  });
});
