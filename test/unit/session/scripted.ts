/** A link and a provider that a test plays by hand, and the session on top of them. */
import type { Provider } from "../../../src/providers/provider.ts";
import type { ClientEvent, McpTool } from "../../../src/session/clientEvents.ts";
import type { Link, LinkListener, LinkRequest } from "../../../src/session/link.ts";
import type { SessionObserver } from "../../../src/session/observer.ts";
import { Session, type SessionOptions } from "../../../src/session/session.ts";
import type { RemoteCall, ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import type { MicrophoneAnswer, Transport } from "../../../src/shared/media.ts";
import type { SessionSettings } from "../../../src/session/settings.ts";

import { defaults } from "./defaults.ts";
import { playedProvider } from "../providers/played.ts";

export interface ScriptedLink {
  sent: ClientEvent[];
  /** What was asked of the media, in order: "offer gated", "microphone on", "gate off", "audible off", "close". */
  media: string[];
  transport: Transport;
  listener: LinkListener;
  /** One server event. */
  receive(event: Record<string, unknown>): void;
}

export interface Scripted {
  session: Session;
  links: ScriptedLink[];
  /** The link of now. */
  link(): ScriptedLink;
  calls: { name: string; arguments: string; signal: AbortSignal }[];
  /** How many calls were hung up. */
  hungUp(): number;
  logged: string[];
  tools: ToolRunner;
  /** Starts the session and brings it to live. */
  goLive(): Promise<ScriptedLink>;
}

export interface ScriptOptions {
  provider?: Partial<Provider>;
  microphone?: MicrophoneAnswer;
  /** What the page cannot do, in its words. */
  refusesOffer?(transport: Transport): string | undefined;
  /** In place of `microphone`, for answers that come later or differ. */
  setMicrophone?(open: boolean): Promise<MicrophoneAnswer>;
  /** What is not among them is as in `defaults`. May be changed while the session is live. */
  settings?: Partial<SessionSettings>;
  where?(): string;
  mcpTools?(): McpTool[];
  editorContext?(): string;
  ownPhrase?: SessionOptions["ownPhrase"];
  transports?: SessionOptions["transports"];
  observers?: readonly SessionObserver[];
  assessTool?(call: RemoteCall): Promise<ToolOutcome>;
  confirmTool?(): Promise<ToolOutcome>;
  changed?(): void;
  /** What stands between the session and its tools. */
  guard?(tools: ToolRunner): ToolRunner;
  runTool?(call: { name: string; arguments: string; signal: AbortSignal }): Promise<ToolOutcome>;
}

const sessions = new Set<Session>();

/** A session that outlived its test would tick on in the next one's time. */
afterEach(() => {
  for (const session of sessions) session.stop();
  sessions.clear();
});

export function scripted(options: ScriptOptions = {}): Scripted {
  const links: ScriptedLink[] = [];
  let hungUp = 0;
  const result: Omit<Scripted, "session"> = {
    links,
    link: () => links.at(-1)!,
    calls: [],
    hungUp: () => hungUp,
    logged: [],
    tools: scriptedTools((call) => result.calls.push(call), options),
    async goLive() {
      session.start();
      await until(() => links.at(-1)?.media.includes("answer") === true);
      links.at(-1)!.receive({ type: "session.created", session: { id: "sess_1" } });
      await until(() => session.state.status === "live");
      return links.at(-1)!;
    },
  };
  const log = (message: string): number => result.logged.push(message);
  const session = new Session({
    provider: () =>
      playedProvider({
        call: () =>
          Promise.resolve({
            answer: { sdp: "v=0" },
            hangUp: () => {
              hungUp++;
              return Promise.resolve();
            },
          }),
        ...options.provider,
      }),
    observers: options.observers ?? [],
    settings: () => ({ ...defaults, ...options.settings }),
    where: options.where ?? (() => ""),
    workspaceInstructions: () => "",
    editorContext: options.editorContext ?? (() => ""),
    openLink: (request) => Promise.resolve(openScriptedLink(links, request, options)),
    tools: options.guard?.(result.tools) ?? result.tools,
    functionTools: () => [],
    mcpTools: () => options.mcpTools?.() ?? [],
    ...(options.ownPhrase !== undefined && { ownPhrase: options.ownPhrase }),
    ...(options.transports !== undefined && { transports: options.transports }),
    changed: options.changed ?? (() => undefined),
    describe: (notice) => notice.type,
    log: { debug: () => undefined, warn: log, error: log },
  });
  sessions.add(session);
  return { ...result, session };
}

function openScriptedLink(
  links: ScriptedLink[],
  { listener, transport }: LinkRequest,
  options: ScriptOptions,
): Link {
  const microphone = options.microphone ?? { granted: true };
  const link: ScriptedLink = {
    sent: [],
    media: [],
    transport,
    listener,
    receive: (event) => listener.received(JSON.stringify(event)),
  };
  links.push(link);
  const media = (what: string): number => link.media.push(what);
  const onOff = (what: string, on: boolean): number => media(`${what} ${on ? "on" : "off"}`);
  return {
    offer(wanted) {
      media(`offer ${wanted}`);
      const refused = options.refusesOffer?.(transport);
      if (refused !== undefined) return Promise.reject(new Error(refused));
      const answer = wanted === "none" ? { granted: false } : microphone;
      return Promise.resolve({ sdp: "v=0 offer", microphone: answer });
    },
    answer: () => {
      media("answer");
      return Promise.resolve();
    },
    send: (event) => void link.sent.push(event),
    setMicrophone: (open) => {
      onOff("microphone", open);
      return options.setMicrophone?.(open) ?? Promise.resolve(microphone);
    },
    setGate: (open) => void onOff("gate", open),
    setAudible: (audible) => void onOff("audible", audible),
    close: () => void media("close"),
  };
}

function scriptedTools(ran: (call: Scripted["calls"][number]) => void, options: ScriptOptions): ToolRunner {
  const done: ToolOutcome = { status: "done", output: '{"ok":true}', summary: "Done" };
  return {
    run(call, signal) {
      ran({ ...call, signal });
      return options.runTool?.({ ...call, signal }) ?? Promise.resolve(done);
    },
    assess: (call) => options.assessTool?.(call) ?? Promise.resolve(done),
    confirm: () => options.confirmTool?.() ?? Promise.resolve(done),
    userSpoke: () => undefined,
    endedElsewhere: () => undefined,
    forgetQuestion: () => undefined,
  };
}

/** Waits until the condition holds, letting everything else run meanwhile. Mocha bounds the wait. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

export function typesOf(events: ClientEvent[]): string[] {
  return events.map((event) => event.type);
}

/** The lost link is replaced by a second one, and the session is live on that. */
export async function comeBack(session: Session, links: ScriptedLink[]): Promise<ScriptedLink> {
  await until(() => links.length === 2 && links[1]!.media.includes("answer"));
  links[1]!.receive({ type: "session.created", session: {} });
  await until(() => session.state.status === "live");
  return links[1]!;
}

/** A function call as `response.done` reports it. */
export const call = (id: string, name = "go_to_line", args = '{"line":3}') => ({
  type: "function_call",
  id: `item_${id}`,
  call_id: id,
  name,
  arguments: args,
  status: "completed",
});

/** A whole response with these output items. */
export function respond(link: ScriptedLink, id: string, output: unknown[], status = "completed"): void {
  link.receive({ type: "response.created", response: { id, status: "in_progress", output: [] } });
  link.receive({ type: "response.done", response: { id, status, output } });
}
