/** The user's say in a live session, by command and by the panel's buttons. */
import * as vscode from "vscode";
import type { Session } from "../session/session.ts";
import type { Trigger } from "../session/triggers.ts";
import { turns, type Turns } from "../shared/state.ts";
import type { Intents } from "../panel/panelView.ts";
import type { CommandHandlers } from "./commands.ts";
import type { Report } from "./report.ts";
import { sessionSettings } from "./settings.ts";

type TalkingCommands = Pick<
  CommandHandlers,
  | "vivaVoce.interrupt"
  | "vivaVoce.stopEverything"
  | "vivaVoce.cancelTurn"
  | "vivaVoce.sendTurn"
  | "vivaVoce.toggleSleep"
  | "vivaVoce.toggleVoice"
  | "vivaVoce.chooseTurns"
  | "vivaVoce.trigger"
  | "vivaVoce.newConversation"
>;

type TalkingIntents = Pick<
  Intents,
  "setTurns" | "setAsleep" | "setAnswers" | "sendTurn" | "stopDictation" | "stopEverything" | "trigger"
>;

export function createTalkingCommands(session: Session): TalkingCommands {
  const { dialogue } = session;
  const { turnTaking } = dialogue;
  return {
    "vivaVoce.interrupt": () => dialogue.interrupt(),
    "vivaVoce.stopEverything": () => dialogue.stopEverything(),
    "vivaVoce.cancelTurn": () => dialogue.turns.cancelTurn(),
    "vivaVoce.sendTurn": () => dialogue.turns.sendTurn(),
    "vivaVoce.toggleSleep": () => turnTaking.setAsleep(!turnTaking.asleep && !isMuted(session)),
    "vivaVoce.toggleVoice": () => dialogue.setAnswers(dialogue.answers === "spoken" ? "written" : "spoken"),
    "vivaVoce.chooseTurns": (mode) => chooseTurns(session, mode),
    "vivaVoce.trigger": (name) => askForHint(session, name),
    "vivaVoce.newConversation": () => session.newConversation(),
  };
}

export function createTalkingIntents(session: Session, report: Report): TalkingIntents {
  const { dialogue } = session;
  return {
    setTurns: (wish) => report(dialogue.turnTaking.setTurns(wish.turns)),
    setAsleep: ({ asleep }) => report(dialogue.turnTaking.setAsleep(asleep)),
    setAnswers: ({ answers }) => dialogue.setAnswers(answers),
    sendTurn: () => dialogue.turns.sendTurn(),
    stopDictation: () => dialogue.dictation.stop(),
    stopEverything: () => dialogue.stopEverything(),
    trigger: ({ name }) => pull(session, named(name)),
  };
}

function isMuted({ state }: Session): boolean {
  return state.status === "live" && state.microphone === "muted";
}

/** @param mode as a keybinding may give it; else the user chooses. */
async function chooseTurns({ dialogue, turns: now }: Session, mode: unknown): Promise<void> {
  const given = turns.safeParse(mode);
  const items = turns.options.map((value) => ({
    value,
    ...turnsText(value),
    description: value === now ? vscode.l10n.t("now") : "",
  }));
  const chosen = given.success ? given.data : (await vscode.window.showQuickPick(items))?.value;
  if (chosen !== undefined) await dialogue.turnTaking.setTurns(chosen);
}

function turnsText(mode: Turns): { label: string; detail: string } {
  const { t } = vscode.l10n;
  switch (mode) {
    case "handsFree":
      return { label: t("Hands-free"), detail: t("Answers as soon as you have finished.") };
    case "untilSent":
      return {
        label: t("Until sent"),
        detail: t('Waits until you say "send it", or send it by key or button.'),
      };
    case "onTrigger":
      return { label: t("On a trigger"), detail: t("Listens in silence until you ask for a hint.") };
    case "pushToTalk":
      return { label: t("Push to talk"), detail: t("Hears you only while you hold the key or the button.") };
  }
}

/** @param name as a keybinding may give it; else the user chooses. */
async function askForHint(session: Session, name: unknown): Promise<void> {
  const { triggers } = sessionSettings();
  const given = typeof name === "string" ? named(name) : undefined;
  const items = triggers.map((trigger) => ({ label: trigger.name, trigger }));
  pull(session, given ?? (await vscode.window.showQuickPick(items))?.trigger);
}

function named(name: string): Trigger | undefined {
  return sessionSettings().triggers.find((trigger) => trigger.name === name);
}

function pull({ dialogue }: Session, trigger: Trigger | undefined): void {
  if (trigger !== undefined) dialogue.trigger(trigger);
}
