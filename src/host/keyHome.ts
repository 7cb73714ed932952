/** Whose a key is that stands in the user's settings, as far as its place tells. */
import { declaredAt, type FoundKey } from "./settingsKeys.ts";

/**
 * Any secret may stand in a setting: a token of another service, stored as the provider's key, would take that key's
 * place and be sent to the provider.
 *
 * @param declared the settings of the manifest.
 * @returns the profile's name, "" for the settings outside of all; undefined for somebody else's, perhaps.
 */
export function homeOf({ path, rest }: FoundKey, declared: readonly string[]): string | undefined {
  const [first = "", name = "", ...inner] = path;
  if (first === "profiles") {
    // A part of a value is the address's, or a part of what is told to the assistant.
    const isOwn = inner.length === 1 && (rest === undefined || inner[0] === "baseUrl");
    return isOwn && name !== "" ? name : undefined;
  }
  if (path.length !== 1) return undefined;
  if (first === "baseUrl") return rest === undefined ? undefined : "";
  return rest === undefined && declaredAt(first, declared) === undefined ? "" : undefined;
}
