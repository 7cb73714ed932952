import assert from "node:assert/strict";
import type { Finding } from "../../../../src/host/diagnose/check.ts";
import { loudspeakerCheck, type LoudspeakerFacts } from "../../../../src/host/diagnose/loudspeakerCheck.ts";
import type { ShownSession } from "../../../../src/shared/state.ts";
import { inShort, run, words } from "./plainWords.ts";

const live: ShownSession = { status: "live", phase: "listening", microphone: "open" };

interface Situation extends Partial<LoudspeakerFacts> {
  /** What the panel says without a session. */
  mayPlay?: boolean;
  /** Of a live session's link. */
  blocked?: boolean;
}

describe("the check of the loudspeaker", () => {
  function find({ mayPlay, blocked, ...facts }: Situation): Promise<Finding> {
    const usual: LoudspeakerFacts = { source: "panel", chosen: "", outputs: ["Speakers", "Headset"] };
    const check = loudspeakerCheck({
      session: () => (blocked === undefined ? { status: "idle" } : live),
      facts: () => ({ ...usual, ...facts }),
      report: () => (blocked === undefined ? assert.fail("there is no link") : Promise.resolve({ blocked })),
      mayPlay: () => (mayPlay === undefined ? assert.fail("the panel was asked") : Promise.resolve(mayPlay)),
      words,
    });
    return run(check);
  }
  const found = async (situation: Situation): Promise<string> => inShort(await find(situation));

  it("names the one that plays", async () => {
    assert.equal(await found({ mayPlay: true }), "ok: The sound plays on the system's default loudspeaker.");
    assert.equal(await found({ mayPlay: true, chosen: "Headset" }), "ok: The sound plays on Headset.");
    assert.equal(
      await found({ mayPlay: true, chosen: "Headset", outputs: [] }),
      "ok: The sound plays on Headset, if that is there: the names are known once the microphone was open.",
    );
  });

  it("misses the chosen one", async () => {
    assert.equal(
      await found({ mayPlay: true, chosen: "USB" }),
      "warning: The chosen loudspeaker, USB, is not there; the system's default plays in its place. [openSettings]",
    );
  });

  it("says that a live session is held back, and where the click is needed", async () => {
    assert.equal(
      await found({ blocked: true }),
      "warning: The sound is held back until you click or type in the voice panel.",
    );
    assert.match(await found({ blocked: true, source: "browser" }), /type in the page in your browser\.$/);
    assert.match(await found({ blocked: false, source: "browser" }), /^ok: /);
  });

  it("says ahead that a click will be needed, which is nothing wrong", async () => {
    const { state, advice } = await find({ mayPlay: false });
    assert.equal(state, "ok");
    assert.match(advice ?? "", /without a click there, this editor lets nothing be heard/);
  });

  it("asks no page that is not there", async () => {
    assert.equal(
      await found({ source: "browser" }),
      "skipped: Not checked here: the page in your browser plays the sound.",
    );
  });
});
