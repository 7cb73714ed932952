/** Where things are in this repository. */
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");
export const cache = join(root, ".cache");

/** What the VSIX is written to, and installed from. */
export const vsix = join(root, "dist/viva-voce.vsix");

/** An executable of one of our packages. */
export function packageExecutable(name: string): string {
  return join(root, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);
}
