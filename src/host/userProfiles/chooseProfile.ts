/** The lists of profiles: to use one, and to remove one. */
import * as vscode from "vscode";
import { activeProfile, type Profile } from "../profiles.ts";
import { addProfile } from "./addProfile.ts";
import type { ProfileAccess } from "./profileAccess.ts";
import { removeStored, useProfile } from "./profileStore.ts";
import { allProfiles, profileDetail, profileLabel } from "./profileTexts.ts";
import { pick, type Item } from "./stepInputs.ts";
import { switchProfile } from "./switchProfile.ts";

const newProfile = Symbol("a new profile");

/** @param given as a keybinding may name it; else the user chooses. */
export async function chooseProfile(access: ProfileAccess, given: unknown): Promise<void> {
  const { t } = vscode.l10n;
  const named = allProfiles().find(({ name }) => name === given);
  if (named !== undefined) return switchProfile(named.name, access.keys);
  const items: Item<string | typeof newProfile>[] = allProfiles().map(itemOf);
  const add: Item<typeof newProfile> = { label: t("Add Profile…"), alwaysShow: true, value: newProfile };
  const active = items.find(({ value }) => value === activeProfile().name);
  const answer = await pick({
    title: t("Choose Profile"),
    canGoBack: false,
    content: { items: [...items, add], placeholder: t("Who hears you and answers?"), active },
  });
  if (answer.way !== "next") return;
  if (typeof answer.value === "string") await switchProfile(answer.value, access.keys);
  else await addProfile(access);
}

function itemOf(profile: Profile): Item<string> {
  const mark = profile.name === activeProfile().name ? { description: vscode.l10n.t("in use") } : {};
  return { label: profileLabel(profile.name), detail: profileDetail(profile), value: profile.name, ...mark };
}

export async function removeProfile({ keys }: ProfileAccess): Promise<void> {
  const { t } = vscode.l10n;
  const profiles = allProfiles().filter(({ name }) => name !== "");
  const answer = await pick<Profile>({
    title: t("Remove Profile"),
    canGoBack: false,
    content: {
      items: profiles.map((profile) => ({ ...itemOf(profile), value: profile })),
      placeholder: profiles.length === 0 ? t("There is no profile.") : t("Which one? Its key goes with it."),
    },
  });
  if (answer.way !== "next") return;
  const { name } = answer.value;
  const remove = t("Remove");
  const question = t("Remove the profile “{0}”, and its key from this computer?", name);
  if ((await vscode.window.showWarningMessage(question, { modal: true }, remove)) !== remove) return;
  // Nothing may refer to what is not there any more: that would stand for nobody.
  if (activeProfile().name === name && !(await useProfile(""))) return;
  await keys.clearAll(answer.value);
  await removeStored(name);
}
