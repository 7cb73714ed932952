/** The event log, exported as a user does. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stage } from "../../dev/stage/stage.ts";
import { until } from "./talking.ts";

/** @returns the text of the file, which is left in the workspace. */
export async function exportEventLog({ workbench, workspace }: Stage): Promise<string> {
  const file = join(workspace, "events.jsonl");
  await workbench.runCommand("Viva Voce: Export Event Log");
  const dialog = workbench.page.locator(".quick-input-widget:visible");
  const name = dialog.locator("input.input");
  await workbench.page.locator(".quick-input-title", { hasText: "Export Event Log" }).waitFor();
  // What it proposes comes a moment after the dialog, and would take the place of what was typed.
  await workbench.page.waitForFunction(() => {
    const input = document.querySelector<HTMLInputElement>(".quick-input-widget input.input");
    return input?.value.includes("viva-voce-events") === true;
  });
  await name.fill(file);
  await name.press("Enter");
  await workbench.page
    .locator(".notification-list-item", { hasText: /events were exported/ })
    .first()
    .waitFor();
  // The notification of an earlier export may still stand there.
  return until("the exported events", () => {
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    return text.endsWith("\n") && text;
  });
}
