/** What the user may say: commands, what is for us, and what is nothing. */
export const sentences = [
  "Go to line five.",
  "Go to line six.",
  "Uh-huh.",
  "",
  "Stop.",
  "Stop everything.",
  "Never mind.",
  "Send it.",
  "Save the file. Send it.",
  "Go to sleep.",
  "Wake up.",
  "Quick hint, please.",
];
