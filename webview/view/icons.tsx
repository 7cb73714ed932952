/** Small pictures, drawn on a grid of 16 with strokes of one pixel and in the colour of the text. */
import type { ComponentChildren, JSX } from "preact";

export type IconName = keyof typeof drawings;

const drawings = {
  microphone: (
    <>
      <rect x="5.5" y="1.5" width="5" height="8" rx="2.5" />
      <path d="M3 7.5a5 5 0 0 0 10 0M8 12.5v2M5.5 14.5h5" />
    </>
  ),
  microphoneOff: (
    <>
      <path d="M10.5 6V4a2.5 2.5 0 0 0-4.8-1M5.5 5.7V7a2.5 2.5 0 0 0 4 2M3 7.5a5 5 0 0 0 8.2 3.8M13 7.5a5 5 0 0 1-.6 2.3M8 12.5v2M5.5 14.5h5M2 2l12 12" />
    </>
  ),
  keyboard: (
    <>
      <rect x="1.5" y="4" width="13" height="8.5" rx="1.5" />
      <path d="M4 6.7h.01M6.7 6.7h.01M9.3 6.7h.01M12 6.7h.01M5 9.8h6" />
    </>
  ),
  speaker: <path d="M2.5 6v4h2.4L8.5 13V3L4.9 6zM10.8 5.8a3 3 0 0 1 0 4.4M12.6 4a5.6 5.6 0 0 1 0 8" />,
  speakerOff: <path d="M2.5 6v4h2.4L8.5 13V3L4.9 6zM11 6.2l3.5 3.6M14.5 6.2 11 9.8" />,
  moon: <path d="M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6z" />,
  stop: <rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" />,
  send: <path d="M8 13.5v-11M3.5 7 8 2.5 12.5 7" />,
  done: <path d="m3 8.5 3.3 3.3L13 4.8" />,
  failed: <path d="m4 4 8 8M12 4l-8 8" />,
  refused: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="m4.2 11.8 7.6-7.6" />
    </>
  ),
  cancelled: <path d="M3.5 8h9" />,
  asking: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.2 6.3A1.9 1.9 0 0 1 8 4.8c1 0 1.8.7 1.8 1.6C9.8 7.7 8 7.8 8 9.2M8 11.2h.01" />
    </>
  ),
  running: <path d="M8 2.5a5.5 5.5 0 1 1-5.5 5.5" />,
  warning: <path d="M8 2.5 14.2 13.5H1.8zM8 6.5v3.5M8 11.8h.01" />,
  notice: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v4M8 4.8h.01" />
    </>
  ),
  down: <path d="M8 2.5v11M3.5 9 8 13.5 12.5 9" />,
  list: <path d="M2.5 4h.01M2.5 8h.01M2.5 12h.01M5.5 4h8M5.5 8h8M5.5 12h8" />,
  sent: <path d="M2.5 8h11M9.5 4l4 4-4 4" />,
  received: <path d="M13.5 8h-11M6.5 4l-4 4 4 4" />,
  state: <circle cx="8" cy="8" r="3" />,
  key: (
    <>
      <circle cx="5" cy="8" r="2.8" />
      <path d="M7.8 8h6.2M11.2 8v2.4M13.4 8v1.8" />
    </>
  ),
  chevron: <path d="m6 4 4 4-4 4" />,
} satisfies Record<string, ComponentChildren>;

/** Says nothing to a screen reader; the text beside it or the button's label does. */
export function Icon({ name }: { name: IconName }): JSX.Element {
  return (
    <svg
      class={`icon icon-${name}`}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {drawings[name]}
    </svg>
  );
}
