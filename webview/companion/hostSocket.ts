/** The way to the host: one WebSocket, found again for a while when it is lost. */
import { beatInterval, closeCodes, passMessage } from "../../src/shared/companion.ts";
import { fromText, toText } from "../../src/shared/bytesText.ts";
import type { Port } from "../../src/shared/rpc.ts";
import { forgetPass, keepPass, readPass } from "./pass.ts";

/** Why no further attempt is made: an end that the host named, or that it was silent for too long. */
export type Over = keyof typeof closeCodes | "unreachable";

export interface HostListener {
  /** The host has let this page in. */
  opened(port: Port): void;
  /** The host is out of reach; it is looked for. Not told where it never was in reach. */
  lost(): void;
  over(why: Over): void;
}

export interface HostSocket {
  /** The host gave a sign of life. */
  heard(): void;
}

/** Milliseconds between two attempts, and until the last one: an editor that reloads its window takes ten seconds. */
const pause = 1_000;
const perseverance = 60_000;
/** Intervals without a sign of life, or with an attempt. Counted, not timed: a machine that slept missed none. */
const missedBeats = 4;

export function openHostSocket(listener: HostListener): HostSocket {
  let socket: WebSocket | undefined;
  /** Undefined while the host is in reach. */
  let lostSince: number | undefined = performance.now();
  let missed = 0;

  function attempt(): void {
    const pass = readPass();
    if (pass === undefined) return listener.over("refused");
    const mine = new WebSocket(socketUrl());
    socket = mine;
    missed = 0;
    mine.addEventListener("open", () => mine.send(JSON.stringify({ pass })));
    mine.addEventListener("message", ({ data }) => letIn(mine, data), { once: true });
    mine.addEventListener("close", ({ code }) => leave(mine, code));
  }

  /** The host's first message is the next pass; what follows is for whoever listens to the port. */
  function letIn(mine: WebSocket, data: unknown): void {
    keepPass(passMessage.parse(JSON.parse(String(data))).pass);
    mine.send(JSON.stringify({ kept: true }));
    lostSince = undefined;
    listener.opened(portOf(mine));
  }

  function leave(mine: WebSocket, code?: number): void {
    if (mine !== socket) return;
    socket = undefined;
    const named = (Object.keys(closeCodes) as (keyof typeof closeCodes)[]).find(
      (why) => closeCodes[why] === code,
    );
    if (named !== undefined) {
      forgetPass();
      return listener.over(named);
    }
    if (lostSince === undefined) {
      lostSince = performance.now();
      listener.lost();
    }
    if (performance.now() - lostSince > perseverance) return listener.over("unreachable");
    setTimeout(attempt, pause);
  }

  setInterval(() => {
    if (socket === undefined || ++missed < missedBeats) return;
    const silent = socket;
    // Closing waits for the other end, which is what is missing.
    leave(silent);
    silent.close();
  }, beatInterval);
  attempt();
  return { heard: () => (missed = 0) };
}

/** Beside the page, wherever that lies: a forwarded one may have a path of its own. */
function socketUrl(): string {
  const url = new URL("socket", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

function portOf(socket: WebSocket): Port {
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(toText(message, encode));
    },
    listen(receive) {
      const onMessage = ({ data }: MessageEvent<unknown>): void => receive(fromText(String(data), decode));
      socket.addEventListener("message", onMessage);
      return () => socket.removeEventListener("message", onMessage);
    },
  };
}

function encode(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
