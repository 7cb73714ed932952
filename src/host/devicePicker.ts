/** The lists of microphones and loudspeakers, as quick picks. */
import * as vscode from "vscode";

export interface DeviceChoice {
  title: string;
  names: readonly string[];
  /** By its name; "" is the system's default. */
  chosen: string;
  /** Said where there is nothing to choose from. */
  none: string;
}

/** @returns the chosen name, "" for the system's default, or undefined where the user leaves. */
export async function pickDevice({ title, names, chosen, none }: DeviceChoice): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const inUse = t("in use");
  const item = (label: string, device: string): vscode.QuickPickItem & { device: string } => ({
    label,
    device,
    ...(device === chosen && { description: inUse }),
  });
  const missing =
    chosen !== "" && !names.includes(chosen) ? [item(t("{0} (not connected)", chosen), chosen)] : [];
  const items = [item(t("System default"), ""), ...names.map((name) => item(name, name)), ...missing];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: names.length === 0 ? none : t("The choice holds until you change it, on this computer."),
  });
  return picked?.device;
}
