/** What the profile is called: in the list, in the panel, and by voice. */
import * as vscode from "vscode";
import { looksLikeKey } from "../../providers/keyForms.ts";
import { profileOfDraft } from "./draft.ts";
import { isTaken } from "./profileName.ts";
import { frameOf, type Setup } from "./setup.ts";
import { ask } from "./stepInputs.ts";
import type { Way } from "./walk.ts";

export async function askName({ draft, taken }: Setup): Promise<Way<"try">> {
  const { t } = vscode.l10n;
  const proposed = profileOfDraft(draft, taken).name;
  const answer = await ask({
    ...frameOf("name"),
    prompt: t("A name for this profile, by which you can ask for it."),
    value: draft.name ?? proposed,
    typed: (text) => (draft.name = text),
    look(text) {
      const fault = faultOf(text.trim(), taken);
      if (fault === undefined) return undefined;
      return { message: fault, severity: vscode.InputBoxValidationSeverity.Error };
    },
  });
  if (answer.way !== "next") return answer.way;
  const name = answer.value.trim();
  draft.name = name === proposed ? undefined : name;
  return "next";
}

function faultOf(name: string, taken: readonly string[]): string | undefined {
  const { t } = vscode.l10n;
  if (name === "") return t("Type a name.");
  if (looksLikeKey(name)) return t("This is a key, and names are shown. Go back two steps to enter it.");
  return isTaken(name, taken) ? t("There is a profile of this name. Choose another one.") : undefined;
}
