/** What the user says about moving, files, the layout, reading, notebooks and settings. */
import { numberFrom, numberPattern as n } from "./numbers.ts";
import { call, rule, type Call, type Rule } from "./rule.ts";

const number = (text = ""): number => numberFrom(text) ?? 1;
const fixed = (name: string, args: Record<string, unknown>): (() => Call) => {
  const made = call(name, args);
  return () => made;
};
const go = "(?:(?:go|jump) to )?(?:the )?";

const moving: Rule[] = [
  rule("go forward", fixed("navigate", { to: "forward" })),
  rule(`${go}last edit`, fixed("navigate", { to: "last_edit" })),
  rule("(?:show|list|find) (?:the |all )?references", fixed("navigate", { to: "references" })),
  rule(`${go}(next|previous) (reference|change|breakpoint)`, (which = "", to = "") =>
    call("navigate", {
      to: to.toLowerCase() === "reference" ? "references" : to.toLowerCase(),
      which: which.toLowerCase(),
    }),
  ),
  rule(`${go}(implementation|declaration)`, (to = "") => call("navigate", { to: to.toLowerCase() })),
  rule(`${go}matching bracket`, fixed("navigate", { to: "bracket" })),
  rule(`${go}function around(?: this)?`, fixed("navigate", { to: "parent" })),
  rule("(?:mark|remember) this (?:place|line|spot)(?: as (.+))?", (name) =>
    call("navigate", { to: "mark", set: true, ...(name !== undefined && { name }) }),
  ),
  rule("(?:go )?back to (?:the )?mark(?: (.+))?", (name) =>
    call("navigate", { to: "mark", ...(name !== undefined && { name }) }),
  ),
  rule("scroll (up|down)", (way = "") => call("change_view", { action: `scroll_${way.toLowerCase()}` })),
  rule("page (up|down)", (way = "") => call("change_view", { action: `page_${way.toLowerCase()}` })),
  rule("cent(?:er|re) (?:this|the) line", fixed("change_view", { action: "center" })),
  rule("(fold|unfold) (all|this)", (action = "", what = "") =>
    call("change_view", {
      action: what.toLowerCase() === "all" ? `${action.toLowerCase()}_all` : action.toLowerCase(),
    }),
  ),
  rule("show (?:this|the file) in the explorer", fixed("change_view", { action: "show_in_explorer" })),
];

const files: Rule[] = [
  rule("(?:create|make) (?:a|the) (?:new )?folder (.+)", (name = "") =>
    call("manage_file", { action: "create_folder", name }),
  ),
  rule("(?:create|make) (?:a|the) (?:new )?file (.+)", (name = "") =>
    call("manage_file", { action: "create", name }),
  ),
  rule("rename (?:this|the) file to (.+)", (to = "") => call("manage_file", { action: "rename", to })),
  rule("delete (?:this|the) file", fixed("manage_file", { action: "delete" })),
  rule("save all(?: files)?", fixed("manage_file", { action: "save_all" })),
  rule("revert (?:this|the) file", fixed("manage_file", { action: "revert" })),
  rule(
    "compare (?:this|the file) with the (?:last commit|head)",
    fixed("manage_file", { action: "compare", to: "HEAD" }),
  ),
  rule("(?:open|go to) the (?:last|recent) file", fixed("manage_file", { action: "recent" })),
];

const layout: Rule[] = [
  rule("(next|previous) tab", (way = "") => call("arrange", { action: `${way.toLowerCase()}_tab` })),
  rule(`(?:go to )?tab (${n})`, (nth) => call("arrange", { action: "tab", nth: number(nth) })),
  rule("close (?:this|the)(?: tab)?", fixed("arrange", { action: "close" })),
  rule("close (?:all )?(?:the )?other(?:s| tabs)", fixed("arrange", { action: "close_others" })),
  rule("reopen (?:the )?(?:last )?tab", fixed("arrange", { action: "reopen" })),
  rule("split (right|down)", (way = "") => call("arrange", { action: `split_${way.toLowerCase()}` })),
  rule("(show|hide) the (side bar|panel)", (verb = "", what = "") =>
    call("arrange", { action: `${verb.toLowerCase()}_${what.toLowerCase().replace(" ", "_")}` }),
  ),
  rule("zoom (in|out)", (way = "") => call("arrange", { action: `zoom_${way.toLowerCase()}` })),
  rule("(bigger|smaller) font", (size = "") => call("arrange", { action: `font_${size.toLowerCase()}` })),
];

const reading: Rule[] = [
  rule("what type is (?:this|it)", fixed("read", { what: "documentation" })),
  rule("(?:read|tell me) (?:me )?the outline", fixed("read", { what: "outline" })),
  rule("(?:read|what did i change in) (?:the changes|this file)", fixed("read", { what: "diff" })),
  rule("(?:read|what is) the problem(?: here)?", fixed("read", { what: "problem" })),
  rule("who calls (?:this|it)", fixed("read", { what: "callers" })),
];

const others: Rule[] = [
  rule("(next|previous) cell", (way = "") => call("notebook", { action: way.toLowerCase() })),
  rule("run (?:this|the) cell", fixed("notebook", { action: "run" })),
  rule("run all cells", fixed("notebook", { action: "run_all" })),
  rule("insert a (?:(code|markdown) )?cell(?: below)?", (kind = "code") =>
    call("notebook", { action: "insert", kind: kind.toLowerCase() }),
  ),
  rule("turn (on|off) (?:the )?(.+)", (to = "", name = "") =>
    call("change_setting", { name, value: to.toLowerCase() === "on" }),
  ),
  rule(`(?:set )?(?:the )?font size (?:to )?(${n})`, (size) =>
    call("change_setting", { name: "font size", value: number(size) }),
  ),
];

export const workbenchRules: Rule[] = [...moving, ...files, ...layout, ...reading, ...others];
