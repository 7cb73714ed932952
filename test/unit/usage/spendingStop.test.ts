import assert from "node:assert/strict";
import { SpendingStop } from "../../../src/usage/spendingStop.ts";
import { call, scripted, typesOf, until, type Scripted, type ScriptedLink } from "../session/scripted.ts";

/** Lets all that an event sets off come to its end. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("a session whose budget is used up", () => {
  let rig: Scripted;
  let link: ScriptedLink;
  let stop: SpendingStop;
  let ends: number;
  const finishTool = { now: (): void => undefined };

  beforeEach(async () => {
    ends = 0;
    stop = new SpendingStop(() => {
      ends++;
      rig.session.stop();
    });
    rig = scripted({
      observers: [stop],
      runTool: async () => {
        await new Promise<void>((resolve) => (finishTool.now = resolve));
        return { status: "done", output: '{"ok":true}', summary: "Done" };
      },
    });
    link = await rig.goLive();
  });
  const status = (): string => rig.session.state.status;
  const begin = (id: string): void => link.receive({ type: "response.created", response: { id } });
  const end = (id: string, ...output: unknown[]): void => {
    // As the meter tells it: before the session deals with the event.
    stop.request();
    link.receive({ type: "response.done", response: { id, status: "completed", output } });
  };
  const sound = (what: "started" | "stopped"): void =>
    link.receive({ type: `output_audio_buffer.${what}`, response_id: "r1" });
  const creates = (): number => typesOf(link.sent).filter((type) => type === "response.create").length;

  it("ends after the response", async () => {
    begin("r1");
    end("r1");
    await until(() => status() === "idle");
    assert.equal(ends, 1);
    assert.equal(rig.hungUp(), 1);
  });

  it("lets the answer be spoken to its end", async () => {
    begin("r1");
    sound("started");
    end("r1");
    await settled();
    assert.equal(status(), "live");
    sound("stopped");
    await until(() => status() === "idle");
    assert.equal(ends, 1);
  });

  it("lets all calls of the response be done, and asks for no other", async () => {
    begin("r1");
    end("r1", call("c1"), call("c2"));
    for (const count of [1, 2]) {
      await until(() => rig.calls.length === count);
      await settled();
      assert.equal(status(), "live");
      finishTool.now();
    }
    await until(() => status() === "idle");
    assert.equal(ends, 1);
    assert.equal(creates(), 0);
    const entries = rig.session.entries.map((entry) => entry.kind === "tool" && entry.status);
    assert.deepEqual(entries, ["done", "done"]);
  });

  it("does not wait for an answer that the user asks for meanwhile", async () => {
    begin("r1");
    sound("started");
    end("r1");
    rig.session.say("And now?");
    assert.equal(status(), "idle");
    await settled();
    assert.deepEqual([ends, creates()], [1, 0]);
  });

  it("does not wait for a response that the server begins by itself", async () => {
    begin("r1");
    sound("started");
    end("r1");
    await settled();
    begin("r2");
    await until(() => status() === "idle");
    assert.equal(ends, 1);
  });

  it("ends where its link is lost, and does not come back", async () => {
    begin("r1");
    sound("started");
    end("r1");
    await settled();
    link.listener.closed("gone");
    await until(() => status() === "idle");
    await settled();
    assert.deepEqual([ends, rig.links.length], [1, 1]);
  });

  it("is not ended twice, nor the next one, where the user was first", async () => {
    begin("r1");
    sound("started");
    end("r1");
    rig.session.stop();
    rig.session.start();
    await until(() => rig.links[1]?.media.includes("answer") === true);
    rig.links[1]!.receive({ type: "session.created", session: {} });
    await until(() => status() === "live");
    await settled();
    assert.deepEqual([status(), ends], ["live", 0]);
  });
});
