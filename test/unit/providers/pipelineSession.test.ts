import assert from "node:assert/strict";
import { pipelineSession } from "../../../src/providers/pipelineSession.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { defaults } from "../session/defaults.ts";

describe("a session for a server of parts", () => {
  const configuration = (settings: Partial<typeof defaults> = {}) =>
    sessionConfiguration({
      settings: { ...defaults, effort: "low", contextTokens: 8_000, speed: 1.2, language: "de", ...settings },
      policy: turnPolicy("handsFree", false, { ...defaults, serverTurns: "theirs" }),
      tools: [],
      workspaceInstructions: "",
    });

  it("has nothing that it does not know, and tells what was left out", () => {
    const { session, dropped } = pipelineSession(configuration(), { dialect: "released" });
    assert.deepEqual(dropped.toSorted(), [
      "audio.input.noise_reduction",
      "audio.input.transcription.model",
      "audio.output.speed",
      "audio.output.voice",
      "reasoning",
      "truncation",
    ]);
    assert.deepEqual(Object.keys(session).toSorted(), [
      "audio",
      "instructions",
      "output_modalities",
      "tool_choice",
      "tools",
      "type",
    ]);
    assert.deepEqual(session["audio"], {
      input: {
        transcription: { language: "de" },
        turn_detection: {
          type: "server_vad",
          threshold: 0.5,
          silence_duration_ms: 500,
          prefix_padding_ms: 300,
          create_response: true,
          interrupt_response: true,
        },
      },
      output: {},
    });
  });

  it("has the names that are its own", () => {
    const own = configuration({ voice: "af_heart", transcriptionModel: "Systran/faster-whisper-small" });
    const { session, dropped } = pipelineSession(own, { dialect: "beta" });
    const audio = { input: session["audio"] as { input: object; output: object } }.input;
    assert.deepEqual(audio, {
      input: {
        transcription: { model: "Systran/faster-whisper-small", language: "de" },
        turn_detection: {
          type: "server_vad",
          threshold: 0.5,
          silence_duration_ms: 500,
          create_response: true,
        },
      },
      output: { voice: "af_heart" },
    });
    assert.ok(!dropped.includes("audio.output.voice"));
  });

  it("is changed by a part of it, too", () => {
    const update = { type: "realtime", audio: { input: { turn_detection: null } } };
    assert.deepEqual(pipelineSession(update, { dialect: "released" }), { session: update, dropped: [] });
    const faster = { type: "realtime", audio: { output: { speed: 1.5 } } };
    assert.deepEqual(pipelineSession(faster, { dialect: "released" }).session, {
      type: "realtime",
      audio: { output: {} },
    });
  });
});
