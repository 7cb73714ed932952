/** Sets up a profile step by step. Nothing is kept of one that is given up. */
import * as vscode from "vscode";
import { createPrices } from "../../usage/prices.ts";
import { profileNames, type Profile } from "../profiles.ts";
import { ownPrices } from "../usageSettings.ts";
import { askAddress, askProvider } from "./addressSteps.ts";
import { emptyDraft, profileOfDraft, storedOf } from "./draft.ts";
import { askModel, pickModel, type ModelOptions } from "./pickModel.ts";
import { explained, providerFor, type ProfileAccess } from "./profileAccess.ts";
import { askName } from "./nameStep.ts";
import { addStored, useProfile } from "./profileStore.ts";
import { askSignIn } from "./signInStep.ts";
import { frameOf, stepNames, type Setup, type StepName } from "./setup.ts";
import { lookAtIt } from "./tryStep.ts";
import { walk, type Way } from "./walk.ts";

/** @returns its name; undefined where the user gave it up. */
export async function addProfile(access: ProfileAccess): Promise<string | undefined> {
  const setup: Setup = { ...access, draft: emptyDraft(), taken: profileNames(), keyed: [] };
  let written: Profile | undefined;
  const steps = {
    provider: () => askProvider(setup),
    address: () => askAddress(setup),
    signIn: () => askSignIn(setup),
    model: () => askForModel(setup),
    name: () => askName(setup),
    try: () =>
      lookAtIt(setup, async (profile) => {
        await write(setup, profile);
        written = profile;
      }),
  } satisfies Record<StepName, () => Promise<Way<StepName>>>;
  try {
    await walk(stepNames.map((name) => ({ name, ask: steps[name] })));
  } finally {
    await removeKeys(setup, written);
  }
  if (written === undefined) return undefined;
  const { name } = written;
  if (await useProfile(name)) tellWhatNext(name);
  return name;
}

async function askForModel(setup: Setup): Promise<Way<StepName>> {
  const { draft, taken } = setup;
  const profile = profileOfDraft(draft, taken);
  const options: ModelOptions = {
    ...frameOf("model"),
    chosen: draft.model,
    provider: () => providerFor(profile, setup),
    prices: createPrices(ownPrices()),
    explain: (error) => explained(error, setup).message,
  };
  // Azure lists what could be deployed, and not what is.
  const { t } = vscode.l10n;
  const answer =
    draft.kind === "azure"
      ? await askModel({
          ...options,
          prompt: t("The name of the deployment, as it stands in the portal. It need not be the model's."),
          typed: (text) => (draft.model = text.trim()),
        })
      : await pickModel(options);
  if (answer.way === "next") draft.model = answer.value.id;
  return answer.way;
}

/** The key goes where the profile will look for it, which is by its name. */
async function write({ draft, taken, keys }: Setup, profile: Profile): Promise<void> {
  const before = profileOfDraft(draft, taken);
  if (draft.credential === "entered" && before.name !== profile.name) {
    const key = await keys.get(before);
    if (key !== undefined) await keys.set(profile, key);
  }
  // One that a profile of this name has left behind is not this one's.
  if (draft.credential !== "entered") await keys.clear(profile);
  try {
    await addStored(profile.name, storedOf(draft));
  } catch (error) {
    if (before.name !== profile.name) await keys.clear(profile);
    throw error;
  }
}

async function removeKeys({ keys, keyed, draft }: Setup, written: Profile | undefined): Promise<void> {
  for (const profile of keyed) {
    const isUsed =
      draft.credential === "entered" &&
      profile.name === written?.name &&
      URL.parse(profile.provider.baseUrl)?.origin === URL.parse(draft.baseUrl)?.origin;
    if (!isUsed) await keys.clear(profile);
  }
}

function tellWhatNext(name: string): void {
  const { t } = vscode.l10n;
  const connect = t("Connect");
  const told = t("The profile “{0}” is set up, and used from now on.", name);
  void vscode.window.showInformationMessage(told, connect).then((chosen) => {
    if (chosen === connect) void vscode.commands.executeCommand("vivaVoce.start");
  });
}
