/** Every text of the companion page, in English. The host translates each; `{0}` stands for a value. */
export const companionTexts = {
  title: "Viva Voce microphone",
  window: "For the window {0}",
  noScript: "This page needs JavaScript.",

  "state.connecting": "Connecting to your editor",
  "state.waiting": "No session is running",
  "state.starting": "Connecting to the model",
  "state.asking": "Allow the microphone",
  "state.open": "The microphone is on",
  "state.gated": "Ready for the talk key",
  "state.held": "You are heard",
  "state.resting": "The assistant speaks",
  "state.asleep": "Asleep",
  "state.muted": "The microphone is off",
  "state.unavailable": "No microphone",
  "state.failed": "Stopped by an error",
  "state.lost": "Your editor does not answer",
  "state.unreachable": "Your editor is gone",
  "state.refused": "This page cannot be used",
  "state.moved": "The microphone moved to another page",
  "state.ended": "The session has ended",

  "advice.background": "You can leave this page open in the background.",
  "advice.waiting": "It begins when you connect in your editor.",
  "advice.asking": "Your browser asks whether this page may use it.",
  "advice.gated": "Nothing is heard until you hold the talk key in your editor.",
  "advice.asleep": "The microphone is on, and only the phrase to wake up counts.",
  "advice.muted": "Unmute it here or in your editor.",
  "advice.lost": "The microphone is off. This page tries to reach your editor again.",
  "advice.unreachable": "The microphone is off. You can close this page.",
  "advice.refused": "Its address works once, and for two minutes. Open the page again from your editor.",
  "advice.moved": "It is off here. You can close this page.",
  "advice.ended": "The microphone is off. You can close this page.",
  "advice.denied":
    "The browser does not let this page use the microphone. Click the icon beside the address, allow the microphone, then try again.",
  "advice.missing": "No microphone was found. Plug one in, then try again.",
  "advice.unopened": "The microphone could not be opened. {0}",

  "sound.blocked": "Click here once to hear the assistant",
  level: "Microphone level",
  mute: "Mute",
  unmute: "Unmute",
  tryAgain: "Try Again",
  stop: "Stop the Session",
} as const;

export type CompanionTextKey = keyof typeof companionTexts;
