/** Writes the user's profiles, and which of them is used. */
import * as vscode from "vscode";
import * as z from "zod";
import { activeProfile, type StoredProfile } from "../profiles.ts";
import { section } from "../readSetting.ts";
import type { SessionControls } from "../../tools/sessionControls.ts";
import { saveForUser, setByWorkspace } from "../userSettings.ts";

export async function addStored(name: string, stored: StoredProfile): Promise<void> {
  await write({ ...readStored(), [name]: stored });
}

export async function removeStored(name: string): Promise<void> {
  const { [name]: _, ...others } = readStored();
  await write(Object.keys(others).length === 0 ? undefined : others);
}

/** Tells the user where it has no effect. @returns whether it is used from now on. */
export async function useProfile(name: string): Promise<boolean> {
  if (tellIfSetByWorkspace("profile")) return false;
  await saveForUser({ profile: name });
  return true;
}

/** For the profile that is used, or where none is, for the settings as they stand. */
export async function saveModel(model: string): Promise<boolean> {
  const { name } = activeProfile();
  if (name === "") {
    if (tellIfSetByWorkspace("model")) return false;
    await saveForUser({ model });
    return true;
  }
  await change(name, { model });
  return true;
}

/**
 * How the assistant sounds. A voice of the profile that is used goes before the user's, and so it is that one which
 * changes. @throws {ToolError} where the workspace sets one of them itself.
 */
export async function saveSound({ voice, speed }: Parameters<SessionControls["save"]>[0]): Promise<void> {
  const profile = activeProfile();
  if (voice === undefined || profile.voice === undefined) return saveForUser({ voice, speed });
  await saveForUser({ speed });
  await change(profile.name, { voice });
}

async function change(name: string, changed: Partial<StoredProfile>): Promise<void> {
  const all = readStored();
  const stored = z.record(z.string(), z.unknown()).parse(all[name]);
  await write({ ...all, [name]: { ...stored, ...changed } });
}

/** A workspace may choose the model and the profile: what is the user's has no effect then. */
function tellIfSetByWorkspace(setting: "profile" | "model"): boolean {
  if (!setByWorkspace(setting)) return false;
  const { t } = vscode.l10n;
  const open = t("Open Workspace Settings");
  const message = t(
    "This workspace sets {0} in settings of its own, which go before yours. Change or remove it there.",
    `${section}.${setting}`,
  );
  void vscode.window.showWarningMessage(message, open).then((chosen) => {
    if (chosen !== open) return;
    void vscode.commands.executeCommand("workbench.action.openWorkspaceSettings", {
      query: `${section}.${setting}`,
    });
  });
  return true;
}

/** As they stand in the settings. @throws {Error} where they are something else, which must not be written over. */
function readStored(): Record<string, unknown> {
  const value = vscode.workspace.getConfiguration(section).inspect("profiles")?.globalValue ?? {};
  const parsed = z.record(z.string(), z.unknown()).safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(
    vscode.l10n.t("The setting {0} is not made of profiles by their names", `${section}.profiles`),
  );
}

async function write(profiles: Record<string, unknown> | undefined): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  await configuration.update("profiles", profiles, vscode.ConfigurationTarget.Global);
}
