/** The checks in words: one line for the notification, and a page. */
import type { CheckResult, Finding, Mend, Words } from "./check.ts";

export interface Summary {
  state: "ok" | "warning" | "failed" | "cancelled";
  message: string;
  /** Mends the first thing that is wrong. */
  mend?: Mend;
}

export function summaryOf(results: readonly CheckResult[], cancelled: boolean, { t }: Words): Summary {
  const wrong =
    results.find(({ state }) => state === "failed") ?? results.find(({ state }) => state === "warning");
  if (wrong !== undefined) {
    const { state, title, found, advice, mend } = wrong;
    const message = `${title}: ${[found, advice].filter((part) => part !== undefined).join(" ")}`;
    return { state: state === "failed" ? "failed" : "warning", message, ...(mend && { mend }) };
  }
  if (cancelled) return { state: "cancelled", message: t("The diagnosis was cancelled.") };
  const skipped = results.filter(({ state }) => state === "skipped").map(({ title }) => title);
  if (skipped.length === 0) return { state: "ok", message: t("All well.") };
  return {
    state: "ok",
    message: t("All well, as far as it was checked. Not checked: {0}.", skipped.join(", ")),
  };
}

/** In Markdown. */
export function checksText(results: readonly CheckResult[], { message }: Summary, words: Words): string {
  const { t } = words;
  const lines = results.flatMap(({ title, state, found, advice, detail }, index) => [
    `${index + 1}. **${title}: ${stateText(state, words)}.** ${oneLine(found)}`,
    ...(advice === undefined ? [] : [`   - ${t("What to do:")} ${oneLine(advice)}`]),
    ...(detail === undefined ? [] : [`   - ${t("Details:")} \`${oneLine(detail).replaceAll("`", "'")}\``]),
  ]);
  return ["# Viva Voce: diagnosis", "", `**${oneLine(message)}**`, "", ...lines, ""].join("\n");
}

function stateText(state: Finding["state"], { t }: Words): string {
  switch (state) {
    case "ok":
      return t("well");
    case "warning":
      return t("take note");
    case "failed":
      return t("failed");
    case "skipped":
      return t("not checked");
  }
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
