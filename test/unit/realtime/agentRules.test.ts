import assert from "node:assert/strict";
import { commandsIn } from "../../../dev/realtime/mind/commands.ts";

describe("the stand-in's mind, for agents", () => {
  for (const [words, name, args] of [
    ["Again.", "repeat_calls", {}],
    ["Do that again", "repeat_calls", {}],
    ["Again, three times", "repeat_calls", { times: 3 }],
    ["two more times", "repeat_calls", { times: 2 }],
    ["do the last two again", "repeat_calls", { calls: 2 }],
    [
      "When I say tidy up, do what you just did.",
      "define_phrase",
      { action: "define", phrase: "tidy up", last: 1 },
    ],
    [
      "When I say tidy up do the last three",
      "define_phrase",
      { action: "define", phrase: "tidy up", last: 3 },
    ],
    ["forget the phrase tidy up", "define_phrase", { action: "delete", phrase: "tidy up" }],
    ["What can I say?", "list_phrases", {}],
    ["what commands are there about folding", "run_command", { command: "folding", list: true }],
    ["what tools are there", "use_tool", { action: "list" }],
    ["what tools are there for issues", "use_tool", { action: "list", tool: "issues" }],
    ["describe the tool echo", "use_tool", { action: "describe", tool: "echo" }],
    ["tell the agent to write the tests", "ask_agent", { request: "write the tests" }],
    ["research the newest TypeScript", "research", { question: "the newest TypeScript" }],
    ["What did you do?", "get_history", {}],
    ["cancel the research", "research", { action: "cancel" }],
  ] as const) {
    it(`takes “${words}” for ${name}`, () => {
      assert.deepEqual(commandsIn(words), [{ name, arguments: args }]);
    });
  }
});
