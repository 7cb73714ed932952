/** Where the focus goes when a part of the view closes that had taken it. */
import { sessionButtonId } from "./header.tsx";

/** To where it was `before`, or else to the first thing there is to do outside of the `closed` part. */
export function giveFocusBack(before: Element | null, closed: string): void {
  const known = before instanceof HTMLElement && before.isConnected && before !== document.body;
  const next = known
    ? before
    : (document.getElementById(sessionButtonId) ??
      document.querySelector<HTMLElement>(`button:not(${closed} button)`));
  next?.focus();
}
