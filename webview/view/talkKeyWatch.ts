/**
 * Sees the push-to-talk key go up while the panel has the focus, which the editor tells nobody. Which key that is,
 * the page does not know: it is the one that is down, or was a moment ago, when the host says that it was pressed.
 */

interface Down {
  code: string;
  /** The keys that were held with it. */
  modifiers: Set<string>;
  /** When the keyboard said so, however busy the page is; on the clock of `performance.now()`, in ms. */
  since: number;
  /** For how long it was down, in ms; absent while it is. */
  held?: number;
  watched: boolean;
}

/** The host's word about a press comes within this, in ms; what went up before is another key. */
const hostTime = 1_000;

const modifiers = new Set(["Control", "Alt", "Shift", "Meta", "AltGraph"]);

/**
 * @param up told once for each press that the host asks about, with the ms that the key was down.
 * @returns what to call when the host has seen the talk key.
 */
export function createTalkKeyWatch(page: Window, up: (held: number) => void): () => void {
  const heldModifiers = new Set<string>();
  let down: Down | undefined;

  function tell({ held, watched }: Down): void {
    if (held === undefined || !watched) return;
    down = undefined;
    up(held);
  }

  page.addEventListener(
    "keydown",
    ({ key, code, repeat, timeStamp }) => {
      if (modifiers.has(key)) heldModifiers.add(code);
      // A key whose repeats come first was pressed elsewhere, and the focus came here while it was held.
      else if (!repeat || down === undefined) {
        down = { code, modifiers: new Set(heldModifiers), since: timeStamp, watched: false };
      }
    },
    { capture: true },
  );
  page.addEventListener(
    "keyup",
    ({ code, timeStamp }) => {
      heldModifiers.delete(code);
      if (down === undefined || down.held !== undefined) return;
      // Without its modifiers the key is another command, or none.
      if (code !== down.code && !down.modifiers.has(code)) return;
      down.held = timeStamp - down.since;
      tell(down);
    },
    { capture: true },
  );
  // Keys go up elsewhere once the focus has gone.
  page.addEventListener("blur", () => {
    heldModifiers.clear();
    down = undefined;
  });

  return () => {
    if (down === undefined) return;
    if (down.held !== undefined && performance.now() - down.since - down.held > hostTime) return;
    down.watched = true;
    tell(down);
  };
}
