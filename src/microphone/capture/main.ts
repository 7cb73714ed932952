/**
 * The capture process: a microphone, kept out of the extension host, so that a crash in native audio code takes
 * nothing with it and nothing there waits for a device. It ends when the host does.
 */
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import { sampleRate } from "../../shared/media.ts";
import { fromCapture, toCapture, type FromCapture, type ToCapture } from "../captureMessages.ts";
import type * as device from "./device.ts";
import { createEchoCanceller, frameLength, type EchoCanceller } from "./echo.ts";
import { createOutlet } from "./outlet.ts";
import { fromPcm, framer, toPcm } from "./pcm.ts";
import { watchSilence } from "./silence.ts";
import { openSource } from "./source.ts";

/** Milliseconds between two looks at what devices there are. */
const watchInterval = 2000;

let echoCanceller: EchoCanceller | undefined;

function tell(message: FromCapture, gone: () => void = () => {}): void {
  // A failure means that the host is gone, and then so are we.
  process.send?.(message, undefined, undefined, gone);
}

/** Loaded late, so that a machine on which the native library does not load hears why. */
const loadDevice = (): Promise<typeof device> => import("./device.ts");

async function open(request: Extract<ToCapture, { type: "open" }>): Promise<void> {
  if (request.echo) echoCanceller = await createEchoCanceller();
  const outlet = createOutlet({
    send: (samples, gone) => tell({ type: "samples", samples }, gone),
    dropped: (bytes) => tell({ type: "dropped", milliseconds: bytes / 2 / (sampleRate / 1000) }),
  });
  const watch = watchSilence((zeros) => tell({ type: "sound", zeros }));
  const take = framer(frameLength, (frame) => outlet(toPcm(echoCanceller?.process(frame) ?? frame)));
  const onSamples = (samples: Float32Array): void => {
    watch(samples);
    take(samples);
  };
  const opened =
    request.source === undefined
      ? await (await loadDevice()).openDevice({ device: request.device, onSamples })
      : await openSource({ source: request.source, onSamples, ended: giveUp }).then(() => request.device);
  if (opened === undefined) return tell({ type: "refused", reason: "missing", detail: "" });
  tell({ type: "opened", device: opened });
  if (request.source === undefined) watchDevices();
}

function giveUp(detail: string): never {
  process.stderr.write(`${detail}\n`);
  process.exit(1);
}

/** In a thread of its own, because the library's list holds up the thread that asks for it. */
function watchDevices(): void {
  const worker = new Worker(process.argv[1] ?? "");
  worker.on("message", (message: unknown) => {
    const parsed = fromCapture.safeParse(message);
    if (parsed.success) tell(parsed.data);
  });
}

async function watchFromWorker(): Promise<void> {
  const { listDevices } = await loadDevice();
  let known: string | undefined;
  const look = async (): Promise<void> => {
    const names = await listDevices();
    const now = names.join("\n");
    if (now !== known) parentPort?.postMessage({ type: "devices", names } satisfies FromCapture);
    known = now;
  };
  await look();
  setInterval(() => void look(), watchInterval);
}

async function handle(message: ToCapture): Promise<void> {
  switch (message.type) {
    case "list":
      return tell({ type: "devices", names: await (await loadDevice()).listDevices() });
    case "open":
      return open(message);
    case "played":
      return echoCanceller?.played(fromPcm(message.samples));
  }
}

if (isMainThread) {
  process.on("disconnect", () => process.exit());
  process.on("message", (message) => {
    handle(toCapture.parse(message)).catch((error: unknown) =>
      tell({
        type: "refused",
        reason: "failed",
        detail: error instanceof Error ? error.message : String(error),
      }),
    );
  });
} else {
  void watchFromWorker();
}
