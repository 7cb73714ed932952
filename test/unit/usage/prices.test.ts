import assert from "node:assert/strict";
import type { Amounts } from "../../../src/usage/amounts.ts";
import { createPrices } from "../../../src/usage/prices.ts";

const million = 1_000_000;

/** In USD, to a millionth of a cent. */
function usd(model: string, amounts: Amounts, own: unknown = {}, reported = ""): number | undefined {
  const cost = createPrices(own).usdOf({ use: "conversation", model, reported, amounts });
  return cost === undefined ? undefined : Math.round(cost * 1e8) / 1e8;
}

describe("prices", () => {
  it("are of each kind of token", () => {
    const prices = (model: string): (number | undefined)[] =>
      (
        [
          "textIn",
          "textCached",
          "textOut",
          "audioIn",
          "audioCached",
          "audioOut",
          "imageIn",
          "imageCached",
        ] as const
      ).map((kind) => usd(model, { [kind]: million }));
    assert.deepEqual(prices("gpt-realtime-2.1"), [4, 0.4, 24, 32, 0.4, 64, 5, 0.5]);
    assert.deepEqual(prices("gpt-realtime-2.1-mini"), [0.6, 0.06, 2.4, 10, 0.3, 20, 0.8, 0.08]);
    assert.deepEqual(prices("gpt-realtime"), [4, 0.4, 16, 32, 0.4, 64, 5, 0.5]);
  });

  it("add up", () => {
    const amounts = { textIn: 1_000, textCached: 10_000, audioIn: 500, textOut: 100, audioOut: 1_000 };
    // 0.004 + 0.004 + 0.016 + 0.0024 + 0.064
    assert.equal(usd("gpt-realtime-2.1", amounts), 0.0904);
  });

  it("of transcription are by the minute or by the token, however it is counted", () => {
    assert.equal(usd("gpt-transcribe", { seconds: 120 }), 0.009);
    // 600 tokens of sound are a minute; the minute pays for the words as well.
    assert.equal(usd("gpt-transcribe", { audioIn: 1_200, textOut: 300 }), 0.009);
    assert.equal(usd("gpt-4o-transcribe", { audioIn: 1_000, textOut: 100 }), 0.0035);
    assert.equal(usd("gpt-4o-transcribe", { seconds: 60 }), 0.006);
  });

  it("are those of the family where the model is a dated snapshot, of the longest name", () => {
    const text = { textOut: million };
    assert.equal(usd("gpt-realtime-2025-08-28", text), 16);
    assert.equal(usd("gpt-realtime-mini-2025-10-06", text), 2.4);
    assert.equal(usd("gpt-realtime-2-2026-05-01", text), 24);
    assert.equal(
      usd("gpt-realtime-2025-08-28", text, { "gpt-realtime-2025-08-28": { text: { out: 1 } } }),
      1,
    );
  });

  it("are not known of another model, whatever its name begins with", () => {
    for (const model of ["my-deployment", "gpt-realtime-3", "gpt-realtime-2.1-maxi", "gpt-realtim", ""]) {
      assert.equal(usd(model, { textIn: 1 }), undefined, model);
    }
    assert.equal(usd("gpt-transcribe", { imageIn: 1 }), undefined, "a kind that has no price");
  });

  it("are the user's own over the list, part by part", () => {
    const own = { "gpt-realtime-2.1": { audio: { in: 1 } } };
    assert.equal(usd("gpt-realtime-2.1", { audioIn: million }, own), 1);
    assert.equal(usd("gpt-realtime-2.1", { audioOut: million }, own), 64);
    assert.equal(usd("gpt-realtime-2.1", { textIn: million }, own), 4);
    assert.equal(usd("gpt-realtime-2.1-mini", { audioIn: million }, own), 10);
    assert.equal(
      usd("my-model", { textIn: million, textCached: million }, { "my-model": { text: { in: 2 } } }),
      4,
    );
    assert.equal(usd("gpt-transcribe", { seconds: 60 }, { "gpt-transcribe": { minute: 1 } }), 1);
    assert.equal(
      usd("gpt-realtime-2.1", { textIn: million }, { "gpt-realtime-2.1": { text: { in: 0 } } }),
      0,
    );
  });

  it("of a deployment are those of the model that the user, or else the server, says it is of", () => {
    const text = { textOut: million };
    assert.equal(usd("my-deployment", text, { "my-deployment": "gpt-realtime-mini" }), 2.4);
    assert.equal(usd("my-deployment", text, {}, "gpt-realtime-2025-08-28"), 16);
    const own = { "my-deployment": { text: { out: 1 } } };
    assert.equal(usd("my-deployment", text, own, "gpt-realtime-2025-08-28"), 1);
    assert.equal(usd("gpt-realtime", text, {}, "gpt-realtime-mini"), 2.4, "a deployment's name may mislead");
  });

  it("say what of the user's is no price, and keep the rest", () => {
    const own = {
      wrong: 5,
      negative: { text: { in: -1 } },
      misspelt: { texts: { in: 1 } },
      lost: "no-such-model",
      right: { text: { in: 1 } },
    };
    assert.deepEqual(createPrices(own).unreadable, ["wrong", "negative", "misspelt", "lost"]);
    assert.equal(usd("right", { textIn: million }, own), 1);
    for (const nonsense of [undefined, null, 5, "free", []]) {
      assert.equal(usd("gpt-realtime-2.1", { textIn: million }, nonsense), 4);
    }
  });
});
