import assert from "node:assert/strict";
import { metered, done, transcribed, usage, type Metered } from "./usageRig.ts";

describe("the meter", () => {
  let rig: Metered;
  beforeEach(() => {
    rig = metered();
  });
  const amounts = (): unknown[] => rig.counted.map((spending) => spending.amounts);

  it("counts each kind of token apart, and what was cached once", () => {
    rig.receive(done("resp_1", usage));
    assert.deepEqual(rig.counted, [
      {
        use: "conversation",
        model: "gpt-realtime-2.1",
        reported: "",
        amounts: {
          textIn: 45,
          textCached: 64,
          audioIn: 8,
          audioCached: 5,
          imageIn: 8,
          imageCached: 2,
          textOut: 30,
          audioOut: 91,
        },
      },
    ]);
  });

  it("counts transcription by tokens or by seconds, for the model that writes it down", () => {
    const tokens = {
      type: "tokens",
      total_tokens: 22,
      input_tokens: 13,
      input_token_details: { text_tokens: 0, audio_tokens: 13 },
      output_tokens: 9,
    };
    rig.receive(transcribed("item_1", { ...tokens, output_token_details: { text_tokens: 9 } }));
    rig.receive(transcribed("item_2", { type: "duration", seconds: 4.2 }));
    assert.deepEqual(
      rig.counted.map(({ use, model }) => [use, model]),
      [
        ["transcription", "gpt-transcribe"],
        ["transcription", "gpt-transcribe"],
      ],
    );
    assert.deepEqual(amounts(), [{ audioIn: 13, textOut: 9 }, { seconds: 4.2 }]);
  });

  it("takes a transcript's tokens for text, whether or not they are named so", () => {
    rig.receive(transcribed("item_1", { type: "tokens", input_tokens: 13, output_tokens: 9 }));
    assert.deepEqual(amounts(), [{ audioIn: 13, textOut: 9 }]);
  });

  it("counts responses that were cancelled or failed as well", () => {
    rig.receive(done("resp_1", usage, "cancelled"), done("resp_2", usage, "failed"));
    assert.equal(rig.counted.length, 2);
  });

  it("counts what is told twice once, and the same id in another call again", () => {
    rig.receive(done("resp_1", usage), done("resp_1", usage));
    rig.receive(transcribed("same", { seconds: 1 }), transcribed("same", { seconds: 1 }));
    rig.receive(done("same", usage));
    assert.equal(rig.counted.length, 3);
    rig.meter.moved({ status: "connecting", step: "secret", again: true });
    rig.receive(done("resp_1", usage));
    assert.equal(rig.counted.length, 4);
  });

  it("estimates rather too much where it is not told what was cached", () => {
    const input_token_details = { text_tokens: 100, audio_tokens: 50, image_tokens: 10, cached_tokens: 120 };
    rig.receive(done("resp_1", { input_tokens: 160, output_tokens: 0, input_token_details }));
    assert.deepEqual(amounts(), [{ textCached: 100, imageCached: 10, audioIn: 40, audioCached: 10 }]);
  });

  it("takes tokens of no kind for sound, and those beside named ones for text", () => {
    rig.receive(done("resp_1", { input_tokens: 100, output_tokens: 20 }));
    const output_token_details = { text_tokens: 5, audio_tokens: 10 };
    rig.receive(done("resp_2", { input_tokens: 0, output_tokens: 20, output_token_details }));
    assert.deepEqual(amounts(), [
      { audioIn: 100, audioOut: 20 },
      { textOut: 10, audioOut: 10 },
    ]);
  });

  it("never counts more as cached than was given", () => {
    const input_token_details = { ...usage.input_token_details, cached_tokens_details: { text_tokens: 900 } };
    rig.receive(done("resp_1", { ...usage, input_token_details }));
    assert.deepEqual(amounts(), [{ textCached: 109, audioIn: 13, imageIn: 10, textOut: 30, audioOut: 91 }]);
  });

  it("counts nothing of what makes no sense, and the rest of it", () => {
    rig.receive(
      "not JSON",
      done("resp_1", null),
      done("resp_2", "many"),
      done("resp_3", {}),
      { type: "response.done" },
      { type: "response.created", response: { id: "resp_4", usage } },
      transcribed("item_1", null),
    );
    assert.deepEqual(rig.counted, []);
    rig.receive(done("resp_5", { input_tokens: -1, output_tokens: 7, input_token_details: "none" }));
    assert.deepEqual(amounts(), [{ audioOut: 7 }]);
  });

  it("counts an event that is of no use otherwise", () => {
    const { response, ...event } = done("resp_1", usage) as { response: object };
    rig.receive({ ...event, response: { ...response, output: "nothing" } });
    assert.equal(rig.counted.length, 1);
  });

  it("counts for the models that the call was made with", () => {
    rig.models.conversation = "gpt-realtime-2.1-mini";
    rig.receive(done("resp_1", usage));
    rig.meter.moved({ status: "connecting", step: "secret", again: false });
    rig.models.conversation = "gpt-realtime";
    rig.meter.moved({ status: "connecting", step: "negotiating", again: false });
    rig.receive(done("resp_2", usage));
    const models = rig.counted.map(({ model }) => model);
    assert.deepEqual(models, ["gpt-realtime-2.1", "gpt-realtime-2.1-mini"]);
  });

  it("remembers what the server calls the model, where that is another name", () => {
    const created = (model: string) => ({ type: "session.created", session: { model } });
    rig.receive(created("gpt-realtime-2.1"), done("resp_1", usage));
    rig.receive(created("gpt-realtime-2025-08-28"), done("resp_2", usage));
    rig.meter.moved({ status: "connecting", step: "secret", again: true });
    rig.receive(done("resp_3", usage));
    const reported = rig.counted.map((spending) => spending.reported);
    assert.deepEqual(reported, ["", "gpt-realtime-2025-08-28", ""]);
  });

  it("passes rate limits on, without those that make no sense", () => {
    const limit = { name: "tokens", limit: 40_000, remaining: 100, reset_seconds: 12.5 };
    const rate_limits = [limit, { ...limit, limit: 0 }, { ...limit, name: "dreams" }, null, 5];
    rig.receive({ type: "rate_limits.updated", rate_limits });
    assert.deepEqual(rig.limits, [[limit]]);
  });
});
