/** What a key looks like, and what is pasted in its place. */

export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Keys are pasted with what stood around them: blanks, quotes. */
export function cleanKey(value: string): string {
  return value.trim().replace(/^["'`]|["'`]$/g, "");
}
