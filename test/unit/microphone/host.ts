/** A host with an open microphone: a process to be killed. Tells its parent when samples have come. */
import { NativeMicrophone } from "../../../src/microphone/nativeMicrophone.ts";

const ignore = (): void => {};
const microphone = new NativeMicrophone({
  processPath: process.argv[2] ?? "",
  log: { debug: ignore, warn: ignore, error: ignore },
  listener: { samples: () => process.send?.("samples"), lost: ignore, changed: ignore, devices: ignore },
});
await microphone.open({ device: "", echo: false });
