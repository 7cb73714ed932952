/** What the user says about the conversation itself. */
import { call, rule, type Call, type Rule } from "./rule.ts";

const change = (args: Record<string, unknown>): (() => Call) => {
  const made = call("set_session", args);
  return () => made;
};
const ask = (): Call => call("get_session");
const switchTo = "(?:(?:switch|change|go) to |use )?";

export const talkingRules: Rule[] = [
  rule(`${switchTo}push[- ]to[- ]talk(?: mode)?`, change({ turns: "push_to_talk" })),
  rule(`${switchTo}hands?[- ]free(?: mode)?`, change({ turns: "hands_free" })),
  rule("wait (?:un)?til i (?:say )?send(?: it)?", change({ turns: "until_sent" })),
  rule("(?:just |only )?listen in silence", change({ turns: "on_trigger" })),
  rule("mute(?: (?:the |my )?microphone)?", change({ microphone: "muted" })),
  rule("unmute(?: (?:the |my )?microphone)?", change({ microphone: "open" })),
  rule("(?:go to sleep|take a nap)", change({ microphone: "asleep" })),
  rule("(?:speak|talk) (?:a (?:bit|little) )?(faster|slower)", (speed = "") =>
    call("set_session", { speed: speed.toLowerCase() }),
  ),
  rule("(?:use |switch to )?the voice (\\w+)", (voice = "") =>
    call("set_session", { voice: voice.toLowerCase() }),
  ),
  rule("use the profile (.+)", (profile = "") => call("set_session", { profile })),
  rule("(?:give me )?(spoken|written) answers", (answers = "") =>
    call("set_session", { answers: answers.toLowerCase() }),
  ),
  rule("(?:start )?(?:a )?new conversation", change({ conversation: "new" })),
  rule("reconnect", change({ conversation: "reconnect" })),
  rule("(?:good ?bye|bye(?: bye)?|that(?:'s| is) all)", change({ conversation: "end" })),
  rule("what (?:did|does|has) (?:this|it|that) cost(?: me)?", ask),
  rule("how long have we (?:talked|been talking)", ask),
  rule("(?:am i muted|which mode is this)", ask),
];
