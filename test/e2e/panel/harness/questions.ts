/** Calls that ask, as the host would send them. */
import type { Entry } from "../../../../src/shared/state.ts";

/** 09:41:12 on a winter's morning in London, in milliseconds since 1970. */
const morning = Date.UTC(2026, 10, 20, 9, 41, 12);

type ToolEntry = Extract<Entry, { kind: "tool" }>;

/** A replacement over two files that asks, as its card shows it. */
export const largeEdit: ToolEntry = {
  kind: "tool",
  id: "t6",
  at: morning + 23_000,
  name: "replace_text",
  arguments: '{"find":"price","replacement":"amount","all":true}',
  status: "asking",
  result: "",
  question: "Change 3 lines of 2 files?",
  always: "replace_text",
  preview: {
    kind: "diff",
    files: [
      {
        path: "src/price.ts",
        removed: 2,
        added: 2,
        cut: false,
        hunks: [
          {
            line: 3,
            lines: [
              " export function total(items: Item[]): number {",
              "-  return items.reduce((sum, { price }) => sum + price, 0);",
              "+  return items.reduce((sum, { amount }) => sum + amount, 0);",
              " }",
            ],
          },
          { line: 41, lines: ["-const price = 3;", "+const amount = 3;"] },
        ],
      },
      { path: "src/cart.ts", removed: 1, added: 1, cut: true, hunks: [] },
    ],
  },
};

export const terminalCommand: ToolEntry = {
  kind: "tool",
  id: "t7",
  at: morning + 24_000,
  name: "run_in_terminal",
  arguments: '{"command":"rm -rf dist && npm run build"}',
  status: "asking",
  result: "",
  question: "Run this in the terminal?",
  always: "terminal:rm -rf dist && npm run build",
  preview: { kind: "command", text: "rm -rf dist && npm run build", cwd: "packages/core" },
};

const { question: _, preview: __, always: ___, ...past } = largeEdit;

/** The same, where nobody has answered. */
export const gone: ToolEntry = { ...past, status: "expired" };
