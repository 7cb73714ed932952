/** Profiles in the user's words. */
import * as vscode from "vscode";
import { plainProfile, profileNames, profileOf, storedProfiles, type Profile } from "../profiles.ts";
import { providerText } from "./providerTexts.ts";

/** "" are the settings as they stand. */
export function profileNamed(name: string): Profile {
  return name === "" ? plainProfile() : profileOf(name, storedProfiles()[name]);
}

/** All that can be chosen, the settings as they stand first. */
export function allProfiles(): Profile[] {
  return ["", ...profileNames()].map(profileNamed);
}

export function profileLabel(name: string): string {
  return name === "" ? vscode.l10n.t("The settings as they stand") : name;
}

/** Who is talked to, and where; or why nobody is. */
export function profileDetail({ provider }: Profile): string {
  const { kind, baseUrl, model, problem } = provider;
  if (problem !== undefined) return `$(warning) ${problem.replaceAll(/\s+/g, " ")}`;
  return [providerText(kind).name, URL.parse(baseUrl)?.host ?? baseUrl, model]
    .filter((text) => text !== "")
    .join(" · ");
}
