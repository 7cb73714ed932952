/** A microphone that hears what is played into it: the far end of a loudspeaker that is none. */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { startGroup } from "../setup/processes.ts";

export interface VirtualMicrophone {
  /** What the server calls it. */
  readonly source: string;
  /** Plays a WAV file. Resolves when it has ended, or the microphone was unplugged. */
  play(wav: string): Promise<void>;
  unplug(): Promise<void>;
}

interface PlugInOptions {
  id: string;
  /** What people call it. */
  name: string;
  environment: Record<string, string>;
  pactl(...args: string[]): Promise<string>;
}

/** A sink takes two seconds at a time where no stream asks for less. */
const latency = "--latency-msec=50";

export async function plugIn({ id, name, environment, pactl }: PlugInOptions): Promise<VirtualMicrophone> {
  const sink = `${id}.loudspeaker`;
  const named = (kind: string, text: string): string => `${kind}_properties="device.description='${text}'"`;
  const load = async (...args: string[]): Promise<string> => (await pactl("load-module", ...args)).trim();
  const sinkModule = await load(
    "module-null-sink",
    `sink_name=${sink}`,
    "rate=48000",
    "channels=1",
    named("sink", `Into ${name}`),
  );
  const sourceModule = await load(
    "module-remap-source",
    `master=${sink}.monitor`,
    `source_name=${id}`,
    named("source", name),
  );
  // Silence, always: it keeps the sink awake, and at the latency that is asked for.
  const raw = ["--raw", "--format=s16le", "--rate=48000", "--channels=1"];
  const silence = startGroup("pacat", [`--device=${sink}`, latency, ...raw, "/dev/zero"], {
    environment: { ...process.env, ...environment },
  });
  await delivers(id, environment);
  let played = 0;
  return {
    source: id,
    async play(wav) {
      const sample = `${id}.${++played}`;
      // By the server itself, so that nothing is missing from it on a busy machine.
      await pactl("upload-sample", wav, sample);
      await pactl("play-sample", sample, sink);
      while ((await pactl("list", "sink-inputs")).includes(`media.name = "${sample}"`)) await sleep(100);
      await pactl("remove-sample", sample);
    },
    async unplug() {
      silence.stop();
      await pactl("unload-module", sourceModule);
      await pactl("unload-module", sinkModule);
    },
  };
}

/** Resolves when something comes from a source. A new sink lets up to two seconds go by before it does anything. */
async function delivers(source: string, environment: Record<string, string>): Promise<void> {
  const recorder = startGroup("parec", [`--device=${source}`, latency, "--raw"], {
    environment: { ...process.env, ...environment },
  });
  const ended = recorder.exited.then(() => {
    throw new Error(`Nothing comes from the virtual microphone.\n${recorder.output()}`);
  });
  try {
    await Promise.race([once(recorder.process.stdout ?? recorder.process, "data"), ended]);
  } finally {
    recorder.stop();
    await ended.catch(() => {});
  }
}
