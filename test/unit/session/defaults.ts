/** The settings that a test's session has, where the test does not say otherwise. */
import type { SessionSettings } from "../../../src/session/settings.ts";

export const defaults: SessionSettings = {
  turns: "handsFree",
  serverTurns: "ours",
  detection: { by: "meaning", eagerness: "auto" },
  interruption: "speech",
  answers: "spoken",
  voice: "marin",
  speed: 1,
  effort: "",
  instructions: "",
  transcriptionModel: "gpt-transcribe",
  language: "",
  halfDuplex: false,
  noiseReduction: true,
  phrases: {
    stopEverything: ["stop everything"],
    interrupt: ["stop"],
    cancel: ["never mind"],
    send: ["send it"],
    sleep: ["go to sleep"],
    wake: ["wake up"],
  },
  triggers: [
    { name: "Quick hint", phrases: ["quick hint"], seconds: 10, lines: 3, instructions: "One hint." },
  ],
  history: { turns: 20, tokens: 4_000 },
  contextTokens: 0,
  idleMinutes: 0,
};
