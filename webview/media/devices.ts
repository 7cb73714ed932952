/** The devices there are, by name, and word of each change. */
import type { Devices } from "../../src/shared/media.ts";

export interface DeviceDirectory {
  /** Reads it anew, and tells: a grant makes names known. */
  refresh(): Promise<void>;
  /** @returns a function that ends it. */
  follow(follower: () => void): () => void;
}

/** The browser's names for whatever device the system has for default. */
const aliases = ["default", "communications"];

// Only where the page came safely.
const media = navigator.mediaDevices as MediaDevices | undefined;

export async function listDevices(): Promise<MediaDeviceInfo[]> {
  return (await media?.enumerateDevices()) ?? [];
}

/** @param onNames told at first, and when the names change. */
export function createDeviceDirectory(onNames: (devices: Devices) => void): DeviceDirectory {
  const followers = new Set<() => void>();
  let told: string | undefined;

  async function refresh(): Promise<void> {
    const all = await listDevices();
    const names = { inputs: namesOf(all, "audioinput"), outputs: namesOf(all, "audiooutput") };
    const text = JSON.stringify(names);
    if (text !== told) {
      told = text;
      onNames(names);
    }
    for (const follower of followers) follower();
  }

  media?.addEventListener("devicechange", () => void refresh().catch(reportError));
  refresh().catch(reportError);
  return {
    refresh,
    follow(follower) {
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
}

/** @returns undefined where the device is not there, or the browser does not tell the names. */
export function findDevice(
  all: readonly MediaDeviceInfo[],
  kind: MediaDeviceKind,
  name: string,
): MediaDeviceInfo | undefined {
  return devicesOf(all, kind).find(({ label }) => label === name);
}

/** The browser's entry for the system's default, where it has one. */
export function defaultInput(all: readonly MediaDeviceInfo[]): MediaDeviceInfo | undefined {
  return all.find(({ kind, deviceId }) => kind === "audioinput" && deviceId === "default");
}

/** @returns the name of the device itself where the track was opened as the default. */
export function nameOf(track: MediaStreamTrack, all: readonly MediaDeviceInfo[]): string {
  const standing = defaultInput(all);
  if (standing === undefined || track.getSettings().deviceId !== "default") return track.label;
  const inputs = devicesOf(all, "audioinput");
  const real =
    inputs.find(({ label }) => label !== "" && standing.label.endsWith(` - ${label}`)) ??
    inputs.find(({ groupId }) => groupId === standing.groupId);
  return real?.label ?? standing.label;
}

function namesOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): string[] {
  return [...new Set(devicesOf(all, kind).map(({ label }) => label))].filter((label) => label !== "");
}

function devicesOf(all: readonly MediaDeviceInfo[], kind: MediaDeviceKind): MediaDeviceInfo[] {
  return all.filter((device) => device.kind === kind && !aliases.includes(device.deviceId));
}
