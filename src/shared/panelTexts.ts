/**
 * Every text of the panel, in English. The host translates each and sends them once; `{0}` stands for a value
 * that the panel fills in.
 */
export const panelTexts = {
  "session.idle": "Not connected",
  "session.failed": "Stopped by an error",
  "session.connected": "Connected",
  "session.again": "Reconnecting",
  "step.secret": "Signing in",
  "step.microphone": "Asking for the microphone",
  "step.negotiating": "Calling the model",
  "step.configuring": "Setting up the session",
  "phase.listening": "Listening",
  "phase.ready": "Ready",
  "phase.hearing": "Hearing you",
  "phase.thinking": "Thinking",
  "phase.acting": "Working",
  "phase.speaking": "Speaking",

  connect: "Connect",
  cancel: "Cancel",
  stop: "Stop",
  "microphone.mute": "Mute microphone",
  "microphone.unmute": "Unmute, to talk hands-free",
  "microphone.tryAgain": "Try the microphone again",
  "microphone.unavailable": "No microphone here. You can type.",
  "microphone.level": "Microphone level",
  "talk.hold": "Hold to talk",
  "talk.release": "Release to send",
  "sound.blocked": "Click here once to hear the assistant",
  "sound.heard": "The assistant is heard",

  conversation: "Conversation",
  "conversation.earlier": "Show {0} earlier",
  "conversation.jump": "Newest",
  "conversation.asks": "Waiting for your answer",
  you: "You",
  assistant: "Assistant",
  spoken: "spoken",
  typed: "typed",
  pending: "Writing down what you said",
  unheard: "This could not be written down",
  answering: "Answering",
  interrupted: "interrupted",
  notice: "Notice",

  "tool.running": "Running",
  "tool.asking": "Asks",
  "tool.done": "Done",
  "tool.failed": "Failed",
  "tool.refused": "Refused",
  "tool.cancelled": "Cancelled",
  "tool.arguments": "Arguments of {0}",
  allow: "Allow",
  deny: "Deny",

  "message.label": "Message",
  "message.placeholder": "Type instead of talking",
  "message.send": "Send",
  "message.notLive": "Connect to send. Your text is kept.",

  "action.setKey": "Set API Key",
  "action.retry": "Try Again",
  "action.openSettings": "Open Settings",
  "action.showLog": "Show Log",
  "failure.detail": "Details",

  "welcome.title": "Talk to your editor",
  "welcome.text":
    "Say what you want done, and watch it happen. It runs on your own API key, which stays in this computer's secret storage.",
  "hints.title": "Things to say",
  "hint.line": "Go to line forty two",
  "hint.open": "Open the file cart",
  "hint.problem": "Show me the next problem",
  "hint.undo": "Undo that",

  "turns.handsFree": "Hands-free",
  "turns.pushToTalk": "Push to talk",
} as const;

export type PanelTextKey = keyof typeof panelTexts;
