/** How one signs in: by a key, by an account, or not at all. */
import * as vscode from "vscode";
import { traits } from "../../providers/traits.ts";
import { askForKey } from "../askForKey.ts";
import type { Profile } from "../profiles.ts";
import { profileOfDraft, type Credential, type Draft } from "./draft.ts";
import { frameOf, type Setup } from "./setup.ts";
import { ask, pick, type Item } from "./stepInputs.ts";
import type { Way } from "./walk.ts";

/** `again`: another key in place of the one that was entered. `more`: what few need. */
type Choice = Credential | "again" | "more";

export async function askSignIn(setup: Setup): Promise<Way<"model">> {
  for (;;) {
    const items = itemsFor(setup);
    const { t } = vscode.l10n;
    const answer = await pick<Choice>({
      ...frameOf("signIn"),
      content: {
        items,
        placeholder: t("How do you show who you are?"),
        active: items.find(({ value }) => value === setup.draft.credential),
      },
    });
    if (answer.way !== "next") return answer.way;
    if (answer.value === "more") await (setup.draft.kind === "azure" ? askForTenant : askForMore)(setup);
    else if (await signIn(setup, answer.value)) return "next";
  }
}

function itemsFor(setup: Setup): Item<Choice>[] {
  const { t } = vscode.l10n;
  const { draft, keys } = setup;
  const { needsKey } = traits[draft.kind];
  const variable = keys.inEnvironment(profileOfDraft(draft, setup.taken));
  const hasKey = draft.credential === "entered";
  const key: Item<Choice>[] = hasKey
    ? [
        { label: t("Keep the key that you entered"), value: "entered" },
        { label: t("Enter another key"), detail: keptWhere(), value: "again" },
      ]
    : [{ label: t("Enter an API key"), detail: keptWhere(), value: "entered" }];
  const none: Item<Choice> = {
    label: t("No key"),
    detail: t("The server lets everybody in."),
    value: "none",
  };
  const items: Item<Choice>[] = needsKey || hasKey ? [...key] : [none, ...key];
  if (!needsKey && hasKey) items.push(none);
  if (draft.kind === "azure") {
    const detail = t("The account that VS Code is signed in with. There is no key to keep.");
    items.push({ label: t("Your Microsoft account"), detail, value: "microsoft" });
  }
  if (variable !== undefined) {
    const detail = t("Read from there each time; nothing is stored.");
    items.push({
      label: t("The key in the environment variable {0}", variable),
      detail,
      value: "environment",
    });
  }
  const more = moreOf(draft);
  if (more !== undefined) items.push(more);
  return items;
}

function moreOf({ kind, organization, project, tenant }: Draft): Item<Choice> | undefined {
  if (kind !== "openai" && kind !== "azure") return undefined;
  const { t } = vscode.l10n;
  const told = [organization, project, tenant].filter((id) => id !== "").join(", ");
  const detail =
    kind === "azure"
      ? t("The tenant of the resource, where your Microsoft account is a guest there.")
      : t("Who is billed, where your key belongs to several organizations or projects.");
  return { label: t("More…"), ...(told !== "" && { description: told }), detail, value: "more" };
}

function keptWhere(): string {
  return vscode.l10n.t("Kept in this computer's secret storage, and sent to this provider only.");
}

function signedIn({ draft, taken }: Setup, signIn: "key" | "microsoft"): Profile {
  const profile = profileOfDraft(draft, taken);
  return { ...profile, provider: { ...profile.provider, signIn } };
}

/** @returns whether the user has signed in; else the step is there again. */
async function signIn(setup: Setup, choice: Exclude<Choice, "more">): Promise<boolean> {
  const { draft, keys, keyed } = setup;
  if (choice === "microsoft") {
    if (!(await askForKey(keys, signedIn(setup, "microsoft")))) return false;
  } else if (choice === "again" || (choice === "entered" && draft.credential !== "entered")) {
    const profile = signedIn(setup, "key");
    if (!(await askForKey(keys, profile))) return false;
    keyed.push(profile);
  } else if (choice !== "entered") {
    // What was entered before is not to be sent while the profile is tried.
    await keys.clear(signedIn(setup, "key"));
  }
  draft.credential = choice === "again" ? "entered" : choice;
  return true;
}

async function askForMore({ draft }: Setup): Promise<void> {
  const { t } = vscode.l10n;
  const box = (prompt: string, part: "organization" | "project", start: string) =>
    ask({
      ...frameOf("signIn"),
      prompt,
      value: draft[part],
      placeholder: `${start}…`,
      typed: (text) => (draft[part] = text.trim()),
      look: (text) =>
        text.trim() === "" || (text.trim().startsWith(start) && !/\s/.test(text.trim()))
          ? undefined
          : {
              message: t("It starts with {0}. Leave it empty for the key's own.", start),
              severity: vscode.InputBoxValidationSeverity.Error,
            },
    });
  const organization = await box(
    t("The organization's ID, from its settings at OpenAI. Mostly empty."),
    "organization",
    "org-",
  );
  if (organization.way !== "next") return;
  await box(t("The project's ID, from its settings at OpenAI. Mostly empty."), "project", "proj_");
}

/** By its ID or one of its domains. */
const tenantForm = /^[a-z\d-]+(?:\.[a-z\d-]+)*$/i;

async function askForTenant({ draft }: Setup): Promise<void> {
  const { t } = vscode.l10n;
  await ask({
    ...frameOf("signIn"),
    prompt: t(
      "The tenant (directory) of the resource, by its ID or domain; it is signed in to with your Microsoft account. Mostly empty.",
    ),
    value: draft.tenant,
    placeholder: "….onmicrosoft.com",
    typed: (text) => (draft.tenant = text.trim()),
    look: (text) =>
      text.trim() === "" || tenantForm.test(text.trim())
        ? undefined
        : {
            message: t("It is an ID or a domain. Leave it empty for your account's own."),
            severity: vscode.InputBoxValidationSeverity.Error,
          },
  });
}
