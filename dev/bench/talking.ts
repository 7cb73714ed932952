/** Push-to-talk: from the press to the open microphone, and from the release to the commit at the server. */
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../realtime/session.ts";
import type { Stage } from "../stage/stage.ts";
import { clockOffset } from "./clocks.ts";
import type { Instruments } from "./instruments.ts";
import { quantileRows, type Row } from "./row.ts";
import { currentSession, until } from "./sessions.ts";

/** Longer than the shortest press that is a turn, in milliseconds. */
const holdFor = 300;
/** The system's time between the repeats of a held key, in milliseconds. */
const keyRepeat = 100;
const modifiers = ["Control", "Alt"];
const key = process.platform === "darwin" ? "v" : "Space";

const noteKey = `(() => {
  document.addEventListener("keydown", ({ code, repeat }) => {
    if (code === "Space" || code === "KeyV") if (!repeat) globalThis.keyDownAt = performance.now();
  }, true);
})()`;

/**
 * Not counted: the first press, which turns hands-free listening off, and the first one by key, in an editor that
 * has just come.
 */
export async function talkingRows(stage: Stage, instruments: Instruments, times: number): Promise<Row[]> {
  const { panel, probe, server } = stage;
  await panel.connect();
  const session = currentSession(stage);
  const end = server.script.onTurn(() => ({ outputs: [] }));
  const pressing = new Pressing(stage, instruments, session);
  await pressing.begin();
  await pressing.button();
  const byButton: Press[] = [];
  for (let run = 0; run < times; run++) byButton.push(await pressing.button());
  const byKey: number[] = [];
  await probe.open("src/inventory.ts");
  await pressing.key();
  for (let run = 0; run < times; run++) byKey.push(await pressing.key());
  end();
  await panel.stop();
  return [
    ...quantileRows(
      "press of the talk button to the microphone open",
      byButton.map(({ open }) => open),
      50,
    ),
    ...quantileRows(
      "press of the talk button to the panel showing it",
      byButton.map(({ shown }) => shown),
    ),
    ...quantileRows("press of the talk key to the microphone open", byKey, 50),
    ...quantileRows(
      "release of the talk button to the commit, 200 ms of them on purpose",
      byButton.map(({ committed }) => committed),
    ),
  ];
}

/** Milliseconds. */
interface Press {
  open: number;
  shown: number;
  committed: number;
}

class Pressing {
  readonly #stage: Stage;
  readonly #instruments: Instruments;
  readonly #session: ServerSession;
  /** From the panel's clock, and the workbench's, to this process's. */
  #panelOffset = Number.NaN;
  #pageOffset = Number.NaN;

  constructor(stage: Stage, instruments: Instruments, session: ServerSession) {
    this.#stage = stage;
    this.#instruments = instruments;
    this.#session = session;
  }

  async begin(): Promise<void> {
    const { page } = this.#stage.workbench;
    await page.evaluate(noteKey);
    this.#panelOffset = await clockOffset(() => this.#stage.panel.evaluate("performance.now()"));
    this.#pageOffset = await clockOffset(() => page.evaluate<number>("performance.now()"));
  }

  async button(): Promise<Press> {
    const { panel, workbench } = this.#stage;
    const instruments = this.#instruments;
    const turns = this.#turns();
    await panel.talkButton().hover();
    await instruments.reset();
    await workbench.page.mouse.down();
    const pressed = await instruments.time("pressed");
    const open = (await instruments.time("gateOpened")) - pressed;
    const shown = (await instruments.time("held")) - pressed;
    await delay(holdFor);
    await workbench.page.mouse.up();
    const released = (await instruments.time("released")) + this.#panelOffset;
    return { open, shown, committed: (await this.#answered(turns)) - released };
  }

  async key(): Promise<number> {
    const { keyboard } = this.#stage.workbench.page;
    const turns = this.#turns();
    await this.#instruments.reset();
    for (const each of [...modifiers, key]) await keyboard.down(each);
    const opened = (await this.#instruments.time("gateOpened")) + this.#panelOffset;
    const pressed = await this.#stage.workbench.page.evaluate<number>("globalThis.keyDownAt");
    for (let repeat = 0; repeat < holdFor / keyRepeat; repeat++) {
      await delay(keyRepeat);
      await keyboard.down(key);
    }
    for (const each of [key, ...modifiers]) await keyboard.up(each);
    await this.#answered(turns);
    return opened - (pressed + this.#pageOffset);
  }

  #turns(): number {
    return this.#session.sent.filter(({ type }) => type === "response.done").length;
  }

  /** @returns when the last commit came, on this process's clock. */
  async #answered(turnsBefore: number): Promise<number> {
    await until("the turn is answered", () => this.#turns() > turnsBefore);
    await this.#stage.panel.shows("listening");
    const commit = this.#session.timeline.findLast(({ event }) => event.type === "input_audio_buffer.commit");
    return commit?.at ?? Number.NaN;
  }
}
