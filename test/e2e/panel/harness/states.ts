/** States of the panel as a host would send them. */
import type { AudioState, Entry, MicrophoneState, PanelState, Phase } from "../../../../src/shared/state.ts";
import { gone, largeEdit, terminalCommand } from "./questions.ts";
import { nearlyUsed, noUsage, unpriced } from "./usageStates.ts";

/** 09:41 on a winter's morning in London, in milliseconds since 1970; entries follow by seconds. */
const morning = Date.UTC(2026, 10, 20, 9, 41, 12);
const at = (seconds: number): number => morning + seconds * 1000;

const audio: AudioState = {
  source: "panel",
  why: "This editor lets its panels use the microphone.",
  wanted: {
    from: "device",
    device: "",
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  },
  devices: {
    inputs: ["Built-in Microphone", "Jabra Evolve2 65 Headset"],
    outputs: ["Built-in Speakers", "Jabra Evolve2 65 Headset"],
  },
  input: "",
  output: "",
  sounds: false,
};

export const native: AudioState = {
  ...audio,
  source: "native",
  why: "This editor gives its panels no microphone, so the extension opens it on this computer.",
  wanted: { from: "host", reference: false },
  input: "Blue Yeti Stereo Microphone",
};

export const browser: AudioState = {
  ...audio,
  source: "browser",
  why: "This editor gives its panels no microphone, so a page in your browser carries it.",
  wanted: null,
};

export const idle: PanelState = {
  session: { status: "idle" },
  hasKey: true,
  key: { source: "stored", text: "The API key is in this computer's secret storage.", signIn: "key" },
  turns: "handsFree",
  answers: "spoken",
  triggers: ["Quick hint", "Full guidance"],
  dictating: false,
  model: "gpt-realtime-2.1 · api.openai.com",
  entries: [],
  audio,
  usage: noUsage,
};

export const noKey: PanelState = {
  ...idle,
  hasKey: false,
  key: { source: "none", text: "No API key is set.", signIn: "key" },
};

export const lostKey: PanelState = {
  ...noKey,
  key: {
    source: "lost",
    text: "The key is gone: VS Code found no keyring to keep it in, and forgot it when it closed. Set it once more; to keep it, unlock or install a keyring, such as GNOME Keyring or KWallet, or start VS Code with the environment variable OPENAI_API_KEY.",
    signIn: "key",
  },
};

export const noSignIn: PanelState = { ...noKey, key: { ...noKey.key, signIn: "microsoft" } };

export const keyFromEnvironment: PanelState = {
  ...idle,
  key: {
    source: "environment",
    text: "The API key comes from the environment variable OPENAI_API_KEY.",
    signIn: "key",
  },
};

export const signedIn: PanelState = {
  ...idle,
  key: { source: "account", text: "You are signed in with your Microsoft account.", signIn: "microsoft" },
};

export const wrongKey: PanelState = {
  ...idle,
  key: {
    ...idle.key,
    problem: {
      message: "The provider does not accept the API key.",
      remedy: "Set a key that is valid for this provider and endpoint.",
      actions: ["setKey", "openSettings"],
      detail: "HTTP 401 invalid_api_key: Incorrect API key provided: sk-***a1.",
    },
  },
};

export const connecting: PanelState = {
  ...idle,
  session: { status: "connecting", step: "negotiating", again: false },
};

export const waitingForPage: PanelState = {
  ...idle,
  session: { status: "connecting", step: "page", again: false },
  audio: browser,
};

export const failed: PanelState = {
  ...idle,
  session: {
    status: "failed",
    failure: {
      message: "The key was not accepted.",
      remedy: "Set a key that may use the Realtime API, then try again.",
      actions: ["setKey", "retry", "showLog"],
      detail: '401 {"error":{"code":"invalid_api_key","message":"Incorrect API key provided."}}',
    },
  },
};

export const conversation: Entry[] = [
  { kind: "user", id: "u1", at: at(0), text: "Go to line forty two.", status: "final", typed: false },
  {
    kind: "tool",
    id: "t1",
    at: at(1),
    name: "go_to",
    arguments: '{"line":42}',
    status: "done",
    result: "src/inventory.ts, line 42",
  },
  { kind: "assistant", id: "a1", at: at(2), text: "You are on line 42 of inventory.", status: "final" },
  {
    kind: "user",
    id: "u2",
    at: at(9),
    text: "rename total to sum in calculateTotal",
    status: "final",
    typed: true,
  },
  {
    kind: "tool",
    id: "t2",
    at: at(10),
    name: "replace_text",
    arguments: '{"find":"total","replacement":"sum","all":true}',
    status: "failed",
    result: "“total” is not in src/inventory.ts. It is in src/price.ts, 4 times.",
  },
  {
    kind: "assistant",
    id: "a2",
    at: at(12),
    text: "It is not in this file, but in price.ts. Shall I open that one and",
    status: "cut",
  },
  { kind: "user", id: "u3", at: at(18), text: "Yes. And then run the tests.", status: "final", typed: false },
  {
    kind: "tool",
    id: "t3",
    at: at(19),
    name: "open_file",
    arguments: '{"name":"price"}',
    status: "done",
    result: "src/price.ts",
  },
  {
    kind: "tool",
    id: "t4",
    at: at(20),
    name: "run_command",
    arguments: '{"command":"run test task"}',
    status: "running",
    result: "",
  },
  { kind: "notice", id: "n1", at: at(21), text: "Reconnected. The conversation goes on." },
];

const question: Entry = {
  kind: "tool",
  id: "t5",
  at: at(22),
  name: "run_command",
  arguments: '{"command":"push"}',
  status: "asking",
  result: "",
  question: "Run “Git: Push”: send 3 commits of main to origin?",
};

export function live(phase: Phase, microphone: MicrophoneState = "open", entries: Entry[] = []): PanelState {
  return { ...idle, session: { status: "live", phase, microphone }, entries };
}

export const nearBudget: PanelState = { ...live("listening", "open", conversation), usage: nearlyUsed };

export const withoutPrice: PanelState = { ...live("listening", "open", conversation), usage: unpriced };

export const asking = live("listening", "open", [...conversation, question]);

export const askingDiff = live("listening", "open", [...conversation.slice(0, 2), largeEdit]);

export const askingCommand = live("listening", "open", [...conversation.slice(0, 2), terminalCommand]);

export const expired = live("listening", "open", [...conversation.slice(0, 2), gone]);

export const busy = live("speaking", "open", [
  ...conversation.slice(0, -1),
  { kind: "user", id: "u4", at: at(23), text: "", status: "pending", typed: false },
  { kind: "assistant", id: "a4", at: at(24), text: "Three tests passed, one failed:", status: "streaming" },
]);

export const pushToTalk: PanelState = {
  ...live("listening", "gated", conversation.slice(0, 3)),
  turns: "pushToTalk",
};

export const held: PanelState = {
  ...live("hearing", "held", conversation.slice(0, 3)),
  turns: "pushToTalk",
};

const markup = `<img src=x onerror="globalThis.breached=true"><script>globalThis.breached=true</script><b>bold</b>`;

/** Every place where words come from outside, filled with markup that must show as it is. */
export const hostile: PanelState = {
  ...live("listening"),
  model: markup,
  entries: [
    { kind: "user", id: "h1", at: at(0), text: markup, status: "final", typed: true },
    { kind: "assistant", id: "h2", at: at(1), text: markup, status: "final" },
    {
      kind: "tool",
      id: "h3",
      at: at(2),
      name: markup,
      arguments: JSON.stringify({ text: markup, other: markup }),
      status: "failed",
      result: markup,
    },
    {
      kind: "tool",
      id: 'h4" onclick="globalThis.breached=true',
      at: at(3),
      name: "run_command",
      arguments: markup,
      status: "asking",
      result: "",
      question: markup,
      always: markup,
      preview: {
        kind: "diff",
        files: [
          {
            path: markup,
            removed: 1,
            added: 1,
            cut: false,
            hunks: [{ line: 1, lines: [`-${markup}`, `+${markup}`, ` ${markup}`] }],
          },
        ],
      },
    },
    { kind: "notice", id: "h5", at: at(4), text: markup },
  ],
};

export const hostileFailure: PanelState = {
  ...idle,
  session: {
    status: "failed",
    failure: { message: markup, remedy: markup, actions: [], detail: markup },
  },
};

/** `{count}` entries of a long session. */
export function long(count: number): PanelState {
  const entries = Array.from({ length: count }, (_, index): Entry => ({
    kind: "assistant",
    id: `l${index}`,
    at: at(index),
    text: `Sentence number ${index}, which is long enough to need a second line in a narrow panel.`,
    status: "final",
  }));
  return live("listening", "open", entries);
}
