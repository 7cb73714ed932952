/** Keys that stand in settings, where they must not: found in the values of one settings file. */
import { azureForm, keyWithin } from "../providers/keyForms.ts";
import { cleanKey, isKey } from "./keyText.ts";

export interface FoundKey {
  /** Where it stands: `["profiles", "Work", "apiKey"]`. */
  path: readonly string[];
  key: string;
  /** What is left in its place; undefined where nothing is. */
  rest: string | undefined;
}

/** Fields that are made for a secret, whatever stands in them. */
const secretName = /(?:^|[a-z\d_.-])(?:key|token|secret|password)$|^(?:key|token|secret|password)$/i;

/** Characters. What is longer is no key, though it may have one in it. */
const longestKey = 8_192;

/** In an address. */
const secretParameter = /key|token|secret|^(?:code|sig)$/i;

/**
 * @param settings the values of the section, nested as VS Code has them.
 * @param declared the settings of the manifest: what is in them is no secret by its name, but in profiles.
 */
export function keysIn(settings: unknown, declared: readonly string[]): FoundKey[] {
  const isOurs = (path: string): boolean =>
    path.startsWith("profiles.") ? false : declaredAt(path, declared) !== undefined;
  return [...find(settings, [], isOurs)];
}

/** The setting that a path leads to, or into. */
export function declaredAt(path: string, declared: readonly string[]): string | undefined {
  return declared.find((name) => path === name || path.startsWith(`${name}.`));
}

function* find(
  value: unknown,
  path: readonly string[],
  isOurs: (path: string) => boolean,
): Generator<FoundKey> {
  if (typeof value === "string") {
    const found = foundIn(value, path, isOurs(path.join(".")));
    if (found !== undefined) yield found;
  } else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* find(inner, [...path, name], isOurs);
  }
}

function foundIn(value: string, path: readonly string[], isOurs: boolean): FoundKey | undefined {
  const url = /^\s*[a-z]+:\/\//i.test(value) ? URL.parse(value.trim()) : null;
  if (url !== null) {
    const key = takeFromUrl(url);
    if (key !== undefined) return { path, key, rest: url.href };
  }
  const mayBeKey = value.length <= longestKey;
  const named = mayBeKey && !isOurs && secretName.test(path.at(-1) ?? "") && value.trim() !== "";
  if (named || azureForm.test(value.trim())) {
    const key = cleanKey(value);
    // What cannot be a key is no secret: a placeholder, say.
    return isKey(key) ? { path, key, rest: undefined } : undefined;
  }
  const [key] = keyWithin.exec(value) ?? [];
  if (key === undefined) return undefined;
  const whole = mayBeKey && cleanKey(value) === key;
  return { path, key, rest: whole ? undefined : value.replaceAll(key, "") };
}

/** Takes name, password and parameters that are secrets out of it. @returns the most likely key among them. */
function takeFromUrl(url: URL): string | undefined {
  const names = [...url.searchParams.keys()].filter((name) => secretParameter.test(name));
  const values = [url.password, url.username, ...names.map((name) => url.searchParams.get(name) ?? "")];
  const found = values.map(decoded).find((value) => value !== "");
  if (found === undefined) return undefined;
  url.username = "";
  url.password = "";
  for (const name of names) url.searchParams.delete(name);
  return found;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The value without what stands at the path; undefined where nothing is left of a setting. */
export function without(value: unknown, path: readonly string[], rest: string | undefined): unknown {
  const [name, ...further] = path;
  if (name === undefined) return rest;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    const changed = items.map((item, index) =>
      String(index) === name ? without(item, further, rest) : item,
    );
    return changed.filter((item) => item !== undefined);
  }
  const inner = without((value as Record<string, unknown>)[name], further, rest);
  const others = Object.entries(value).filter(([each]) => each !== name);
  const kept = Object.fromEntries(inner === undefined ? others : [...others, [name, inner]]);
  return kept;
}

/** Characters. Anything shorter stands in other texts by chance, and these would be unreadable without it. */
const shortestTelling = 12;

/** Of one look: a workspace's files are anybody's, and each secret costs time with every text that is shown. */
const mostTelling = 100;

/** Those of the keys that are kept out of the log, and of all that is shown. */
export function tellingKeys(found: readonly FoundKey[]): string[] {
  const keys = new Set(found.map(({ key }) => key).filter(({ length }) => length >= shortestTelling));
  return [...keys].slice(0, mostTelling);
}
