/** How loud the microphone is. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Levels } from "../../src/shared/media.ts";
import type { Observable } from "./observable.ts";

/** Painted past the components: it moves ten times a second, and nothing else does. */
export function LevelMeter(props: { label: string; levels: Observable<Levels> }): JSX.Element {
  const { label, levels } = props;
  const meter = useRef<HTMLSpanElement>(null);
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const paint = (level: number): void => {
      meter.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      if (bar.current !== null) bar.current.style.transform = `scaleX(${level.toFixed(2)})`;
    };
    paint(levels.get().microphone);
    return levels.subscribe(({ microphone }) => paint(microphone));
  }, [levels]);
  return (
    <span
      class="meter"
      ref={meter}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span class="bar" ref={bar} />
    </span>
  );
}
