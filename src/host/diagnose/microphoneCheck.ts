/** Does the microphone that a session would use open, and is anything heard from it? */
import type { MicrophoneAnswer } from "../../shared/media.ts";
import type { Verdict } from "../../shared/soundVerdict.ts";
import type { MicrophoneState, ShownSession, SourceKind } from "../../shared/state.ts";
import type { Check, Finding, Words } from "./check.ts";
import type { Heard } from "../listening.ts";

export interface MicrophoneFacts {
  source: SourceKind;
  /** Why that one, in one sentence. */
  why: string;
  /** A session goes on to the page in the browser where this one does not open. */
  browserFollows: boolean;
  /** The chosen one by its name; "" is the system's default. */
  chosen: string;
}

export interface MicrophoneOptions {
  session(): ShownSession;
  facts(): MicrophoneFacts;
  /** Opens what {@link facts} names, unless it is the page in the browser's. */
  listen(signal: AbortSignal): Promise<Heard>;
  words: Words;
}

export function microphoneCheck({ session, facts, listen, words }: MicrophoneOptions): Check {
  const { t } = words;
  return {
    id: "microphone",
    title: t("Microphone"),
    needs: ["panel"],
    request: t("Microphone: say a few words"),
    async run(signal): Promise<Finding> {
      const shown = session();
      if (shown.status === "live") return inSession(shown.microphone, words);
      const known = facts();
      if (known.source === "browser") {
        const found = t("Not checked here: a page in your browser carries it. {0}", known.why);
        return { state: "skipped", found, advice: t("Connect, speak, and watch that page's meter.") };
      }
      const { answer, verdict } = await listen(signal);
      if (!answer.granted) return refused(answer, known, words);
      const finding = heard(verdict, answer.device ?? t("the microphone"), words);
      return finding.state === "failed" ? finding : { ...finding, ...other(answer, known, words) };
    },
  };
}

/** Whoever talks has it open already, and is shown its level. */
function inSession(microphone: MicrophoneState, { t }: Words): Finding {
  switch (microphone) {
    case "open":
    case "held":
      return { state: "ok", found: t("The session has it open, and hears you.") };
    case "gated":
      return { state: "ok", found: t("The session has it open, and hears you while you hold the talk key.") };
    case "resting":
      return { state: "ok", found: t("The session has it open; it rests while the assistant speaks.") };
    case "asleep":
      return { state: "ok", found: t("The session has it open, and waits for the phrase to wake up.") };
    case "muted":
      return { state: "ok", found: t("You have muted it, so that it is released.") };
    case "unavailable":
      return {
        state: "failed",
        found: t("The session has no microphone."),
        advice: t("The panel says why. Unmute to try again."),
        mend: "showLog",
      };
  }
}

function heard(verdict: Verdict | undefined, device: string, { t }: Words): Finding {
  const mend = "testMicrophone";
  switch (verdict) {
    case "heard":
      return { state: "ok", found: t("{0} is heard well.", device) };
    case "quiet":
      return {
        state: "warning",
        found: t("{0} is open, but nothing as loud as speech came from it.", device),
        advice: t(
          "If you spoke: move closer, or raise its level in the system's settings. Test it to be sure.",
        ),
        mend,
      };
    case "loud":
      return {
        state: "warning",
        found: t("{0} is so loud that its peaks are cut off.", device),
        advice: t("Move away a little, or lower its level in the system's settings."),
        mend,
      };
    case "silent":
      return {
        state: "failed",
        found: t("{0} is open, but not the faintest sound comes from it.", device),
        advice: t(
          "It may be switched off or muted, or the system withholds it: look into its privacy settings for microphones, or choose another one.",
        ),
        mend,
      };
    case undefined:
      return {
        state: "warning",
        found: t("{0} is open, but its sound could not be read.", device),
        advice: t("Test the microphone: it records three seconds and plays them back."),
        mend,
      };
  }
}

/** The chosen one is not there, though all else may be well. */
function other({ device }: MicrophoneAnswer, { chosen }: MicrophoneFacts, { t }: Words): Partial<Finding> {
  if (chosen === "" || device === undefined || device === chosen) return {};
  return {
    state: "warning",
    found: t("The chosen microphone, {0}, is not there; {1} was opened in its place.", chosen, device),
    advice: t("Plug it in, or choose another one."),
    mend: "openSettings",
  };
}

function refused(answer: MicrophoneAnswer, { browserFollows }: MicrophoneFacts, words: Words): Finding {
  const { t } = words;
  const { what, advice, mend } = refusal(answer, words);
  const { detail } = answer;
  const instead = browserFollows ? ` ${t("Until then, sessions use a page in your browser.")}` : "";
  const state = browserFollows ? "warning" : "failed";
  return { state, found: what, advice: advice + instead, mend, ...(detail !== undefined && { detail }) };
}

function refusal(
  { reason }: MicrophoneAnswer,
  { t }: Words,
): { what: string; advice: string } & Required<Pick<Finding, "mend">> {
  switch (reason) {
    case "blocked":
      return {
        what: t("This editor does not let its panels use the microphone."),
        advice: t("Set the source of the microphone to “auto” in the settings."),
        mend: "openSettings",
      };
    case "denied":
      return {
        what: t("The microphone was refused."),
        advice: t(
          "Allow it where the editor or the browser asks, or in the system's privacy settings for microphones.",
        ),
        mend: "testMicrophone",
      };
    case "missing":
      return {
        what: t("No microphone was found."),
        advice: t("Plug one in."),
        mend: "testMicrophone",
      };
    case "failed":
    case undefined:
      return {
        what: t("The microphone could not be opened."),
        advice: t("See that no other program holds it, or choose another one."),
        mend: "testMicrophone",
      };
  }
}
