/** The loudspeaker that the user wishes for, on whichever link plays. */
import { findDevice, listDevices, type DeviceDirectory } from "./devices.ts";
import type { Speaker } from "./speaker.ts";

export interface Output {
  /** @param device its name; "" follows the system's default. */
  wish(device: string): void;
  /** A new link plays; undefined where none does any more. */
  attach(speaker: Speaker | undefined): void;
  /** Puts the wish into effect as far as it can be: the devices have become known, or others. */
  apply(): void;
}

/** @param onLost the wished device is not there, or cannot be chosen; the default plays until it is back. */
export function createOutput(directory: DeviceDirectory, onLost: (device: string) => void): Output {
  let wished = "";
  let lost = false;
  let speaker: Speaker | undefined;
  let applying: Promise<void> = Promise.resolve();

  async function applyNow(): Promise<void> {
    const device = wished;
    const playing = speaker;
    if (playing === undefined) return;
    const found = await chooseSink(playing, device);
    if (device !== wished || playing !== speaker) return;
    if (!found && !lost) onLost(device);
    lost = !found;
  }
  function apply(): void {
    applying = applying.then(applyNow).catch(reportError);
  }

  directory.follow(apply);
  return {
    wish(device) {
      if (device !== wished) lost = false;
      wished = device;
      apply();
    },
    attach(next) {
      speaker = next;
    },
    apply,
  };
}

/** @returns whether the wish is fulfilled; the default plays where it is not. */
async function chooseSink(playing: Speaker, device: string): Promise<boolean> {
  const sink = findDevice(await listDevices(), "audiooutput", device)?.deviceId;
  if (device !== "" && sink !== undefined) {
    try {
      await playing.setSink(sink);
      return true;
    } catch (error) {
      // Unplugged since it was listed, or not ours to choose.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  await playing.setSink("");
  return device === "";
}
