import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "../../../src/tools/tool.ts";
import { keys } from "../../../src/tools/talkingModes.ts";
import { createRig, never, type Rig } from "./routerRig.ts";

interface Change {
  args: object;
  /** Done before the model is told. */
  done: string[];
  output: object;
  summary: string;
}

const changes: Change[] = [
  {
    args: { turns: "push_to_talk" },
    done: ["turns pushToTalk"],
    output: {
      turns: "push_to_talk",
      microphone: "heard only while the talk key is held",
      before: { turns: "hands_free", microphone: "open" },
      tell_user: "Hold Ctrl+Alt+Space (Mac: Ctrl+Alt+V) or the talk button to speak.",
    },
    summary: "Turns push to talk, microphone heard only while the talk key is held",
  },
  {
    args: { turns: "until_sent" },
    done: ["turns untilSent"],
    output: {
      turns: "until_sent",
      before: { turns: "hands_free" },
      tell_user: 'When you are done, say "send it".',
    },
    summary: "Turns until sent",
  },
  {
    args: { microphone: "muted" },
    done: ["microphone muted"],
    output: {
      microphone: "muted",
      before: { microphone: "open" },
      tell_user:
        "Muted. To be heard again, press Ctrl+Alt+Shift+M or the microphone button in the voice panel.",
    },
    summary: "Microphone muted",
  },
  {
    args: { answers: "written" },
    done: ["answers written"],
    output: { answers: "written", before: { answers: "spoken" } },
    summary: "Answers written",
  },
  {
    args: { speed: 1.1, voice: "cedar", turns: "hands_free" },
    done: ['save {"voice":"cedar","speed":1.1}', "turns handsFree"],
    output: {
      turns: "hands_free",
      voice: "cedar",
      speed: 1.1,
      before: { voice: "marin", speed: 1 },
      note: "Heard from the answer after this one on.",
    },
    summary: "Turns hands free, voice cedar, speed 1.1",
  },
  {
    args: { turns: "hands_free" },
    done: ["turns handsFree"],
    output: { turns: "hands_free", note: "It was so already." },
    summary: "Turns hands free",
  },
];

describe("set_session", () => {
  for (const { args, done, output, summary } of changes) {
    it(`changes ${JSON.stringify(args)} at once, and tells what was before`, async () => {
      const rig = createRig();
      const outcome = await rig.call("set_session", args);
      assert.deepEqual(outcome.result, { ok: true, ...output });
      assert.equal(outcome.summary, summary);
      assert.deepEqual(rig.session.done, done);
    });
  }

  it("changes back by what it has told", async () => {
    const rig = createRig();
    const before = { ...rig.session.talking };
    const { result } = await rig.call("set_session", { speed: "faster", voice: "ash", answers: "written" });
    await rig.call("set_session", (result as unknown as { before: object }).before);
    assert.deepEqual(rig.session.talking, before);
  });

  it("speaks faster and slower step by step, up to the ends", async () => {
    const rig = createRig();
    const speeds: unknown[] = [];
    for (const speed of ["faster", "faster", "faster", "slower"]) {
      const { result } = await rig.call("set_session", { speed });
      speeds.push(result.ok ? rig.session.talking.speed : result.error);
    }
    assert.deepEqual(speeds, [1.25, 1.5, "1.5 is as fast as it goes.", 1.25]);
    rig.session.talking.speed = 0.3;
    await rig.call("set_session", { speed: "slower" });
    assert.equal(rig.session.talking.speed, 0.25);
    const { result } = await rig.call("set_session", { speed: "slower" });
    assert.equal(result.error, "0.25 is as slow as it goes.");
  });

  it("changes nothing where a part of it is refused", async () => {
    for (const [args, error] of [
      [{}, /Say what to change/],
      [{ turns: "push_to_talk", microphone: "open" }, /only the key opens/],
      [{ speed: 1.6, answers: "written" }, /speed/],
      [{ speed: 0.2, answers: "written" }, /speed/],
      [{ voice: "darth", answers: "written" }, /voice/],
      [{ turns: "handsFree" }, /turns/],
      [{ microphone: "off" }, /microphone/],
      [{ conversation: "pause" }, /conversation/],
      [{ volume: 3, answers: "written" }, /volume/],
    ] as const) {
      const rig = createRig();
      const { status, result } = await rig.call("set_session", args);
      assert.equal(status, "failed");
      assert.match(result.error ?? "", error);
      assert.deepEqual([rig.session.done, rig.session.waiting.size], [[], 0]);
    }
  });

  it("changes nothing else where a setting cannot be written", async () => {
    const rig = createRig();
    rig.session.controls.save = () => Promise.reject(new ToolError("This workspace sets it itself."));
    const { result } = await rig.call("set_session", { speed: 1.2, answers: "written", conversation: "end" });
    assert.deepEqual(result, { ok: false, error: "This workspace sets it itself." });
    assert.deepEqual([rig.session.done, rig.session.waiting.size], [[], 0]);
  });

  it("works where the workspace is not trusted", async () => {
    const rig = createRig({ trusted: () => false });
    assert.equal((await rig.call("set_session", { microphone: "muted" })).status, "done");
  });
});

describe("set_session: what silences the assistant", () => {
  for (const [args, done, output] of [
    [
      { microphone: "asleep" },
      ["microphone asleep"],
      { microphone: "asleep", before: { microphone: "open" }, tell_user: 'Asleep. To go on, say "wake up".' },
    ],
    [
      { turns: "on_trigger" },
      ["turns onTrigger"],
      {
        turns: "on_trigger",
        before: { turns: "hands_free" },
        tell_user:
          'I am silent until you say "quick hint". To change back, choose the mode in the voice panel.',
      },
    ],
    [{ conversation: "end" }, ["end"], { conversation: "end" }],
    [{ conversation: "new" }, ["startAnew"], { conversation: "new" }],
    [{ conversation: "reconnect" }, ["reconnect"], { conversation: "reconnect" }],
  ] as const) {
    it(`waits with ${JSON.stringify(args)} for the end of the answer`, async () => {
      const rig = createRig();
      const { result } = await rig.call("set_session", args);
      assert.deepEqual(result, {
        ok: true,
        ...output,
        note: "Done when you have finished your answer.",
      });
      assert.deepEqual(rig.session.done, []);
      await rig.session.finishAnswer();
      assert.deepEqual(rig.session.done, done);
    });
  }

  it("opens nothing that the user has muted meanwhile", async () => {
    const rig = createRig();
    await rig.call("set_session", { turns: "on_trigger" });
    rig.session.talking.microphone = "muted";
    await rig.session.finishAnswer();
    assert.deepEqual(rig.session.done, []);
  });

  it("mutes where the phrase to wake up would not be noticed, or nobody be heard", async () => {
    const deaf: ((rig: Rig) => void)[] = [
      ({ session }) => void (session.phrases = { ...session.phrases, wake: undefined }),
      ({ session }) => void Object.assign(session.talking, { turns: "pushToTalk", microphone: "gated" }),
      ({ session }) => void (session.talking.microphone = "unavailable"),
    ];
    for (const make of deaf) {
      const rig = createRig();
      make(rig);
      const { result } = await rig.call("set_session", { microphone: "asleep" });
      assert.match(JSON.stringify(result), /"microphone":"muted".*press Ctrl\+Alt\+Shift\+M/);
      assert.deepEqual(rig.session.done, ["microphone muted"]);
    }
  });

  it("names the buttons where no phrase is noticed", async () => {
    const rig = createRig();
    rig.session.phrases = { wake: undefined, send: undefined, trigger: undefined };
    const { output } = await rig.call("set_session", { turns: "until_sent" });
    assert.match(output, /press Send in the voice panel/);
    assert.match((await rig.call("set_session", { turns: "on_trigger" })).output, /press a hint's button/);
  });
});

describe("set_session: a microphone that the user has muted", () => {
  const muted = (): Rig => {
    const rig = createRig();
    rig.session.talking.microphone = "muted";
    return rig;
  };

  for (const args of [{ microphone: "open" }, { turns: "hands_free" }, { turns: "until_sent" }]) {
    it(`is opened by ${JSON.stringify(args)} only after a yes`, async () => {
      const rig = muted();
      const { status, question } = await rig.call("set_session", args);
      assert.equal(status, "asking");
      assert.equal(question, "Open the microphone, which you have muted?");
      assert.deepEqual(rig.session.done, []);
      const outcome = await rig.router.confirm("call_1", true, never);
      assert.equal(outcome?.status, "done");
      assert.equal(rig.session.talking.microphone, "open");
    });
  }

  it("stays muted in push-to-talk, where the key opens it", async () => {
    const rig = muted();
    assert.equal((await rig.call("set_session", { turns: "push_to_talk" })).status, "done");
    assert.equal(rig.session.talking.microphone, "muted");
  });

  it("is opened unasked where it only sleeps", async () => {
    const rig = createRig();
    rig.session.talking.microphone = "asleep";
    const { status, result } = await rig.call("set_session", { microphone: "open" });
    assert.equal(status, "done");
    assert.deepEqual(result, { ok: true, microphone: "open", before: { microphone: "asleep" } });
  });

  it("fails in words where the device is refused", async () => {
    const rig = createRig();
    rig.session.talking.microphone = "unavailable";
    rig.session.controls.setMicrophone = () => Promise.resolve();
    const { status, result } = await rig.call("set_session", { microphone: "open" });
    assert.equal(status, "failed");
    assert.match(result.error ?? "", /could not be opened/);
  });
});

describe("the keys that set_session names", () => {
  it("are those of the manifest", () => {
    const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8")) as {
      contributes: { keybindings: { command: string; key: string; mac: string }[] };
    };
    const bound = (command: string): unknown => {
      const found = manifest.contributes.keybindings.find((one) => one.command === `vivaVoce.${command}`);
      return found && { others: found.key, mac: found.mac };
    };
    const low = (value: object): unknown => JSON.parse(JSON.stringify(value).toLowerCase());
    assert.deepEqual(bound("pushToTalk"), low(keys.talk));
    assert.deepEqual(bound("toggleMute"), low({ others: keys.mute, mac: keys.mute }));
  });
});
