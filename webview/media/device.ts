/** Opens a device by its name, or the system's default in its place. */
import type { MicrophoneAnswer, MicrophoneInput } from "../../src/shared/media.ts";
import { defaultInput, findDevice, listDevices, nameOf } from "./devices.ts";

export type DeviceInput = Extract<MicrophoneInput, { from: "device" }>;

export interface OpenDevice {
  readonly track: MediaStreamTrack;
  readonly name: string;
  /** Tells the device that was opened from another, and one default from the next. */
  readonly key: string;
}

/** The Permissions Policy as Chromium tells it, under the name that it had when it was made. */
interface PolicedDocument {
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Where this page runs, no microphone is ever given. */
class BlockedHere extends Error {
  override readonly name = "BlockedHere";
}

/** Whether it makes sense to ask. A policy's refusal otherwise looks like the user's, and is logged as a breach. */
export function microphoneAllowed(): boolean {
  const policy = (document as PolicedDocument).featurePolicy;
  // Without mediaDevices, the page came over a connection that is not safe.
  return "mediaDevices" in navigator && policy?.allowsFeature("microphone") !== false;
}

/** @throws what {@link explainRefusal} explains. */
export async function openDevice(input: DeviceInput): Promise<OpenDevice> {
  if (!microphoneAllowed()) throw new BlockedHere("This page may not use the microphone.");
  const guess = findDevice(await listDevices(), "audioinput", input.device);
  const first = await ask(input, guess);
  // Before the first grant the devices have no names.
  const all = await listDevices();
  const wished = findDevice(all, "audioinput", input.device);
  if (wished === undefined || guess !== undefined) return named(first, all);
  try {
    const right = await ask(input, wished);
    first.track.stop();
    return named(right, all);
  } catch {
    // Better the default than none; its name tells which it is.
    return named(first, all);
  }
}

/** @returns the key of what {@link openDevice} would open now. */
export function wishedKey(input: DeviceInput, all: readonly MediaDeviceInfo[]): string {
  return findDevice(all, "audioinput", input.device)?.deviceId ?? defaultKey(all);
}

interface Given {
  track: MediaStreamTrack;
  /** Undefined for the default. */
  device: MediaDeviceInfo | undefined;
}

async function ask(input: DeviceInput, device: MediaDeviceInfo | undefined): Promise<Given> {
  const { echoCancellation, noiseSuppression, autoGainControl } = input;
  const audio: MediaTrackConstraints = {
    echoCancellation,
    noiseSuppression,
    autoGainControl,
    channelCount: 1,
    ...(device && { deviceId: { exact: device.deviceId } }),
  };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    const [track] = stream.getAudioTracks();
    if (track === undefined) throw new Error("The browser gave a stream without an audio track.");
    return { track, device };
  } catch (error) {
    // Unplugged since it was listed.
    if (device !== undefined && isMissing(error)) return ask(input, undefined);
    throw error;
  }
}

/** @param error what opening threw. */
export function explainRefusal(error: unknown): MicrophoneAnswer {
  const name = error instanceof Error ? error.name : "";
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof BlockedHere) return { granted: false, reason: "blocked", detail };
  if (name === "NotAllowedError" || name === "SecurityError")
    return { granted: false, reason: "denied", detail };
  return { granted: false, reason: isMissing(error) ? "missing" : "failed", detail };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === "NotFoundError" || error.name === "OverconstrainedError");
}

function named({ track, device }: Given, all: readonly MediaDeviceInfo[]): OpenDevice {
  return { track, name: device?.label ?? nameOf(track, all), key: device?.deviceId ?? defaultKey(all) };
}

function defaultKey(all: readonly MediaDeviceInfo[]): string {
  const standing = defaultInput(all);
  return `default ${standing?.groupId} ${standing?.label}`;
}
