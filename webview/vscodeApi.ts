/** The panel's way out: messages to the host, and a little memory that outlives a reload of the page. */
import type { Port } from "../src/shared/rpc.ts";

/** What the panel keeps itself. The conversation is the host's. */
export interface Kept {
  draft: string;
  /** The transcript's distance from its top in pixels; absent while it follows the newest entry. */
  scroll?: number;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export interface Keeper {
  read(): Kept;
  write(changes: { draft?: string; scroll?: number | undefined }): void;
}

/** May be called once: VS Code gives its API out a single time. */
export function openPort(): { port: Port; keeper: Keeper } {
  const api = acquireVsCodeApi();
  const port: Port = {
    post: (message) => api.postMessage(message),
    listen(receive) {
      const onMessage = ({ data }: MessageEvent<unknown>): void => receive(data);
      window.addEventListener("message", onMessage);
      return () => window.removeEventListener("message", onMessage);
    },
  };
  const read = (): Kept => api.getState() ?? { draft: "" };
  const keeper: Keeper = {
    read,
    write(changes) {
      const { draft, scroll } = { ...read(), ...changes };
      api.setState(scroll === undefined ? { draft } : { draft, scroll });
    },
  };
  return { port, keeper };
}
