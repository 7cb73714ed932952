/** The keys that press the button with the focus, and the chords that must not. */

export function isPressKey({ key }: KeyboardEvent): boolean {
  return key === " " || key === "Enter";
}

/** @returns whether the key is a command of the editor's. */
export function isChord({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey;
}

/**
 * The browser presses a button also by a chord, such as the push-to-talk key; the editor hears that as well,
 * so that one key would do two things.
 */
export function leaveChordsToEditor(root: HTMLElement): void {
  root.addEventListener("keydown", (event) => {
    const onButton = event.target instanceof Element && event.target.closest("button, summary") !== null;
    if (onButton && isPressKey(event) && isChord(event)) event.preventDefault();
  });
}
