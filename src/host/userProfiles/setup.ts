/** What the steps of setting up a profile have in common. */
import * as vscode from "vscode";
import type { Profile } from "../profiles.ts";
import type { Draft } from "./draft.ts";
import type { ProfileAccess } from "./profileAccess.ts";
import type { Frame } from "./stepInputs.ts";

/** Those that ask; before the last look. */
const asking = ["provider", "address", "signIn", "model", "name"] as const;
export const stepNames = [...asking, "try"] as const;
export type StepName = (typeof stepNames)[number];

export interface Setup extends ProfileAccess {
  draft: Draft;
  /** The names that there are. */
  taken: readonly string[];
  /** Every profile for which a key was stored on the way. */
  keyed: Profile[];
}

export function frameOf(step: StepName): Frame {
  const title = vscode.l10n.t("Add Profile");
  if (step === "try") return { title, canGoBack: true };
  const number = asking.indexOf(step) + 1;
  return { title, step: { number, of: asking.length }, canGoBack: number > 1 };
}
