import assert from "node:assert/strict";
import { createRig, never } from "./routerRig.ts";

/** Who hears the user, and how they let them talk. */
describe("set_session", () => {
  it("refuses what the provider's server does not do", async () => {
    const rig = createRig();
    rig.session.impossible.add("pushToTalk");
    const { result } = await rig.call("set_session", { turns: "push_to_talk", answers: "written" });
    assert.match(result.error ?? "", /only hands_free works/);
    assert.deepEqual(rig.session.done, []);
  });

  it("uses a profile by its name as heard, after a yes, and the one before again", async () => {
    const rig = createRig();
    const wished = await rig.call("set_session", { profile: "local A I" });
    assert.deepEqual(
      [wished.status, wished.question],
      ["asking", "Go on with the profile “LocalAI”, which hears you from then on?"],
    );
    assert.deepEqual(rig.session.done, []);
    const first = { ...(await rig.router.confirm("call_1", true, never)) };
    assert.deepEqual(JSON.parse(first.output ?? ""), {
      ok: true,
      profile: "LocalAI",
      before: { profile: "default" },
      note: "Done when you have finished your answer.",
    });
    assert.equal(first.summary, "Profile LocalAI");
    await rig.call("set_session", { profile: "work azure" });
    await rig.router.confirm("call_2", true, never);
    await rig.call("set_session", { profile: "default" });
    const back = await rig.router.confirm("call_3", true, never);
    assert.deepEqual((JSON.parse(back?.output ?? "") as { before: object }).before, {
      profile: "Azure work",
    });
    assert.deepEqual(rig.session.done, ["profile LocalAI", "profile Azure work", "profile "]);
  });

  it("asks back where several profiles are meant, or none, and changes nothing", async () => {
    for (const [profile, error] of [
      ["azure", /^Several profiles match "azure"\. Ask the user/],
      ["bedrock", /^None of the profiles is called "bedrock"/],
    ] as const) {
      const rig = createRig();
      const { result } = await rig.call("set_session", { profile, answers: "written" });
      assert.match(result.error ?? "", error);
      assert.deepEqual(rig.session.done, []);
    }
  });
});
