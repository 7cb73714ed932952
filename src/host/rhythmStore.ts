/** Keeps the rhythm of the user's keys in VS Code's own memory, so that the first press of the day is right. */
import type * as vscode from "vscode";
import type { RhythmStore } from "./keyRhythm.ts";

const key = "keyRhythm";

export function createRhythmStore(memento: vscode.Memento): RhythmStore {
  return {
    read: () => memento.get(key),
    write: (rhythm) => void memento.update(key, rhythm),
  };
}
