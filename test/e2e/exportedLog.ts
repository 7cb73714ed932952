/** The event log, exported as a user does. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Stage } from "../../dev/stage/stage.ts";

/** @returns the text of the file, which is left in the workspace. */
export async function exportEventLog({ workbench, workspace }: Stage): Promise<string> {
  const file = join(workspace, "events.jsonl");
  await workbench.runCommand("Viva Voce: Export Event Log");
  const dialog = workbench.page.locator(".quick-input-widget:visible");
  const name = dialog.locator("input.input");
  await workbench.page.locator(".quick-input-title", { hasText: "Export Event Log" }).waitFor();
  await name.fill(file);
  await name.press("Enter");
  await workbench.page.locator(".notification-list-item", { hasText: /events were exported/ }).waitFor();
  return readFile(file, "utf8");
}
