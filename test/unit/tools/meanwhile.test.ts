import assert from "node:assert/strict";
import type { CodeAction } from "../../../src/tools/editing/port.ts";
import { createMemoryAgents } from "./memoryAgents.ts";
import { memoryEditing } from "./memoryEditing.ts";
import { memoryWorkbench } from "./memoryWorkbench.ts";
import { createSafetyRig, never, type SafetyRig } from "./safetyRig.ts";

/** What takes its time: it ends when the user has typed something. */
type Slow = (typing: () => void) => { rig: SafetyRig; name: string; args: object };

const waiting: Record<string, Slow> = {
  "a tool of another extension"(typing) {
    const { agents } = createMemoryAgents();
    const rig = createSafetyRig({
      editor: () => ({
        agents: {
          ...agents,
          tools: () => [{ name: "weather", description: "", inputSchema: undefined }],
          invokeTool: async () => {
            typing();
            return "sunny";
          },
        },
      }),
    });
    return { rig, name: "use_tool", args: { action: "call", tool: "weather", arguments: "{}" } };
  },
  "a notebook"(typing) {
    const cells = [{ kind: "code" as const, language: "python", text: "a = 1", outputs: [] }];
    const workbench = memoryWorkbench();
    const notebooks = {
      ...workbench.notebooks,
      state: () => ({ path: "a.ipynb", cells, current: 1, runnable: true }),
      run: async () => typing(),
    };
    const rig = createSafetyRig({ editor: () => ({ workbench: { ...workbench, notebooks } }) });
    return { rig, name: "notebook", args: { action: "run" } };
  },
  "a language server's command"(typing) {
    const action: CodeAction = {
      title: "Ask for a name",
      kind: "refactor",
      preferred: false,
      edits: undefined,
      run: async () => typing(),
    };
    const editing = memoryEditing(
      () => "",
      () => "plaintext",
    );
    const rig = createSafetyRig({
      editor: () => ({ editing: { ...editing, codeActions: async () => [action] } }),
    });
    return { rig, name: "refactor", args: { action: "apply" } };
  },
};

describe("what the user types while something runs", () => {
  for (const [what, slow] of Object.entries(waiting)) {
    it(`is not taken back as the doing of ${what}`, async () => {
      const { rig, name, args } = slow(() => rig.files.set("a.txt", "typed by hand"));
      assert.equal((await rig.call(name, args)).status, "asking");
      assert.equal((await rig.router.confirm("call_1", true, never))?.status, "done");
      assert.equal(rig.files.get("a.txt"), "typed by hand");
      // The editor's own undo is not in memory: what else "undo" finds would be in the journal.
      assert.equal((await rig.call("undo", {})).status, "failed");
      assert.equal(rig.files.get("a.txt"), "typed by hand");
    });
  }
});
