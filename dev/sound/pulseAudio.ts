/** Finds, or fetches, PulseAudio: the server, its tools, and ALSA's way to it. */
import { access, constants } from "node:fs/promises";
import { run } from "../setup/processes.ts";

const server = "/usr/bin/pulseaudio";
const packages = ["pulseaudio", "pulseaudio-utils", "libasound2-plugins"];
/** Leads ALSA's default to PulseAudio wherever a server answers. */
const alsaConfiguration = "/usr/share/alsa/alsa.conf.d/pulse.conf";

/** @throws {Error} that says what to install, where it is not there and cannot be fetched. */
export async function ensurePulseAudio(): Promise<void> {
  if (await isInstalled()) return;
  if (process.platform === "linux" && process.getuid?.() === 0 && (await exists("/usr/bin/apt-get"))) {
    const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { environment });
    await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], { environment });
    if (await isInstalled()) return;
  }
  throw new Error(`A virtual microphone needs PulseAudio on Linux. Install ${packages.join(", ")}.`);
}

async function isInstalled(): Promise<boolean> {
  const found = await Promise.all([server, "/usr/bin/pactl", alsaConfiguration].map(exists));
  return found.every(Boolean);
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
