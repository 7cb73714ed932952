/**
 * The sources of Linux's sound server, PulseAudio or PipeWire. The capture library knows the server as one
 * device only, so what lies behind it is asked of the server's own tool.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface Source {
  /** What the server calls it. */
  id: string;
  /** What people call it. */
  name: string;
}

export interface Sources {
  all: Source[];
  /** The id of the source that the server takes where none is named. */
  defaultId: string;
}

const execute = promisify(execFile);

/** Milliseconds until a server that does not answer counts as none. */
const patience = 3000;

/**
 * @returns undefined where there is no such server, or its tool is not installed.
 *   Monitors, which carry what the loudspeaker plays, are left out.
 */
export async function listSources(environment: NodeJS.ProcessEnv): Promise<Sources | undefined> {
  if (process.platform !== "linux") return undefined;
  const [list, defaultId] = await Promise.all([
    ask(environment, "list", "sources"),
    ask(environment, "get-default-source"),
  ]);
  if (list === undefined || defaultId === undefined) return undefined;
  return { all: parseSources(list), defaultId: defaultId.trim() };
}

/** Reads what `pactl list sources` prints. */
export function parseSources(list: string): Source[] {
  const sources = list.split(/^Source #/m).map((text) => ({
    id: field(text, "Name"),
    name: field(text, "Description"),
    monitorOf: field(text, "Monitor of Sink"),
  }));
  return sources
    .filter(({ id, monitorOf }) => id !== "" && monitorOf === "n/a")
    .map(({ id, name }) => ({ id, name }));
}

function field(text: string, label: string): string {
  return new RegExp(`^\\s${label}: (.*)$`, "m").exec(text)?.[1] ?? "";
}

/** As text, and in English: what pactl 16 prints as JSON has no names with other letters than those of ASCII. */
async function ask(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<string | undefined> {
  const env = { ...environment, LC_ALL: "C" };
  return execute("pactl", args, { env, timeout: patience, maxBuffer: 2 ** 24 }).then(
    ({ stdout }) => stdout,
    () => undefined,
  );
}
