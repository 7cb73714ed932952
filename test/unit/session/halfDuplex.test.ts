import assert from "node:assert/strict";
import { mock } from "node:test";
import { scripted } from "./scripted.ts";

const speaks = { type: "output_audio_buffer.started", response_id: "resp_1" };
const stops = { type: "output_audio_buffer.stopped", response_id: "resp_1" };

describe("half duplex", () => {
  afterEach(() => mock.timers.reset());

  it("does not listen while the assistant speaks, nor to its last echo", async () => {
    const { session, goLive } = scripted({ settings: { halfDuplex: true } });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout"] });
    link.receive(speaks);
    assert.equal(link.media.at(-1), "gate off");
    assert.equal(session.rests, true);
    link.receive(stops);
    mock.timers.tick(299);
    assert.equal(link.media.at(-1), "gate off");
    mock.timers.tick(1);
    assert.equal(link.media.at(-1), "gate on");
    assert.equal(session.rests, false);
  });

  it("stays gated where the assistant goes on at once", async () => {
    const { goLive } = scripted({ settings: { halfDuplex: true } });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout"] });
    link.receive(speaks);
    link.receive(stops);
    link.receive(speaks);
    mock.timers.tick(1_000);
    assert.equal(link.media.at(-1), "gate off");
  });

  it("lets the talk key cut in, and leaves the gate to it", async () => {
    const { session, goLive } = scripted({ settings: { halfDuplex: true } });
    const link = await goLive();
    link.receive(speaks);
    await session.talk(true);
    assert.equal(link.media.filter((what) => what.startsWith("gate")).at(-1), "gate on");
    link.receive(stops);
    await session.talk(false);
    assert.equal(session.state.status === "live" && session.state.microphone, "gated");
  });

  it("opens nothing that the user has muted meanwhile", async () => {
    const { session, goLive } = scripted({ settings: { halfDuplex: true } });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout"] });
    link.receive(speaks);
    link.receive(stops);
    await session.setMuted(true);
    const asked = link.media.length;
    mock.timers.tick(1_000);
    assert.deepEqual(link.media.slice(asked), []);
  });

  it("leaves the microphone alone where the user wears headphones", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive(speaks);
    assert.equal(link.media.includes("gate off"), false);
    assert.equal(session.rests, false);
  });
});
