/** Push-to-talk: talks for as long as it is held, by pointer or by Space or Enter. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { usePanel } from "./context.ts";
import { isChord, isPressKey } from "./pressKeys.ts";

export const talkButtonId = "talk-button";

/** @param held the host hears a held key, wherever it is held: here, or by a keybinding. */
export function TalkButton({ held }: { held: boolean }): JSX.Element {
  const { text } = usePanel();
  const { pressed, press, release } = useHold();
  const talking = pressed || held;
  return (
    <button
      id={talkButtonId}
      type="button"
      class="button talk"
      aria-pressed={talking}
      onPointerDown={(event) => {
        if (event.button === 0) press();
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={release}
      onKeyDown={(event) => {
        if (!isPressKey(event) || isChord(event)) return;
        event.preventDefault();
        if (!event.repeat) press();
      }}
      onKeyUp={(event) => {
        if (!isPressKey(event)) return;
        event.preventDefault();
        release();
      }}
      // The key's or the pointer's release goes elsewhere once the focus has gone.
      onBlur={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span class="label">{text(talking ? "talk.release" : "talk.hold")}</span>
    </button>
  );
}

function useHold(): { pressed: boolean; press(): void; release(): void } {
  const { intents } = usePanel();
  const [pressed, setPressed] = useState(false);
  const holding = useRef(false);

  function hold(next: boolean): void {
    if (holding.current === next) return;
    holding.current = next;
    setPressed(next);
    intents.talk({ pressed: next });
  }
  // The session can end under a pressed button, which then never sees the release.
  useEffect(() => () => hold(false), []);
  return { pressed, press: () => hold(true), release: () => hold(false) };
}
