/** A device of this page's own, and whichever takes its place: it is unplugged, comes back, or is default no more. */
import { openDevice, wishedKey, type DeviceInput, type OpenDevice } from "./device.ts";
import { listDevices, type DeviceDirectory } from "./devices.ts";
import type { Source } from "./source.ts";

interface DeviceListener {
  /** Send this track from now on. The one before is stopped after that. */
  replaced(track: MediaStreamTrack): Promise<void>;
  /** Another device is heard. */
  changed(device: string): void;
  /** The device ended without our asking, and there is no other. */
  lost(detail: string): void;
}

/** Milliseconds that a device must have lived for its end to be worth another try. */
const shortestLife = 1_000;

/** @throws what {@link openDevice} throws. */
export async function openDeviceSource(
  input: DeviceInput,
  directory: DeviceDirectory,
  listener: DeviceListener,
): Promise<Source> {
  return new DeviceSource(input, await openDevice(input), { directory, listener });
}

class DeviceSource implements Source {
  readonly #input: DeviceInput;
  readonly #listener: DeviceListener;
  readonly #stopFollowing: () => void;
  #device: OpenDevice;
  #openedAt = 0;
  #gate = true;
  #closed = false;
  #reviewing: Promise<void> = Promise.resolve();

  constructor(
    input: DeviceInput,
    device: OpenDevice,
    { directory, listener }: { directory: DeviceDirectory; listener: DeviceListener },
  ) {
    this.#input = input;
    this.#device = device;
    this.#listener = listener;
    this.#stopFollowing = directory.follow(() => this.#review());
    this.#watch(device);
  }

  get track(): MediaStreamTrack {
    return this.#device.track;
  }

  get device(): string {
    return this.#device.name;
  }

  setGate(open: boolean): void {
    this.#gate = open;
    this.#device.track.enabled = open;
  }

  close(): void {
    this.#closed = true;
    this.#stopFollowing();
    this.#device.track.stop();
  }

  #watch(device: OpenDevice): void {
    this.#openedAt = performance.now();
    device.track.addEventListener("ended", () => void this.#end(device).catch(reportError), { once: true });
  }

  async #end(ended: OpenDevice): Promise<void> {
    const short = performance.now() - this.#openedAt < shortestLife;
    // Revoked rather than unplugged: asking again would be a surprise.
    const revoked = !(await isGranted());
    if (ended !== this.#device) return;
    if (short || revoked) this.#lose(`The microphone ended: ${ended.name}`);
    else this.#review();
  }

  #lose(detail: string): void {
    if (this.#closed) return;
    this.close();
    this.#listener.lost(detail);
  }

  /** One after the other: each begins with what the one before has opened. */
  #review(): void {
    this.#reviewing = this.#reviewing
      .then(() => this.#replaceWhereNeeded())
      .catch((error: unknown) => {
        // What is open stays, where it still lives.
        if (this.#device.track.readyState === "ended") this.#lose(String(error));
      });
  }

  async #replaceWhereNeeded(): Promise<void> {
    const before = this.#device;
    const wanted = wishedKey(this.#input, await listDevices());
    if (this.#closed || (wanted === before.key && before.track.readyState === "live")) return;
    const next = await openDevice(this.#input);
    if (this.#closed) return next.track.stop();
    this.#device = next;
    next.track.enabled = this.#gate;
    await this.#listener.replaced(next.track);
    before.track.stop();
    if (this.#closed) return;
    this.#watch(next);
    if (next.name !== before.name) this.#listener.changed(next.name);
  }
}

/** Where the browser does not tell, it is assumed: asking again then tells. */
function isGranted(): Promise<boolean> {
  return navigator.permissions.query({ name: "microphone" }).then(
    ({ state }) => state === "granted",
    () => true,
  );
}
