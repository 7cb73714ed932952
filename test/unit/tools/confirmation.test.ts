import assert from "node:assert/strict";
import { askToLaunch, commands, createRig, never, yes } from "./routerRig.ts";

describe("router: asking", () => {
  it("runs what is known to do no harm at once", async () => {
    const rig = createRig();
    assert.equal((await rig.call("run_command", { command: "toggle the terminal" })).status, "done");
    assert.deepEqual(rig.ran, ["workbench.action.terminal.toggleTerminal"]);
  });

  it("asks before what cannot be undone", async () => {
    const { status, question, summary } = await createRig().call("run_command", { command: "reload window" });
    assert.equal(summary, "", "nothing came of it yet");
    assert.equal(status, "asking");
    assert.match(question ?? "", /Reload Window/);
  });

  it("runs after the user's spoken yes, once", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    rig.userSpeaks();
    const { status, result, settled } = await rig.call("confirm_action", yes);
    assert.equal(status, "done");
    assert.deepEqual(result, { ok: true, command: "Rocket: Launch" });
    assert.deepEqual(settled, { callId: "call_1", status: "done", summary: "Rocket: Launch" });
    assert.deepEqual(rig.ran, ["rocket.launch"]);
    assert.equal((await rig.call("confirm_action", yes)).status, "failed");
    assert.deepEqual(rig.ran, ["rocket.launch"]);
  });

  it("drops it after the user's spoken no", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    rig.userSpeaks();
    const { status, result, settled } = await rig.call("confirm_action", { ...yes, accept: false });
    assert.equal(status, "done");
    assert.deepEqual(result, { ok: true, declined: true });
    assert.deepEqual(settled, { callId: "call_1", status: "refused", summary: "Declined" });
    assert.equal(await rig.router.confirm("call_1", true, never), undefined);
    assert.deepEqual(rig.ran, []);
  });

  it("takes no yes from the model alone", async () => {
    const rig = createRig();
    rig.userSpeaks();
    await askToLaunch(rig);
    const { status, result } = await rig.call("confirm_action", yes);
    assert.equal(status, "failed");
    assert.match(result.error ?? "", /has not spoken since/);
    assert.deepEqual(rig.ran, []);
    rig.userSpeaks();
    assert.equal((await rig.call("confirm_action", yes)).status, "done");
  });

  it("takes no yes from a sentence that was begun before the question", async () => {
    const rig = createRig();
    rig.wait(1_000);
    await askToLaunch(rig);
    rig.router.userSpoke(999);
    const { status } = await rig.call("confirm_action", { id: "confirm_1", accept: true });
    assert.equal(status, "failed");
    assert.deepEqual(rig.ran, []);
  });

  it("takes a yes for its own question only", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    rig.userSpeaks();
    assert.equal((await rig.call("confirm_action", { id: "confirm_2", accept: true })).status, "failed");
    assert.equal((await rig.call("confirm_action", { accept: true })).status, "failed");
    assert.equal(await rig.router.confirm("call_2", true, never), undefined);
    assert.deepEqual(rig.ran, []);
  });

  it("asks one question at a time: a newer one ends the older", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    const { result } = await rig.call("run_command", { command: "land the rocket" });
    rig.userSpeaks();
    assert.equal((await rig.call("confirm_action", yes)).status, "failed");
    assert.equal(await rig.router.confirm("call_1", true, never), undefined);
    const { id } = result.confirmation_required ?? {};
    assert.equal((await rig.call("confirm_action", { id, accept: true })).status, "done");
    assert.deepEqual(rig.ran, ["rocket.land"]);
  });

  it("needs the user to speak after the newer question, too", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    rig.userSpeaks();
    const { result } = await rig.call("run_command", { command: "land the rocket" });
    const { id } = result.confirmation_required ?? {};
    assert.equal((await rig.call("confirm_action", { id, accept: true })).status, "failed");
    assert.deepEqual(rig.ran, []);
  });

  it("lets a question stand for a minute", async () => {
    const rig = createRig();
    await askToLaunch(rig);
    rig.wait(59_999);
    rig.userSpeaks();
    rig.wait(1);
    assert.equal((await rig.call("confirm_action", yes)).status, "failed");
    assert.equal(await rig.router.confirm("call_1", true, never), undefined);
    assert.deepEqual(rig.ran, []);
  });

  it("takes a yes and a no by click, whether the user spoke or not", async () => {
    const accepted = createRig();
    await askToLaunch(accepted);
    accepted.wait(59_999);
    assert.equal((await accepted.router.confirm("call_1", true, never))?.status, "done");
    assert.deepEqual(accepted.ran, ["rocket.launch"]);
    assert.equal(await accepted.router.confirm("call_1", true, never), undefined);

    const refused = createRig();
    await askToLaunch(refused);
    assert.equal((await refused.router.confirm("call_1", false, never))?.summary, "Declined");
    assert.equal(await refused.router.confirm("call_1", true, never), undefined);
    assert.deepEqual(refused.ran, []);
  });

  it("tells which question came to nothing where the command fails", async () => {
    const rig = createRig({ runCommand: () => Promise.reject(new Error("No fuel")) });
    await askToLaunch(rig);
    rig.userSpeaks();
    const { status, settled } = await rig.call("confirm_action", yes);
    assert.equal(status, "failed");
    assert.deepEqual(settled, {
      callId: "call_1",
      status: "failed",
      summary: "The editor failed: No fuel. Try another way.",
    });
  });

  it("runs exactly what was asked about, though another command would be found now", async () => {
    const changing = [...commands];
    const rig = createRig({ commands: changing });
    await askToLaunch(rig);
    changing.splice(0, changing.length, { id: "rocket.explode", title: "Rocket: Launch" });
    await rig.router.confirm("call_1", true, never);
    assert.deepEqual(rig.ran, ["rocket.launch"]);
  });
});
