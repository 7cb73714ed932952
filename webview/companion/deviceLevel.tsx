/** How loud the microphone is, and which one it is. */
import type { JSX } from "preact";
import type * as media from "../../src/shared/media.ts";
import { LevelMeter } from "../view/levelMeter.tsx";
import type { Observable } from "../view/observable.ts";

export type Levels = Observable<media.Levels>;

export function DeviceLevel(props: {
  label: string;
  device: string | undefined;
  levels: Levels;
}): JSX.Element {
  const { label, device, levels } = props;
  return (
    <div class="level">
      <LevelMeter label={label} levels={levels} />
      {device !== undefined && <p class="device">{device}</p>}
    </div>
  );
}
