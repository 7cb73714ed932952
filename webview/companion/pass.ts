/** The pass that lets this page in: at first in its address, then in the tab's memory, new after each use. */

const key = "viva-voce-pass";
/** For browsers that keep nothing: there, a page that is loaded anew has to be opened from the editor. */
let kept: string | undefined;

/** Takes the pass out of the address, so that no history, bookmark or screen shows it. @returns whether there was one */
export function takePassFromAddress(): boolean {
  const pass = location.hash.slice(1);
  if (pass === "") return false;
  history.replaceState(null, "", location.pathname);
  keepPass(pass);
  return true;
}

export function readPass(): string | undefined {
  return kept ?? storage()?.getItem(key) ?? undefined;
}

export function keepPass(pass: string): void {
  kept = pass;
  storage()?.setItem(key, pass);
}

export function forgetPass(): void {
  kept = undefined;
  storage()?.removeItem(key);
}

/** @returns undefined where the user has forbidden pages to keep anything, which is told by an exception. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === "SecurityError") return undefined;
    throw error;
  }
}
