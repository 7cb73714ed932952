/** How loud the microphone is, and which one it is. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type * as media from "../../src/shared/media.ts";
import type { Observable } from "../view/observable.ts";

export type Levels = Observable<media.Levels>;

/** Painted past the components: it moves ten times a second, and nothing else does. */
export function LevelMeter(props: {
  label: string;
  device: string | undefined;
  levels: Levels;
}): JSX.Element {
  const { label, device, levels } = props;
  const meter = useRef<HTMLDivElement>(null);
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
    <div class="level">
      <div
        class="meter"
        ref={meter}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
      >
        <span class="bar" ref={bar} />
      </div>
      {device !== undefined && <p class="device">{device}</p>}
    </div>
  );
}
