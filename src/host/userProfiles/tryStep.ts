/** A last look whether it works, by a request that is never billed; then it is written down. */
import * as vscode from "vscode";
import { asFailure } from "../../session/failure.ts";
import type { Profile } from "../profiles.ts";
import { profileOfDraft } from "./draft.ts";
import { explained, providerFor } from "./profileAccess.ts";
import { likelyStep } from "./likelyStep.ts";
import { frameOf, type Setup, type StepName } from "./setup.ts";
import { pick, type Content, type Item } from "./stepInputs.ts";
import { tryOut } from "./tryOut.ts";
import type { Way } from "./walk.ts";

type Choice = "works" | "again" | "keep" | { to: StepName };

/** @param write writes it down, and throws where that fails. */
export async function lookAtIt(
  setup: Setup,
  write: (profile: Profile) => Promise<void>,
): Promise<Way<StepName>> {
  const { t } = vscode.l10n;
  const { draft, taken } = setup;
  const entered = profileOfDraft(draft, taken);
  const profile: Profile = { ...entered, name: draft.name ?? entered.name };
  for (;;) {
    // With the key as it is stored so far, by the name that it may not keep.
    const look = tryOut(() => providerFor(entered, setup), entered.provider.model).then(
      () => ({ accept: "works" as const }),
      (error: unknown) => failed(setup, error),
    );
    const answer = await pick<Choice>({
      ...frameOf("try"),
      content: look,
      meanwhile: t("Looking whether “{0}” works. This costs nothing.", profile.name),
    });
    if (answer.way !== "next") return answer.way;
    const choice = answer.value;
    if (typeof choice === "object") return choice;
    if (choice === "again") continue;
    const problem = await write(profile).then(
      () => undefined,
      (error: unknown) => String(error instanceof Error ? error.message : error),
    );
    if (problem === undefined) return "next";
    const content = notWritten(problem);
    const next = await pick<Choice>({ ...frameOf("try"), content });
    if (next.way !== "next") return next.way;
  }
}

/** Enter goes to where it is most likely mended. */
function failed(setup: Setup, error: unknown): Content<Choice> {
  const { t } = vscode.l10n;
  const { message, remedy, detail } = explained(error, setup);
  const said = detail === "" ? "" : t("The server said: {0}", detail);
  const place = likelyStep[asFailure(error, "badAnswer").reason];
  const places: { label: string; to: StepName }[] = [
    { label: t("Change the key or the sign-in"), to: "signIn" },
    { label: t("Change the address"), to: "address" },
    { label: t("Change the model"), to: "model" },
  ];
  const likelyFirst = places.toSorted((one, other) => Number(other.to === place) - Number(one.to === place));
  const items: Item<Choice>[] = [
    ...likelyFirst.map(({ label, to }) => ({ label, value: { to }, detail: to === place ? remedy : "" })),
    { label: t("Try again"), value: "again" },
    { label: t("Keep it anyway"), detail: said, value: "keep" },
  ];
  return { items, placeholder: t("It does not work yet. {0}", message) };
}

function notWritten(problem: string): Content<Choice> {
  const { t } = vscode.l10n;
  const item: Item<Choice> = { label: t("Try again"), detail: problem, value: "again" };
  return { items: [item], placeholder: t("The settings could not be written.") };
}
