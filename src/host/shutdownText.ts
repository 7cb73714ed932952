/** When a model is switched off, in the user's words. */
import type { Shutdown } from "../providers/shutdown.ts";
import type { Words } from "./diagnose/check.ts";

/** @param language of the user. */
export function shutdownText({ day, daysLeft }: Shutdown, t: Words["t"], language: string): string {
  const date = day.toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
  return daysLeft <= 0 ? t("Switched off since {0}.", date) : t("Is switched off on {0}.", date);
}
