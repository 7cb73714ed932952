/** Tabs, groups, panels and the size of things. */
import * as z from "zod";
import { lineNumber } from "../../targets/target.ts";
import { chooseOne } from "../choose.ts";
import { countOf } from "../document.ts";
import type { Editor } from "../editor.ts";
import { defineTool, ToolError, type PreparedCall, type ToolResult } from "../tool.ts";
import { layoutCommands, type LayoutAction } from "./layoutCommands.ts";
import { fileCandidate } from "./spokenPath.ts";
import type { Tab } from "./workbench.ts";

const input = z.strictObject({
  action: z.enum([
    "tab",
    "next_tab",
    "previous_tab",
    "list_tabs",
    "close",
    "close_others",
    "close_saved",
    "close_all",
    "move_to_group",
    "focus_group",
    ...(Object.keys(layoutCommands) as [LayoutAction, ...LayoutAction[]]),
  ]),
  name: z.string().optional().describe("of a tab, as heard"),
  nth: lineNumber.optional().describe("tab or group"),
});
type Input = z.output<typeof input>;

export const arrange = defineTool({
  name: "arrange",
  description:
    "Tabs (go to by name or number, close, reopen, pin), editor groups (split, move, focus), and what is shown: side " +
    "bar, panel, terminal, views, zen mode, zoom, font size.",
  input,
  async prepare(input, { editor }): Promise<PreparedCall> {
    const { action } = input;
    if (
      action === "close" ||
      action === "close_others" ||
      action === "close_saved" ||
      action === "close_all"
    ) {
      return prepareClose(action, input, editor);
    }
    return { risk: "read", question: action, run: () => run(input, editor) };
  },
});

async function run({ action, name, nth }: Input, editor: Editor): Promise<ToolResult> {
  const { workbench } = editor;
  const tabs = workbench.tabs();
  if (isLayout(action)) {
    await workbench.run(layoutCommands[action]);
    return { output: { done: action }, summary: action.replaceAll("_", " ") };
  }
  switch (action) {
    case "list_tabs":
      return { output: { tabs: tabs.map(described) }, summary: countOf(tabs.length, "tab") };
    case "tab":
      return show(chooseTab({ name, nth }, tabs), editor);
    case "next_tab":
    case "previous_tab":
      return show(stepTab(tabs, action === "next_tab" ? (nth ?? 1) : -(nth ?? 1)), editor);
    case "move_to_group":
    case "focus_group":
      return inGroup(action, nth, editor);
    case "close":
    case "close_others":
    case "close_saved":
    case "close_all":
      throw new Error("Closing is prepared by itself.");
  }
}

function isLayout(action: Input["action"]): action is LayoutAction {
  return action in layoutCommands;
}

async function show(tab: Tab, editor: Editor): Promise<ToolResult> {
  await editor.workbench.showTab(tab);
  return { output: { tab: tab.path ?? tab.label }, summary: `Tab ${tab.label}` };
}

function described({ label, path, group, active, unsaved, pinned }: Tab): Record<string, unknown> {
  return {
    tab: path ?? label,
    ...(group > 1 && { group }),
    ...(active && { active }),
    ...(unsaved && { unsaved }),
    ...(pinned && { pinned }),
  };
}

const activeTab = (tabs: readonly Tab[]): Tab | undefined => tabs.find(({ active }) => active);

function chooseTab({ name, nth }: Pick<Input, "name" | "nth">, tabs: readonly Tab[]): Tab {
  if (name !== undefined) {
    const candidates = tabs.map((tab) => ({ ...fileCandidate(tab.path ?? tab.label), value: tab }));
    const group = activeTab(tabs)?.group;
    // The same file in two groups: the one beside where the user is.
    const here = candidates.filter(
      ({ value }) =>
        value.group === group ||
        !candidates.some((other) => other.value.group === group && other.value.path === value.path),
    );
    return chooseOne({
      spoken: name,
      candidates: here,
      kind: "tabs",
      label: ({ path, label }) => path ?? label,
    });
  }
  const active = activeTab(tabs);
  const found =
    nth === undefined
      ? active
      : tabs.find(({ group, index }) => group === (active?.group ?? 1) && index === nth);
  if (found === undefined)
    throw new ToolError(tabs.length === 0 ? "No tabs are open." : "There are not so many tabs.");
  return found;
}

function stepTab(tabs: readonly Tab[], by: number): Tab {
  const at = tabs.findIndex(({ active }) => active);
  const tab = tabs[(((at + by) % tabs.length) + tabs.length) % tabs.length];
  if (tab === undefined) throw new ToolError("No tabs are open.");
  return tab;
}

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];

async function inGroup(
  action: "move_to_group" | "focus_group",
  nth: number | undefined,
  { workbench }: Editor,
): Promise<ToolResult> {
  const ordinal = ordinals[(nth ?? 0) - 1];
  if (nth !== undefined && ordinal === undefined) throw new ToolError("There are at most eight groups.");
  if (action === "focus_group") {
    await workbench.run(`workbench.action.focus${ordinal === undefined ? "Next" : `${ordinal}Editor`}Group`);
  } else {
    if (activeTab(workbench.tabs()) === undefined) throw new ToolError("No tab is open.");
    const to = {
      to: nth === undefined ? "right" : "position",
      by: "group",
      ...(nth !== undefined && { value: nth }),
    };
    await workbench.run("moveActiveEditor", to);
  }
  const group = activeTab(workbench.tabs())?.group;
  return { output: { ...(group !== undefined && { group }) }, summary: `Group ${group ?? nth ?? "next"}` };
}

function prepareClose(
  action: "close" | "close_others" | "close_saved" | "close_all",
  { name, nth }: Input,
  { workbench }: Editor,
): PreparedCall {
  const tabs = workbench.tabs();
  if (tabs.length === 0) throw new ToolError("No tabs are open.");
  const chosen = action === "close" || action === "close_others" ? chooseTab({ name, nth }, tabs) : undefined;
  const closing = tabs.filter((tab) => {
    if (action === "close") return tab === chosen;
    if (action === "close_saved") return !tab.unsaved && !tab.pinned;
    return tab !== chosen && (action === "close_all" || (tab.group === chosen?.group && !tab.pinned));
  });
  if (closing.length === 0) throw new ToolError("There is nothing to close.");
  const unsaved = closing.filter((tab) => tab.unsaved).map(({ path, label }) => path ?? label);
  return {
    risk: unsaved.length > 0 ? "destructive" : "read",
    question:
      unsaved.length > 0
        ? `Close without saving, and lose the changes of ${unsaved.join(", ")}?`
        : `Close ${countOf(closing.length, "tab")}?`,
    async run() {
      await workbench.closeTabs(closing, true);
      const closed = closing.map(({ path, label }) => path ?? label);
      return {
        output: { closed: closed.slice(0, 8), of: closed.length },
        summary: closed.length === 1 ? `Closed ${closed[0]}` : `Closed ${closed.length} tabs`,
      };
    },
  };
}
