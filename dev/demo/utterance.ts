/** One recording spoken to the editor, and what came of it, seen from both ends. */
import { setTimeout as delay } from "node:timers/promises";
import { changeOf, type Change } from "./change.ts";
import type { TimedEvent } from "../realtime/session.ts";
import type { Stage } from "../stage/stage.ts";
import type { EditorState } from "../vscode/probe.ts";

export interface MadeCall {
  name: string;
  arguments: unknown;
  /** Whether the tool did it. */
  ok: boolean;
}

export interface UtteranceResult {
  file: string;
  heard: string;
  said: string;
  calls: MadeCall[];
  /** The active editor afterwards, as VS Code tells it. */
  editor: Pick<EditorState, "file" | "line" | "column" | "selection"> | null;
  /** What became of the text, where the same file is still the active one. */
  change: Change | null;
  /** Milliseconds from one event to another; absent where one of them never came. */
  ms: Partial<Record<Stretch, number>>;
}

export type Stretch =
  "speechEndToTurnEnd" | "speechEndToCall" | "callToDone" | "doneToAnswer" | "speechEndToAnswer";

/** Milliseconds for a sentence, the server's work and the answer. */
const patience = 30_000;
const interval = 20;

export async function speak(stage: Stage, file: string): Promise<UtteranceResult> {
  const { microphone, panel, probe, server } = stage;
  const session = server.sessions.at(-1);
  if (session === undefined) throw new Error("There is no session to speak in.");
  const before = (await probe.state()).editor;
  await panel.setMuted(true);
  await microphone.load(file);
  const from = session.timeline.length;
  await panel.setMuted(false);

  const events = (): readonly TimedEvent[] => session.timeline.slice(from);
  const deadline = performance.now() + patience;
  while (!isOver(events()) && performance.now() < deadline) await delay(interval);
  await panel.shows("listening", "failed", "idle");

  const after = (await probe.state()).editor;
  const turn = events();
  return {
    file,
    heard: lastOf(turn, "conversation.item.input_audio_transcription.completed")?.event.transcript ?? "",
    said: lastOf(turn, "response.output_audio_transcript.done")?.event.transcript ?? "",
    calls: callsIn(turn),
    editor: after && { file: after.file, line: after.line, column: after.column, selection: after.selection },
    change: (before?.file === after?.file && changeOf(before?.text ?? "", after?.text ?? "")) || null,
    ms: stretches(turn),
  };
}

type Wire = { type: string } & Record<string, unknown>;
type OfType<Type> = TimedEvent & { event: Extract<TimedEvent["event"], { type: Type }> };

function allOf<Type extends string>(events: readonly TimedEvent[], type: Type): OfType<Type>[] {
  return events.filter((timed): timed is OfType<Type> => (timed.event as Wire).type === type);
}

function lastOf<Type extends string>(events: readonly TimedEvent[], type: Type): OfType<Type> | undefined {
  return allOf(events, type).at(-1);
}

/** Every call answered, a last response without calls, and all of it played out. */
function isOver(events: readonly TimedEvent[]): boolean {
  const responses = allOf(events, "response.done");
  const last = responses.at(-1)?.event.response;
  if (last === undefined || last.output?.some(({ type }) => type === "function_call") === true) return false;
  const started = allOf(events, "output_audio_buffer.started").length;
  const ended = ["output_audio_buffer.stopped", "output_audio_buffer.cleared"].flatMap((type) =>
    allOf(events, type),
  );
  return started > 0 && ended.length >= started && outputs(events).size >= calledIn(events).length;
}

function calledIn(events: readonly TimedEvent[]): { call_id?: string; name: string; arguments: string }[] {
  return allOf(events, "response.done").flatMap(({ event }) =>
    (event.response.output ?? []).filter((item) => item.type === "function_call"),
  );
}

/** What the extension answered, by call. */
function outputs(events: readonly TimedEvent[]): Map<string, string> {
  const items = allOf(events, "conversation.item.create").map(({ event }) => event.item);
  return new Map(
    items.flatMap((item) => (item.type === "function_call_output" ? [[item.call_id, item.output]] : [])),
  );
}

function callsIn(events: readonly TimedEvent[]): MadeCall[] {
  const answered = outputs(events);
  return calledIn(events).map(({ call_id, name, arguments: args }) => {
    const output = parse(answered.get(call_id ?? "") ?? "null");
    return { name, arguments: parse(args), ok: (output as { ok?: unknown } | null)?.ok === true };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function stretches(events: readonly TimedEvent[]): UtteranceResult["ms"] {
  const speechEnd = allOf(events, "input_audio_buffer.speech_stopped").at(0)?.soundEndedAt;
  const turnEnd = allOf(events, "input_audio_buffer.speech_stopped").at(0)?.at;
  const call = allOf(events, "response.function_call_arguments.done").at(0)?.at;
  const done = events.find(({ event }) => isOutput(event as Wire))?.at;
  const answer = allOf(events, "output_audio_buffer.started").at(0)?.at;
  const between = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined ? undefined : Math.round((to - from) * 10) / 10;
  const all = {
    speechEndToTurnEnd: between(speechEnd, turnEnd),
    speechEndToCall: between(speechEnd, call),
    callToDone: between(call, done),
    doneToAnswer: between(done, answer),
    speechEndToAnswer: between(speechEnd, answer),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function isOutput(event: Wire): boolean {
  const item = event["item"] as { type?: unknown } | undefined;
  return event.type === "conversation.item.create" && item?.type === "function_call_output";
}
