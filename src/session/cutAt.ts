/** @returns the first `length` characters, up to the end of a word where there are words. */
export function cutAt(text: string, length: number): string {
  if (text.length <= length) return text;
  const space = text.slice(0, length + 1).search(/\s\S*$/);
  // Never between the two halves of one character.
  const start = text.slice(0, space >= 0 ? space : length).replace(/[\uD800-\uDBFF]$/, "");
  return `${start} …`.trimStart();
}
