/** Doing again, phrases of the user's own, commands by subject, other tools, and handing over. */
import { numberFrom, numberPattern as n } from "./numbers.ts";
import { call, rule, type Rule } from "./rule.ts";

const times = (count: string | undefined): { times?: number } => {
  const number = numberFrom(count ?? "");
  return number === undefined ? {} : { times: number };
};

export const agentRules: Rule[] = [
  rule(`(?:do (?:that|it) )?again(?:,? (${n}) times)?`, (count) => call("repeat_calls", times(count))),
  rule(`(${n}) more times`, (count) => call("repeat_calls", times(count))),
  rule(`(?:do )?the last (${n}) again`, (count) => call("repeat_calls", { calls: times(count).times ?? 1 })),
  rule("when I say (.+?),? do what you just did", (phrase) =>
    call("define_phrase", { action: "define", phrase, last: 1 }),
  ),
  rule("when I say (.+?),? do the last (\\w+)", (phrase, count) =>
    call("define_phrase", { action: "define", phrase, last: times(count).times ?? 1 }),
  ),
  rule("forget the phrase (.+)", (phrase) => call("define_phrase", { action: "delete", phrase })),
  rule("call the phrase (.+?) (.+)", (phrase, to) => call("define_phrase", { action: "rename", phrase, to })),
  rule("what can I say(?: here)?", () => call("list_phrases")),
  rule("what are my phrases", () => call("list_phrases", { about: "own" })),
  rule("what commands are there (?:about|for) (.+)", (command) =>
    call("run_command", { command, list: true }),
  ),
  rule("what tools are there(?: (?:about|for) (.+))?", (tool) =>
    call("use_tool", { action: "list", ...(tool !== undefined && { tool }) }),
  ),
  rule("describe the tool (.+)", (tool) => call("use_tool", { action: "describe", tool })),
  rule("(?:tell|ask) the agent to (.+)", (request) => call("ask_agent", { request })),
  rule("ask the model (.+)", (request) => call("ask_agent", { request, to: "model" })),
  rule("what (?:did|have) you (?:do|done)(?: last)?", () => call("get_history")),
  rule("use the tool (.+)", (tool) => call("use_tool", { action: "call", tool })),
  rule("(?:research|look up on the web) (.+)", (question) => call("research", { question })),
  rule("cancel the research", () => call("research", { action: "cancel" })),
];
