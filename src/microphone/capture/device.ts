/** The microphones of this machine, by the Web Audio of node-web-audio-api. */
import { AudioContext, mediaDevices } from "node-web-audio-api";
import { sampleRate } from "../../shared/media.ts";

/**
 * Samples that a device hands over, and is handed, at a time: 43 ms. The library keeps three such pieces of the
 * microphone and throws away what comes beyond, so less of them is not enough on a busy machine.
 */
const deviceBuffer = 2048;
/** Samples that we are handed at a time, 11 ms. */
const blockLength = 512;

/** ALSA's device that hears nothing. */
const nothing = /^Discard all samples/;

interface Device {
  id: string;
  name: string;
}

async function list(kind: "audioinput" | "audiooutput"): Promise<Device[]> {
  const devices = await mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === kind && !nothing.test(device.label))
    .map((device) => ({ id: device.deviceId, name: device.label }));
}

/** Takes tens of milliseconds, in which this thread does nothing else. */
export async function listDevices(): Promise<string[]> {
  return [...new Set((await list("audioinput")).map((device) => device.name))];
}

export interface DeviceOptions {
  /** By its name; "" is the system's default, as is a name that is not there. */
  device: string;
  /** Called with 512 samples at a time, between -1 and 1. */
  onSamples(samples: Float32Array): void;
}

/**
 * Opens a microphone for as long as this process lives.
 * @returns the name of what was opened, "" where that is the default; undefined where there is no microphone.
 * @throws {Error} where it cannot be opened. Some failures end the whole process.
 */
export async function openDevice({ device, onSamples }: DeviceOptions): Promise<string | undefined> {
  const inputs = await list("audioinput");
  if (inputs.length === 0) return undefined;
  const wished = inputs.find(({ name }) => name === device);
  const latency = deviceBuffer / sampleRate;
  const constraints = { deviceId: wished?.id ?? "", sampleRate, channelCount: 1, latency };
  const stream = await mediaDevices.getUserMedia({ audio: constraints });
  const context = await createContext();
  const processor = context.createScriptProcessor(blockLength, 1, 1);
  processor.addEventListener("audioprocess", (event) => onSamples(event.inputBuffer.getChannelData(0)));
  context.createMediaStreamSource(stream).connect(processor).connect(context.destination);
  return wished?.name ?? "";
}

/**
 * A context in which the loudspeaker sets the pace, and is given silence. Without a loudspeaker the library keeps
 * time itself, by a thread that gives way to every other: on a busy machine it lets most of the sound go by.
 */
async function createContext(): Promise<AudioContext> {
  const options = { sampleRate, latencyHint: deviceBuffer / sampleRate };
  const unheard = { ...options, sinkId: { type: "none" } };
  // Where there is none at all, the attempt would end the process.
  if ((await list("audiooutput")).length === 0) return new AudioContext(unheard);
  try {
    return new AudioContext(options);
  } catch {
    return new AudioContext(unheard);
  }
}
