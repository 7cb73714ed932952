/** Lists what can be said where the user is, and their own phrases; what they choose is said for them. */
import * as vscode from "vscode";
import { describeMacro, ownPhrases, sayable } from "../tools/phrases.ts";
import type { Mind } from "./mind.ts";

interface Item extends vscode.QuickPickItem {
  say?: string;
}

export async function showWhatToSay({ session, editor }: Pick<Mind, "session" | "editor">): Promise<void> {
  const { t } = vscode.l10n;
  const isLive = session.state.status === "live";
  const chosen = await vscode.window.showQuickPick(items(editor), {
    title: t("What Can I Say"),
    placeHolder: isLive
      ? t("Say it, or choose it to have it said.")
      : t("These are some of the things that you can say while you are connected."),
    matchOnDescription: true,
  });
  if (isLive && chosen?.say !== undefined) session.say(chosen.say);
}

function items(editor: Mind["editor"]): Item[] {
  const own = ownPhrases(editor).map(({ phrase, does }) => ({
    label: phrase,
    description: describeMacro(does),
    say: phrase,
  }));
  const groups = [
    ...(own.length === 0 ? [] : [{ name: vscode.l10n.t("your own"), rows: own }]),
    ...sayable(editor).map(({ where, say }) => ({
      name: placeName(where),
      rows: say.map((each) => ({ label: each, say: each })),
    })),
  ];
  return groups.flatMap(({ name, rows }): Item[] => [
    { label: name, kind: vscode.QuickPickItemKind.Separator },
    ...rows,
  ]);
}

function placeName(where: ReturnType<typeof sayable>[number]["where"]): string {
  const { t } = vscode.l10n;
  const names = {
    editor: t("in a file"),
    terminal: t("in the terminal"),
    debugging: t("while debugging"),
    diff: t("in a diff"),
    notebook: t("in a notebook"),
    anywhere: t("anywhere"),
  };
  return names[where];
}
