import { EditorError } from "../../../src/tools/editor.ts";
import type { Workbench } from "../../../src/tools/workbench/workbench.ts";

const missing = (): never => {
  throw new EditorError("This editor cannot do that.");
};

/** What a test does not need fails. */
export function memoryWorkbench(known: Partial<Workbench> = {}): Workbench {
  return {
    related: missing,
    breakpoints: () => [],
    mark: missing,
    marks: () => new Map(),
    run: missing,
    recent: () => [],
    createFolder: missing,
    trash: missing,
    openText: missing,
    compare: missing,
    saveAll: async () => ({ saved: 0, outside: [] }),
    unsaved: () => [],
    isFolder: missing,
    tabs: () => [],
    showTab: missing,
    closeTabs: missing,
    hover: missing,
    signature: missing,
    fixes: missing,
    hierarchy: missing,
    facts: missing,
    committed: missing,
    saved: missing,
    notebooks: { state: () => undefined, select: missing, replace: missing, write: missing, run: missing },
    settings: () => [],
    settingNow: missing,
    ...known,
  };
}
