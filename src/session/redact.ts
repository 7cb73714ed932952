/** Takes credentials out of text that is logged or shown. */

/**
 * Keys, ephemeral secrets, bearer headers and ICE passwords, by their own forms; the first group stays. The texts are
 * of any length and anybody's, so that no form may go over the same characters again and again.
 */
const secretForms = [
  /()\b(?:sk|ek|sess)[-_][\w-]{8,}/g,
  /((?:\bBearer\s{1,8}){1,3})[\w.~+/-]+=*/gi,
  /(\bapi-key["']?\s{0,8}[:=]\s{0,8}["']?)[^\s"',}]+/gi,
  /(a=ice-pwd:)\S+/g,
];

/** @param known values that are secret whatever their form, such as a key in use. */
export function redact(text: string, known: Iterable<string> = []): string {
  let redacted = withoutAll(text, known);
  for (const form of secretForms) redacted = redacted.replace(form, "$1[redacted]");
  return redacted;
}

/** Of a text that may be of any length. @param limit in characters, which are redacted and shown, about. */
export function redactStart(text: string, known: Iterable<string>, limit: number): string {
  if (text.length <= limit) return redact(text, known);
  const secrets = [...known];
  // A secret that the end has cut is not known for one: nothing of it may be left.
  const end = Math.max(shortestTail, ...secrets.map(({ length }) => length));
  return `${redact(text.slice(0, limit), secrets).slice(0, -end)}…`;
}

/** Characters. What is left of a form that is cut, and too short to be told, is shorter. */
const shortestTail = 16;

/** In one go: one after the other, they would be found in what stands for those before. */
function withoutAll(text: string, known: Iterable<string>): string {
  const secrets = [...known].filter((secret) => secret !== "");
  if (secrets.length === 0) return text;
  // The first that fits is taken, and of the longer one nothing may be left.
  const longestFirst = secrets.toSorted((one, other) => other.length - one.length);
  return text.replaceAll(new RegExp(longestFirst.map(escaped).join("|"), "g"), "[redacted]");
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
