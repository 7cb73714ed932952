/** Messages as JSON where they must be text: bytes in them become base64, and bytes again. */

/** The one name in an object that stands for bytes. */
const mark = "base64";

/** @param encode bytes to base64 */
export function toText(message: unknown, encode: (bytes: Uint8Array) => string): string {
  return JSON.stringify(message, (_name, value: unknown) =>
    value instanceof Uint8Array ? { [mark]: encode(value) } : value,
  );
}

/** @param decode base64 to bytes @throws {SyntaxError} where it is not JSON. */
export function fromText(text: string, decode: (base64: string) => Uint8Array): unknown {
  return JSON.parse(text, (_name, value: unknown) => {
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value);
    const [name, content] = entries[0] ?? [];
    return entries.length === 1 && name === mark && typeof content === "string" ? decode(content) : value;
  });
}
