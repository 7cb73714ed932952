/** Which Rust packages a binary was built from. */

/** rustc leaves the paths of the sources in the messages of what can fail: `…/registry/src/INDEX/NAME-VERSION/…`. */
const sourcePath =
  /registry[\\/]src[\\/][^\\/]+[\\/](?<name>[A-Za-z][\w-]*?)-(?<version>\d+\.\d+\.\d+[\w.+-]*)[\\/]/g;

/** @returns "NAME VERSION" of each that has left a trace, in alphabetical order. */
export function cratesOf(binary: Buffer): string[] {
  const found = binary.toString("latin1").matchAll(sourcePath);
  return [
    ...new Set(Array.from(found, ({ groups }) => `${groups?.["name"]} ${groups?.["version"]}`)),
  ].toSorted();
}
