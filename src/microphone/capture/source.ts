/**
 * A source of Linux's sound server, PulseAudio or PipeWire, by the server's own recorder. Unlike the capture
 * library, it loses nothing when the machine is busy: what is late waits in the server.
 */
import { spawn } from "node:child_process";
import { sampleRate } from "../../shared/media.ts";
import { fromPcm } from "./pcm.ts";

/** Milliseconds of sound that the server may gather before it hands them over. */
const latency = 20;

export interface SourceOptions {
  /** What the server calls it; "" is the server's default. */
  source: string;
  onSamples(samples: Float32Array): void;
  /** The recorder ended, after it had begun. */
  ended(detail: string): void;
}

/**
 * Resolves when the first samples are there. The recorder ends with this process at the latest: it dies of its
 * first word that nobody takes.
 * @throws {Error} that holds what the recorder said, where it ends before.
 */
export async function openSource({ source, onSamples, ended }: SourceOptions): Promise<void> {
  const format = ["--raw", "--format=s16le", `--rate=${sampleRate}`, "--channels=1"];
  const pace = [`--latency-msec=${latency}`, `--process-time-msec=${latency / 2}`];
  const name = ["--client-name=Viva Voce", "--stream-name=Microphone"];
  const device = source === "" ? [] : [`--device=${source}`];
  const recorder = spawn("parec", [...format, ...pace, ...name, ...device], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  recorder.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  await new Promise<void>((resolve, reject) => {
    let rest = Buffer.alloc(0);
    recorder.stdout.on("data", (bytes: Buffer) => {
      resolve();
      const all = Buffer.concat([rest, bytes]);
      // A pipe may cut a sample in two.
      const whole = all.length - (all.length % 2);
      rest = all.subarray(whole);
      onSamples(fromPcm(all.subarray(0, whole)));
    });
    recorder.once("error", reject);
    recorder.once("close", () => {
      const detail = said.trim() || "The sound server's recorder ended.";
      reject(new Error(detail));
      ended(detail);
    });
  });
}
