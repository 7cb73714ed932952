import assert from "node:assert/strict";
import { loudspeakerCheck, type LoudspeakerFacts } from "../../../../src/host/diagnose/loudspeakerCheck.ts";
import { inShort, run, words } from "./plainWords.ts";

describe("the check of the loudspeaker", () => {
  const found = async (
    allowed: boolean | undefined,
    facts: Partial<LoudspeakerFacts> = {},
  ): Promise<string> => {
    const usual: LoudspeakerFacts = { source: "panel", chosen: "", outputs: ["Speakers", "Headset"] };
    const check = loudspeakerCheck({
      facts: () => ({ ...usual, ...facts }),
      mayPlay: () => Promise.resolve(allowed),
      words,
    });
    return inShort(await run(check));
  };

  it("names the one that plays", async () => {
    assert.equal(await found(true), "ok: The page may play, on the system's default loudspeaker.");
    assert.equal(await found(true, { chosen: "Headset" }), "ok: The page may play, on Headset.");
    assert.equal(
      await found(true, { chosen: "Headset", outputs: [] }),
      "ok: The page may play. Whether Headset is there is known once the microphone was open.",
    );
  });

  it("misses the chosen one", async () => {
    assert.equal(
      await found(true, { chosen: "USB" }),
      "warning: The chosen loudspeaker, USB, is not there; the system's default plays in its place. [openSettings]",
    );
  });

  it("says where a click is needed", async () => {
    assert.equal(
      await found(false),
      "warning: The sound is held back until you have clicked or typed in the voice panel.",
    );
    assert.match(await found(false, { source: "browser" }), /typed in the page in your browser\.$/);
  });

  it("asks no page that is not there", async () => {
    assert.equal(
      await found(undefined, { source: "browser" }),
      "skipped: Not checked here: the page in your browser plays the sound.",
    );
  });
});
