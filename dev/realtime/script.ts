/** What a test may tell the server to do, wrong things included. */
import { pretendServers, type PretendServers } from "./mcp/pretendServers.ts";
import type { Plan, Turn } from "./mind/plan.ts";
import type { Misbehaviour } from "./misbehaviour.ts";
import type { RateLimit } from "./response/rateLimits.ts";

export interface HttpFailure {
  /** The end of the request's path: "/realtime/calls". */
  path: string;
  status?: number;
  /** Sent as JSON, or as it is where it is text. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Milliseconds before the answer. */
  delayMs?: number;
  /** Ends the connection without an answer. */
  hangUp?: boolean;
}

/**
 * - `prompt`: soon after the commit, as usual.
 * - `late`: only after the response to it is done.
 * - `failed`: fails, though the mind has understood.
 */
export type TranscriptionMode = "prompt" | "late" | "failed";

export interface Script {
  /** The first listener that has a plan for a turn decides; without one the brain does. Returns an end to it. */
  onTurn(listener: (turn: Turn) => Plan | undefined): () => void;
  /** Fails the next request to a path, once; before it is looked at in any way. */
  failNext(failure: HttpFailure): void;
  transcription: TranscriptionMode;
  /** Told after each response; undefined, as at first, tells what was counted. */
  rateLimits: readonly RateLimit[] | undefined;
  /** The MCP servers that sessions can call. */
  readonly mcpServers: PretendServers;
  /** In every session to come. Returns an end to it, in those that have it, too. */
  misbehave(misbehaviour: Misbehaviour): () => void;
}

export interface Scripted extends Script {
  planFor(turn: Turn): Plan | undefined;
  takeFailure(path: string): HttpFailure | undefined;
  /** Lets a new session misbehave as it should. */
  disturb(session: { misbehave(misbehaviour: Misbehaviour): () => void }): void;
}

export function createScript(): Scripted {
  const listeners = new Set<(turn: Turn) => Plan | undefined>();
  const failures: HttpFailure[] = [];
  const misbehaviours = new Map<Misbehaviour, (() => void)[]>();
  return {
    transcription: "prompt",
    rateLimits: undefined,
    mcpServers: pretendServers(),
    onTurn(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    failNext: (failure) => void failures.push(failure),
    misbehave(misbehaviour) {
      // One object given twice is two misbehaviours.
      const own = { ...misbehaviour };
      misbehaviours.set(own, []);
      return () => {
        for (const end of misbehaviours.get(own) ?? []) end();
        misbehaviours.delete(own);
      };
    },
    disturb(session) {
      for (const [misbehaviour, ends] of misbehaviours) ends.push(session.misbehave(misbehaviour));
    },
    planFor(turn) {
      for (const listener of listeners) {
        const plan = listener(turn);
        if (plan !== undefined) return plan;
      }
      return undefined;
    },
    takeFailure(path) {
      const index = failures.findIndex((failure) => path.endsWith(failure.path));
      return index < 0 ? undefined : failures.splice(index, 1)[0];
    },
  };
}
