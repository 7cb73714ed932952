/** What the user says to terminals, tasks, tests, the debugger and Git. */
import { numberFrom, numberPattern as n } from "./numbers.ts";
import { call, rule, type Make, type Rule } from "./rule.ts";

const to =
  (name: string, action?: string, ...fields: string[]): Make =>
  (...groups) => {
    const given = fields.flatMap((field, index) => {
      const text = groups[index];
      return text === undefined ? [] : [[field, numeric.has(field) ? numberFrom(text) : text]];
    });
    return call(name, { ...(action !== undefined && { action }), ...Object.fromEntries(given) });
  };
const numeric = new Set(["line", "number", "count", "lines"]);

const exactly =
  (name: string, args: Record<string, unknown>): Make =>
  () =>
    call(name, args);

const terminal: Rule[] = [
  rule("(?:run|execute) in (?:the )?terminal,? (.+)", to("terminal", "run", "text")),
  rule("(?:run|execute) (.+) in (?:the )?terminal", to("terminal", "run", "text")),
  rule("start in (?:the )?background,? (.+)", (text) =>
    call("terminal", { action: "run", text, background: true }),
  ),
  rule("(?:read|what (?:does|did)) (?:the )?(?:terminal|output)(?: say)?", to("terminal", "read")),
  rule(`read the last (${n}) lines of the terminal`, to("terminal", "read", "lines")),
  rule("(?:which|list (?:the )?) ?terminals(?: are open)?", to("terminal", "list")),
  rule("(?:open a )?new terminal(?: called (.+))?", to("terminal", "new", "name")),
  rule(`(?:show|go to|switch to) (?:the )?terminal (.+)`, to("terminal", "show", "name")),
  rule("next terminal", exactly("run_command", { command: "focus next terminal" })),
  rule("hide the terminal", to("terminal", "hide")),
  rule("type in (?:the )?terminal,? (.+)", to("terminal", "type", "text")),
  rule("answer (?:with )?(.+)", to("terminal", "answer", "text")),
  rule("press enter", exactly("terminal", { action: "answer", text: "" })),
  rule("(?:interrupt|control c)(?: (?:the |that )?(?:terminal|program))?", to("terminal", "interrupt")),
  rule("clear the terminal", to("terminal", "clear")),
  rule("(?:kill|close) (?:the |this )?terminal(?: (.+))?", to("terminal", "close", "name")),
];

const tasks: Rule[] = [
  rule("(?:run|start) the (build|test) task", to("run_task", undefined, "group")),
  rule("(?:build|compile)(?: the project| it)?", exactly("run_task", { group: "build" })),
  rule("(?:run|start) the task (.+)", to("run_task", undefined, "name")),
  rule("(?:run|start) the (.+) task", to("run_task", undefined, "name")),
  rule("(?:run|repeat) (?:the )?last task(?: again)?", to("run_task", "rerun")),
  rule("(?:end|terminate|kill) the task(?: (.+))?", to("run_task", "terminate", "name")),
  rule("(?:which|list (?:the )?) ?tasks(?: are there)?", to("run_task", "list")),
];

const tests: Rule[] = [
  rule("run (?:all )?(?:the )?tests", exactly("run_tests", { what: "all" })),
  rule("run (?:the |this )?test (?:here|at the cursor)", exactly("run_tests", { what: "at_cursor" })),
  rule("run the tests (?:of|in) this file", exactly("run_tests", { what: "file" })),
  rule("run the failed tests(?: again)?", exactly("run_tests", { what: "failed" })),
  rule("run the last tests? again", exactly("run_tests", { what: "last" })),
  rule("(?:do the tests pass|run the test script)", exactly("run_tests", { what: "script" })),
  rule("debug (?:this|the) test", exactly("run_tests", { action: "debug", what: "at_cursor" })),
  rule("(?:go to the )?(next|previous) failure", (direction = "") =>
    call("run_tests", { action: `${direction.toLowerCase()}_failure` }),
  ),
  rule("cancel the tests", to("run_tests", "cancel")),
];

const debug: Rule[] = [
  rule("(?:start debugging|debug)(?: (?:it|(.+)))?", to("debug", "start", "name")),
  rule("stop debugging", to("debug", "stop")),
  rule("restart (?:debugging|the program)", to("debug", "restart")),
  rule("continue(?: (?:debugging|the program))?", to("debug", "continue")),
  rule("pause the program", to("debug", "pause")),
  rule("step (over|into|out)", (way = "") => call("debug", { action: `step_${way.toLowerCase()}` })),
  rule("run to (?:the )?cursor", to("debug", "run_to_cursor")),
  rule(`(?:set|add) a breakpoint(?: (?:at|on|in) line (${n}))?`, to("debug", "add_breakpoint", "line")),
  rule("(?:set|add) a breakpoint here if (.+)", to("debug", "add_breakpoint", "condition")),
  rule(`remove the breakpoint(?: (?:at|on|in) line (${n}))?`, to("debug", "remove_breakpoint", "line")),
  rule("toggle (?:the |a )?breakpoint", to("debug", "toggle_breakpoint")),
  rule("(?:remove|delete) all breakpoints", to("debug", "remove_all")),
  rule("(enable|disable) all breakpoints", (way = "") =>
    call("debug", { action: `${way.toLowerCase()}_all` }),
  ),
  rule("(?:which|list (?:the )?) ?breakpoints(?: are there)?", to("debug", "breakpoints")),
  rule("(?:show|read) (?:me )?the (?:call )?stack", to("debug", "stack")),
  rule(`go to frame (${n})`, to("debug", "frame", "number")),
  rule("(?:show|read|what are) (?:me )?the variables", to("debug", "variables")),
  rule("what is (?:the value of |the variable )(.+)", to("debug", "variables", "name")),
  rule("what is (?!here$|open$)(\\w+)", to("debug", "variables", "name")),
  rule("evaluate (.+)", to("debug", "evaluate", "expression")),
  rule("(?:read|what does) the (?:debug )?console(?: say)?", to("debug", "console")),
  rule("stop at (all|no|caught|uncaught) exceptions", (which = "") =>
    call("debug", { action: "exceptions", name: which === "no" ? "none" : which }),
  ),
];

const git: Rule[] = [
  rule("(?:(?:what is the |read the )?git status|what (?:has|have i) changed)", to("git", "status")),
  rule("(?:show|read) (?:me )?the (?:diff|changes)(?: of (.+))?", to("git", "diff", "file")),
  rule("what did the last commit change", exactly("git", { action: "diff", name: "last" })),
  rule("(stage|unstage|discard) (?:everything|all(?: changes)?)", (action = "") =>
    call("git", { action: action.toLowerCase(), what: "all" }),
  ),
  rule("stage (?:this|the) (?:hunk|change)", exactly("git", { action: "stage", what: "hunk" })),
  rule("(stage|unstage|discard) (?:this file|(?:the )?changes)", (action = "") =>
    call("git", { action: action.toLowerCase() }),
  ),
  rule("(stage|unstage|discard) (?:the )?(?:file |changes (?:of|in) )?(.+)", (action = "", file) =>
    call("git", { action: action.toLowerCase(), file }),
  ),
  rule("commit (?:everything|all) (?:with (?:the )?message|as) (.+)", (message) =>
    call("git", { action: "commit", what: "all", message }),
  ),
  rule("commit (?:with (?:the )?message|as) (.+)", to("git", "commit", "message")),
  rule("amend the (?:last )?commit", exactly("git", { action: "commit", amend: true })),
  rule("(?:which|list (?:the )?) ?branches(?: are there)?", to("git", "branches")),
  rule(
    "(?:(?:create|make) (?:a |the )?(?:new )?|new )branch (?:called )?(.+)",
    to("git", "create_branch", "name"),
  ),
  rule("(?:check ?out|switch to) (?:the )?branch (.+)", to("git", "checkout", "name")),
  rule("delete (?:the )?branch (.+)", to("git", "delete_branch", "name")),
  rule("(pull|push|fetch)(?: (?:it|the (?:changes|commits)))?", (action = "") =>
    call("git", { action: action.toLowerCase() }),
  ),
  rule("stash (?:everything|(?:the )?changes|it)", to("git", "stash")),
  rule("pop the (?:last )?stash", to("git", "pop_stash")),
  rule("list (?:the )?stashes", to("git", "stashes")),
  rule(`(?:show|read) (?:me )?the last (${n}) commits`, to("git", "log", "count")),
  rule("who (?:wrote|changed) this(?: line)?", to("git", "blame")),
  rule("(?:list|show) (?:me )?the conflicts", to("git", "conflicts")),
  rule("(?:accept|take) (ours|theirs|both)", (side = "") =>
    call("git", { action: "resolve", side: side.toLowerCase() }),
  ),
  rule("abort the (?:merge|rebase)", to("git", "abort")),
];

export const runningRules: Rule[] = [...terminal, ...tasks, ...tests, ...debug, ...git];
