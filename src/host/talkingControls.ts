/** The session as the model's tools are given it. */
import { AfterAnswer } from "../session/afterAnswer.ts";
import type { SessionObserver } from "../session/observer.ts";
import type { Session } from "../session/session.ts";
import type { SessionSettings } from "../session/settings.ts";
import { isPossible } from "../session/turnPolicy.ts";
import { TalkTime } from "../session/talkTime.ts";
import type { UsageState } from "../shared/usage.ts";
import type { SessionControls, TalkingPhrases } from "../tools/sessionControls.ts";
import type { Report } from "./report.ts";
import type { SpokenProfiles } from "./userProfiles/spokenProfiles.ts";

export interface TalkingControlsOptions {
  /** Not asked before a tool is run: the session is made with the tools. */
  session(): Session;
  settings(): SessionSettings;
  save: SessionControls["save"];
  profiles: SpokenProfiles;
  usage(): UsageState;
  /** The model and where it runs. */
  model(): string;
  /** Any clock in ms that does not go back. */
  now(): number;
  report: Report;
}

export interface TalkingControls {
  controls: SessionControls;
  /** Must see all of the session. */
  observers: readonly SessionObserver[];
}

export function createTalkingControls(options: TalkingControlsOptions): TalkingControls {
  const { session, settings, save, usage, model, report } = options;
  const afterAnswer = new AfterAnswer();
  const talkTime = new TalkTime(options.now);
  const controls: SessionControls = {
    talking() {
      const { state, turns, answers } = session();
      const { voice, speed } = settings();
      return {
        turns,
        microphone: state.status === "live" ? state.microphone : undefined,
        answers,
        voice,
        speed,
      };
    },
    phrases: () => phrasesOf(settings()),
    reserved() {
      const { phrases, triggers } = settings();
      return [...Object.values(phrases).flat(), ...triggers.flatMap((trigger) => trigger.phrases)];
    },
    report() {
      const { session: conversation, day: today, budgets, limits, unpriced } = usage();
      const { status } = session().state;
      const { minutes } = talkTime;
      return { status, model: model(), minutes, conversation, today, budgets, limits, unpriced };
    },
    canTalk: (turns) => isPossible(turns, settings().serverTurns),
    setTurns: (turns) => session().dialogue.turnTaking.setTurns(turns),
    setMicrophone(microphone) {
      if (microphone === "asleep") return session().dialogue.turnTaking.setAsleep(true);
      return session().setMuted(microphone === "muted");
    },
    setAnswers: (answers) => session().dialogue.setAnswers(answers),
    setDictating(on) {
      const { state, dialogue } = session();
      if (on && (state.status !== "live" || settings().transcriptionModel === "")) return false;
      dialogue.dictation.set(on);
      return true;
    },
    save,
    ...options.profiles,
    end: () => session().stop(),
    startAnew: () => session().newConversation(),
    reconnect: () => session().dialogue.reconnect(),
    afterAnswer: (name, act) => afterAnswer.add(name, () => report(Promise.resolve().then(act))),
  };
  return { controls, observers: [afterAnswer, talkTime] };
}

/** Only who reads what is said can notice a phrase in it. */
function phrasesOf({ transcriptionModel, phrases, triggers }: SessionSettings): TalkingPhrases {
  const noticed = transcriptionModel !== "";
  return {
    wake: noticed ? phrases.wake[0] : undefined,
    send: noticed ? phrases.send[0] : undefined,
    trigger: noticed ? triggers.flatMap((trigger) => trigger.phrases)[0] : undefined,
  };
}
