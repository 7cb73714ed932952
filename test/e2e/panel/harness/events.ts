/** What a host tells of its event log: a typed turn with a call, then a spoken one that was interrupted. */
import type { LoggedAction } from "../../../../src/shared/actions.ts";
import type { LoggedEvent, TurnTiming } from "../../../../src/shared/events.ts";
import type { Panel } from "./panelRig.ts";

/** 09:41:12 on a winter's morning in London, in milliseconds since 1970. */
const morning = Date.UTC(2026, 10, 20, 9, 41, 12);

type Told = Pick<LoggedEvent, "direction" | "type"> & Partial<LoggedEvent>;

function row(told: Told, index: number): LoggedEvent {
  const { type, direction } = told;
  const json = JSON.stringify(direction === "state" ? { state: type } : { type, event_id: `event_${index}` });
  return { number: index + 1, at: morning + index * 85, gist: "", problem: false, count: 1, json, ...told };
}

const call = { type: "function_call", call_id: "call_1", name: "go_to_line", arguments: '{"line":42}' };

const told: Told[] = [
  { direction: "state", type: "connecting", gist: "negotiating" },
  { direction: "received", type: "session.created", gist: "gpt-realtime-2.1" },
  { direction: "state", type: "live" },
  { direction: "sent", type: "conversation.item.create", gist: "user: go to line forty two" },
  { direction: "sent", type: "response.create" },
  { direction: "received", type: "response.created", gist: "in_progress" },
  {
    direction: "received",
    type: "response.function_call_arguments.delta",
    gist: "[11 characters]",
    count: 4,
  },
  {
    direction: "received",
    type: "response.done",
    gist: "completed: go_to_line",
    json: JSON.stringify({ type: "response.done", response: { status: "completed", output: [call] } }),
  },
  { direction: "sent", type: "conversation.item.create", gist: '{"ok":true,"line":42}' },
  {
    direction: "received",
    type: "conversation.item.input_audio_transcription.completed",
    gist: "No, wait, open the file cart and show me where its total is worked out.",
  },
  {
    direction: "received",
    type: "error",
    gist: "Cancellation failed: no active response found",
    problem: true,
    json: '{"type":"error","error":{"message":"Cancellation failed… [312 characters]',
  },
  { direction: "state", type: "failed", gist: "connectionLost: network", problem: true },
];

export const events: LoggedEvent[] = told.map(row);

const turn: TurnTiming = {
  number: 1,
  at: morning,
  begin: "typed",
  calls: [],
  outcome: "done",
  reconnected: false,
};

export const timings: TurnTiming[] = [
  { ...turn, answer: 312, output: 1_204, calls: [{ name: "go_to_line", run: 12 }], end: 2_980 },
  {
    ...turn,
    number: 2,
    at: morning + 8_000,
    begin: "speech",
    answer: 420,
    output: 811,
    end: 1_302,
    outcome: "interrupted",
  },
  {
    ...turn,
    number: 3,
    at: morning + 16_000,
    begin: "talk",
    answer: 280,
    output: 990,
    calls: [
      { name: "open_file", run: 48 },
      { name: "replace_text", run: 90 },
    ],
    end: 4_020,
    reconnected: true,
  },
  {
    ...turn,
    number: 4,
    at: morning + 24_000,
    begin: "speech",
    answer: 305,
    calls: [{ name: "find_in_file" }],
    outcome: "running",
  },
];

const action: LoggedAction = {
  number: 1,
  at: morning,
  callId: "call_1",
  tool: "go_to_line",
  arguments: '{"line":42}',
  risk: "read",
  allowedBy: "harmless",
  cause: { item: "item_1", words: "Go to line forty two.", typed: false },
  outcome: "done",
  summary: "src/inventory.ts, line 42",
  took: 11.6,
};

export const actions: LoggedAction[] = [
  action,
  {
    ...action,
    number: 2,
    at: morning + 9_000,
    callId: "call_2",
    tool: "run_command",
    arguments: '{"command":"push"}',
    risk: "external",
    allowedBy: "voice",
    cause: { item: "typed_1", words: "push it", typed: true },
    summary: "Git: Push",
    took: 1_204,
  },
  {
    ...action,
    number: 3,
    at: morning + 20_000,
    callId: "call_3",
    tool: "run_command",
    arguments: '{"command":"delete everything"}',
    risk: "external",
    allowedBy: "nobody",
    cause: { item: "item_9", words: "", typed: false },
    outcome: "denied",
    summary: 'The user\'s settings forbid this: vivaVoce.confirm.deny holds "command:*".',
    took: 0,
  },
];

interface News {
  events?: LoggedEvent[];
  oldest?: number;
  timings?: TurnTiming[];
  actions?: LoggedAction[];
}

export function showEvents(panel: Panel, news: News): Promise<void> {
  return panel.page.evaluate(({ events = [], oldest = 1, timings = [], actions }) => {
    host.call.showEvents({ events, oldest, timings, ...(actions !== undefined && { actions }) });
    return host.settled();
  }, news);
}

/** As the command opens it. */
export function openEventLog(panel: Panel): Promise<void> {
  return panel.page.evaluate(() => {
    host.call.showEventLog({});
    return host.settled();
  });
}
