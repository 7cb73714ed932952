/** What is recorded. The names are those of the files. */

export const voices = ["slt", "rms", "awb"] as const;
export type Voice = (typeof voices)[number];

/** Recorded in every voice. */
export const commands: Readonly<Record<string, string>> = {
  goToLine42: "go to line forty two",
  line12: "line twelve",
  openCart: "open the cart file",
  openPrice: "open price dot t s",
  openOrder: "open the order file",
  goToCalculateTotal: "go to the function calculate total",
  goToDefinition: "go to the definition",
  goBack: "go back",
  selectLines: "select lines ten to fourteen",
  deleteLine: "delete line three",
  deleteLines: "delete lines two through four",
  insertComment: "insert a comment hello world",
  replacePrice: "replace price with amount",
  undoThat: "undo that",
  redoThat: "redo that",
  saveFile: "save the file",
  nextProblem: "next problem",
  previousProblem: "previous problem",
  whereAmI: "where am i",
  toggleTerminal: "toggle the terminal",
  toggleSideBar: "run the command toggle the side bar",
  yesDoIt: "yes do it",
  noDont: "no don't",
  stop: "stop",
  pushToTalk: "switch to push to talk",
  selectFunction: "select this function",
  commentLine: "comment this line",
  splitRight: "split right",
  whatChanged: "what have i changed",
  openAndGo: "open inventory and go to line forty two",
};

/** Sentences that are no commands, in one voice each. */
export const others: Readonly<Record<string, { text: string; voice: Voice }>> = {
  otherWeather: { text: "what is the weather like today", voice: "slt" },
  otherSandwich: { text: "I had a sandwich for lunch", voice: "rms" },
  otherJoke: { text: "tell me a joke about penguins", voice: "awb" },
  otherFox: { text: "the quick brown fox jumps over the lazy dog", voice: "slt" },
  otherMother: { text: "could you call my mother tomorrow morning", voice: "rms" },
  otherMusic: { text: "this music is far too loud", voice: "awb" },
  otherRiver: { text: "they walked along the river for hours", voice: "slt" },
  otherFootball: { text: "who won the football match yesterday", voice: "rms" },
  otherMeeting: { text: "the meeting starts at noon", voice: "awb" },
  otherThanks: { text: "thank you very much", voice: "slt" },
  otherKeys: { text: "I left my keys on the table", voice: "rms" },
  otherDoor: { text: "close the door and open the window", voice: "awb" },
};

/** What the assistant says in words; everything else it says in tones. */
export const answers: Readonly<Record<string, string>> = {
  done: "Done.",
  okay: "Okay.",
  "sorry-i-did-not-catch-that": "Sorry, I did not catch that.",
  "i-cannot-do-that-here": "I cannot do that here.",
  "there-is-nothing-to-confirm": "There is nothing to confirm.",
  "i-am-listening": "I am listening.",
};
