/** What the browser takes for a gesture; the last for those who click by other means than a pointer. */
export const gestures = ["pointerdown", "keydown", "click"] as const;
