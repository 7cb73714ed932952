/** An event as it may be shown: without credentials, and without what is long and tells nothing. */
import { redact } from "../redact.ts";

/** What stands under these names is a credential, whatever its form. */
const secretNames = /^(authorization|headers|client_secret|api[-_]?key)$/i;

/** What stands under these names is long, the same in every session, or sound. */
const remarkedNames = new Set(["audio", "image_url", "instructions", "tools"]);

/** Of levels of objects and arrays: the API's own events have eight. */
const deepest = 12;

/** Takes what is secret or long out of a value that came of JSON. @param known values that are secret. */
export function presentable(value: unknown, known: Iterable<string>): unknown {
  const secrets = [...known];
  const present = (part: unknown, depth: number): unknown => {
    if (typeof part === "string") return redact(part, secrets);
    if (typeof part !== "object" || part === null) return part;
    if (depth > deepest) return "[too deep]";
    if (Array.isArray(part)) return part.map((element) => present(element, depth + 1));
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [redact(name, secrets), entry(name, inner, depth)]),
    );
  };
  const entry = (name: string, inner: unknown, depth: number): unknown => {
    if (secretNames.test(name) && inner !== null) return "[redacted]";
    if (remarkedNames.has(name) && typeof inner === "string") return characters(inner.length);
    if (remarkedNames.has(name) && Array.isArray(inner)) return `[${inner.length} entries]`;
    return present(inner, depth + 1);
  };
  return present(value, 1);
}

/** @param limit in characters, a remark on the rest aside. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}… ${characters(text.length - limit)}`;
}

export function characters(count: number): string {
  return `[${count} ${count === 1 ? "character" : "characters"}]`;
}
