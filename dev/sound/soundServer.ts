/** A sound server of our own, whose microphones play recordings: a PulseAudio that nothing else hears of. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { temporaryFolder } from "../setup/cleanup.ts";
import { run, startGroup } from "../setup/processes.ts";
import { ensurePulseAudio } from "./pulseAudio.ts";
import { plugIn, type VirtualMicrophone } from "./virtualMicrophone.ts";

export interface SoundServer {
  /** What leads a program to this server; ALSA's default leads there as well. To be added to its environment. */
  readonly environment: { PULSE_SERVER: string; PULSE_COOKIE: string };
  /** Plugs in a microphone that people call `name`. Resolves when it delivers. */
  createMicrophone(name: string): Promise<VirtualMicrophone>;
  /** Makes the microphone of that name the default. */
  setDefault(name: string): Promise<void>;
  /** Runs the server's own tool. */
  pactl(...args: string[]): Promise<string>;
  close(): void;
}

/** Milliseconds until the server answers. */
const startLimit = 10_000;

/** @throws {Error} where there is no PulseAudio and none can be fetched, or it does not start. */
export async function startSoundServer(): Promise<SoundServer> {
  await ensurePulseAudio();
  const folder = await temporaryFolder("sound");
  const socket = join(folder.path, "native");
  // Nothing of the user's is read, and nothing is written to their home.
  const own = { XDG_RUNTIME_DIR: folder.path, XDG_CONFIG_HOME: folder.path, PULSE_STATE_PATH: folder.path };
  const protocol = `module-native-protocol-unix auth-anonymous=1 socket=${socket}`;
  const options = ["--daemonize=no", "--exit-idle-time=-1", "--high-priority=no", "--realtime=no"];
  const server = startGroup("pulseaudio", ["-n", ...options, "-L", protocol], {
    environment: { ...process.env, ...own },
  });
  const environment = { PULSE_SERVER: `unix:${socket}`, PULSE_COOKIE: join(folder.path, "cookie") };
  const pactl = (...args: string[]): Promise<string> =>
    run("pactl", args, { environment: { ...process.env, ...environment } });
  const close = (): void => {
    server.stop();
    folder.remove();
  };

  try {
    await Promise.race([answers(pactl), endsTooSoon(server)]);
  } catch (error) {
    close();
    throw error;
  }

  const sources = new Map<string, string>();
  let plugged = 0;
  return {
    environment,
    async createMicrophone(name) {
      plugged += 1;
      const microphone = await plugIn({ id: `microphone${plugged}`, name, environment, pactl });
      sources.set(name, microphone.source);
      return microphone;
    },
    async setDefault(name) {
      await pactl("set-default-source", sources.get(name) ?? name);
    },
    pactl,
    close,
  };
}

async function answers(pactl: SoundServer["pactl"]): Promise<void> {
  for (const end = performance.now() + startLimit; ; await sleep(20)) {
    const failure = await pactl("info").then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure === undefined) return;
    if (performance.now() > end) throw new Error("PulseAudio does not answer.", { cause: failure });
  }
}

async function endsTooSoon(server: ReturnType<typeof startGroup>): Promise<never> {
  await server.exited;
  throw new Error(`PulseAudio ended as soon as it was started.\n${server.output()}`);
}
