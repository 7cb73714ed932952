/** Takes credentials out of text that is logged or shown. */

/** Keys, ephemeral secrets, bearer headers and ICE passwords, by their own forms. */
const secretForms = [
  /\b(?:sk|ek|sess)[-_][\w-]{8,}/g,
  /(?<=\bBearer\s+)[\w.~+/-]+=*/gi,
  /(?<=\bapi-key["']?\s*[:=]\s*["']?)[^\s"',}]+/gi,
  /(?<=a=ice-pwd:)\S+/g,
];

/** @param known values that are secret whatever their form, such as a key in use. */
export function redact(text: string, known: Iterable<string> = []): string {
  let redacted = text;
  for (const secret of known) {
    if (secret !== "") redacted = redacted.replaceAll(secret, "[redacted]");
  }
  for (const form of secretForms) redacted = redacted.replace(form, "[redacted]");
  return redacted;
}
