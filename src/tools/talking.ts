/** The conversation itself: how one talks, and when it ends. */
import * as z from "zod";
import { calledProfile, profileMeant } from "./profileMeant.ts";
import type { SessionControls, Talking } from "./sessionControls.ts";
import { described, turnsNames, turnsOf, wayBack, wayToTalk } from "./talkingModes.ts";
import { defineTool, ToolError, type PreparedCall, type ToolResult } from "./tool.ts";

/** From the API's documentation. Other servers may have others, which the user can set. */
const voices = [
  "alloy",
  "ash",
  "ballad",
  "coral",
  "echo",
  "sage",
  "shimmer",
  "verse",
  "marin",
  "cedar",
] as const;

/** As the API takes it; 1 is the usual pace. */
const slowest = 0.25;
const fastest = 1.5;
/** Less is hardly heard. */
const step = 0.25;

const input = z.strictObject({
  turns: z
    .enum(turnsNames)
    .optional()
    .describe("until_sent: you answer when told to; on_trigger: you listen in silence"),
  microphone: z.enum(["open", "muted", "asleep"]).optional(),
  answers: z.enum(["spoken", "written"]).optional(),
  speed: z.union([z.number().min(slowest).max(fastest), z.enum(["faster", "slower"])]).optional(),
  voice: z.enum(voices).optional(),
  conversation: z.enum(["end", "new", "reconnect"]).optional(),
  profile: z.string().optional().describe("of provider and model, as heard, or default"),
});
type Wish = z.output<typeof input>;

export const setSession = defineTool({
  name: "set_session",
  description:
    "Changes how you two talk, and ends the conversation (goodbye). Only what is given changes. " +
    "Then say what the result's tell_user says.",
  input,
  async prepare(wish, { session }): Promise<PreparedCall> {
    const before = session.talking();
    const speed = requirePossible(wish, before, session);
    const profile = wish.profile === undefined ? undefined : profileMeant(wish.profile, session);
    const { speed: _, profile: __, ...other } = wish;
    return {
      risk: "read",
      ...questionOf(opensMuted(wish, before), profile, session),
      run: () =>
        change(
          { ...other, ...(speed !== undefined && { speed }), ...(profile !== undefined && { profile }) },
          session,
        ),
    };
  },
});

/** What the user has closed, or another who hears them, is for them to say. */
function questionOf(
  opens: boolean,
  profile: string | undefined,
  session: SessionControls,
): { asks: boolean; question: string } {
  const moves = profile !== undefined && profile !== session.profiles().active;
  const questions = [
    ...(moves ? [`Go on with the profile “${profile || "default"}”, which hears you from then on?`] : []),
    ...(opens ? ["Open the microphone, which you have muted?"] : []),
  ];
  return { asks: questions.length > 0, question: questions.join(" ") };
}

/** @returns the speed that is wished for, as a number. @throws {ToolError} before anything is changed. */
function requirePossible(wish: Wish, { speed: now }: Talking, session: SessionControls): number | undefined {
  if (Object.values(wish).every((value) => value === undefined)) {
    throw new ToolError("Say what to change.");
  }
  if (wish.turns === "push_to_talk" && wish.microphone === "open") {
    throw new ToolError("In push_to_talk only the key opens the microphone. Leave microphone out.");
  }
  if (wish.turns !== undefined && !session.canTalk(turnsOf(wish.turns))) {
    throw new ToolError(
      "The provider's server ends turns by itself and answers each: only hands_free works with it.",
    );
  }
  const { speed } = wish;
  if (typeof speed !== "string") return speed;
  const next = Math.min(fastest, Math.max(slowest, now + (speed === "faster" ? step : -step)));
  if (next === now) throw new ToolError(`${now} is as ${speed.replace(/er$/, "")} as it goes.`);
  return next;
}

/** What the user has closed, nobody else opens unasked. */
function opensMuted({ microphone, turns }: Wish, before: Talking): boolean {
  const opens = microphone === "open" || (turns !== undefined && turns !== "push_to_talk");
  return before.microphone === "muted" && opens;
}

type Change = Omit<Wish, "speed"> & { speed?: number };

async function change(wish: Change, session: SessionControls): Promise<ToolResult> {
  const before = standing(wish, session);
  const settings = pick(wish, (key) => key === "voice" || key === "speed");
  // What can fail goes first.
  if (Object.keys(settings).length > 0) await session.save(settings);
  if (wish.profile !== undefined) await session.useProfile(wish.profile);
  if (wish.answers !== undefined) session.setAnswers(wish.answers);
  const modes = modesOf(wish, session);
  const later = await changeModes(modes, session);
  if (wish.conversation !== undefined) changeConversation(wish.conversation, session);

  const after: Record<string, unknown> = { ...standing(wish, session), ...later };
  const changed = Object.keys(after).filter((key) => after[key] !== before[key]);
  const now = pick(after, (key) => key in wish || changed.includes(key));
  const notes = notesOf(wish, { later, changed });
  const output = {
    ...now,
    ...(wish.conversation !== undefined && { conversation: wish.conversation }),
    ...(changed.length > 0 && { before: pick(before, (key) => changed.includes(key)) }),
    ...(notes.length > 0 && { note: notes.join(" ") }),
    ...tellUser(modes, session),
  };
  if (wish.microphone === "open" && after["microphone"] === "unavailable") {
    throw new ToolError("The microphone could not be opened. The voice panel says why.", output);
  }
  return { output, summary: summaryOf({ ...now, ...pick(wish, (key) => key === "conversation") }) };
}

/** Of a profile is told only where it is about one. */
function standing({ profile }: Change, session: SessionControls): Record<string, unknown> {
  const talking = described(session.talking());
  return profile === undefined ? talking : { ...talking, profile: calledProfile(session.profiles().active) };
}

type Modes = Pick<Wish, "turns" | "microphone">;

/** Asleep is muted where the phrase to wake up would not be heard, or not be noticed. */
function modesOf({ turns, microphone }: Modes, session: SessionControls): Modes {
  const now = session.talking();
  const isPushed = turns === undefined ? now.turns === "pushToTalk" : turns === "push_to_talk";
  const isClosed = now.microphone === "muted" || now.microphone === "unavailable";
  const heard = !isPushed && (turns !== undefined || !isClosed) && session.phrases().wake !== undefined;
  return { turns, microphone: microphone === "asleep" && !heard ? "muted" : microphone };
}

/**
 * At once, so that the result is true; but what makes the assistant silent, when the user has heard its answer.
 * @returns what is still to come.
 */
async function changeModes({ turns, microphone }: Modes, session: SessionControls): Promise<Modes> {
  const { microphone: before } = session.talking();
  const act = async (): Promise<void> => {
    if (turns !== undefined) await session.setTurns(turnsOf(turns));
    if (microphone !== undefined) await session.setMicrophone(microphone);
  };
  if (turns !== "on_trigger" && microphone !== "asleep") {
    await act();
    return {};
  }
  session.afterAnswer("modes", async () => {
    const isMutedSince = before !== "muted" && session.talking().microphone === "muted";
    if (!isMutedSince) await act();
  });
  return { ...(turns !== undefined && { turns }), ...(microphone !== undefined && { microphone }) };
}

function changeConversation(wish: NonNullable<Wish["conversation"]>, session: SessionControls): void {
  session.afterAnswer("conversation", () => {
    if (wish === "end") session.end();
    else if (wish === "new") session.startAnew();
    else session.reconnect();
  });
}

/** For the model alone. */
function notesOf(
  { voice, speed, profile, conversation }: Change,
  told: { later: Modes; changed: string[] },
): string[] {
  const notes: string[] = [];
  if (told.changed.length === 0 && conversation === undefined) notes.push("It was so already.");
  if (voice !== undefined || speed !== undefined) notes.push("Heard from the answer after this one on.");
  const isMoved = profile !== undefined && told.changed.includes("profile");
  if (Object.keys(told.later).length > 0 || conversation !== undefined || isMoved) {
    notes.push("Done when you have finished your answer.");
  }
  return notes;
}

/** How the user goes on, who may not be able to ask any more. */
function tellUser({ turns, microphone }: Modes, session: SessionControls): { tell_user?: string } {
  const phrases = session.phrases();
  const ways = [
    turns === undefined ? "" : wayToTalk(turns, phrases),
    microphone === undefined || microphone === "open" ? "" : wayBack(microphone, phrases),
  ];
  const text = ways.filter((way) => way !== "").join(" ");
  return text === "" ? {} : { tell_user: text };
}

function summaryOf(now: Record<string, unknown>): string {
  const words = Object.entries(now).map(([key, value]) => `${key} ${String(value).replaceAll("_", " ")}`);
  const text = words.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pick(from: Record<string, unknown>, wanted: (key: string) => boolean): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => wanted(key)));
}
