import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { panelOf } from "../../dev/stage/panelDriver.ts";
import { openStage, type Stage } from "../../dev/stage/stage.ts";
import type { Locator } from "playwright-core";
import { usdText } from "../../src/shared/usage.ts";
import { screenshots } from "./sharedStage.ts";
import { currentSession, receivedEvents, until } from "./talking.ts";

/** In USD. */
const budget = 1;

describe("a budget of one dollar for a conversation", () => {
  let stage: Stage;
  /** In USD, in all sessions, by what the server has told and the list of prices. */
  let scripted = 0;
  before(async () => {
    stage = await openStage({ settings: { "vivaVoce.budget.session": budget } });
    await stage.panel.setKey(stage.key);
    await stage.panel.connect();
  });
  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    await mkdir(screenshots, { recursive: true });
    await stage.workbench.screenshot(
      join(screenshots, `failed-budget-${this.currentTest.title.slice(0, 20)}.png`),
    );
  });
  after(() => stage?.close());

  const summary = (): Locator => stage.workbench.panel.locator(".usage summary");
  const notification = (text: string): Locator =>
    stage.workbench.page.locator(".notification-toast:visible").filter({ hasText: text });
  const answered = (): number =>
    currentSession(stage).sent.filter(({ type }) => type === "response.done").length;

  /** gpt-realtime-2.1, of which the loopback server caches text only. */
  function spent(): number {
    const usages = stage.server.sessions.flatMap(({ sent }) =>
      sent.flatMap((event) => (event.type === "response.done" ? [event.response.usage] : [])),
    );
    return usages.reduce((sum, usage) => {
      const given = usage?.input_token_details;
      const text = given?.text_tokens ?? 0;
      const cached = given?.cached_tokens ?? 0;
      const made = usage?.output_token_details;
      const input = (text - cached) * 4 + cached * 0.4 + (given?.audio_tokens ?? 0) * 32;
      return sum + (input + (made?.text_tokens ?? 0) * 24 + (made?.audio_tokens ?? 0) * 64) / 1e6;
    }, scripted);
  }
  /** The server tells of one more response, which has cost so much; twice, as some do. */
  function spend(usd: number): void {
    const text_tokens = Math.round((usd / 4) * 1e6);
    const usage = { input_tokens: text_tokens, output_tokens: 0, input_token_details: { text_tokens } };
    const response = { id: `resp_scripted_${usd}`, status: "completed", output: [], usage };
    const session = currentSession(stage);
    for (const _ of [1, 2]) session.emit({ type: "response.done", response });
    scripted += (text_tokens / 1e6) * 4;
  }
  /** Types, and resolves when both responses are done: the call, and the word after it. */
  async function command(words: string): Promise<void> {
    const before = answered();
    await stage.panel.type(words);
    await until(`${words} is answered`, () => answered() >= before + 2);
    await stage.panel.shows("listening");
  }
  async function showsSpent(): Promise<void> {
    const money = usdText(spent(), "en-US");
    await summary()
      .filter({ hasText: `${money} · today ${money}` })
      .waitFor();
  }

  it("is spent as the server tells, which the panel and the status bar show", async () => {
    await command("go to line 5");
    await showsSpent();
    const { page } = stage.workbench;
    const item = page.getByRole("button", { name: /^Viva Voce: Listening\. The microphone is on[^$]*$/ });
    await item.hover();
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "This conversation" });
    await hover.waitFor();
    const money = usdText(spent(), "en-US");
    const text = (await hover.innerText()).replaceAll("\u00a0", " ");
    const lines = text.split(/\n+/).filter((line) => line.includes("$"));
    assert.match(lines[0] ?? "", /^This conversation: \$[\d.]+, [\d,]+ tokens$/);
    assert.match(lines[1] ?? "", /^Today: \$[\d.]+, [\d,]+ tokens$/);
    assert.ok(lines.every((line) => line.includes(money)));
  });

  it("warns once when most of it is spent, and the session goes on", async () => {
    spend(0.85);
    await notification(`of this conversation's budget of $1.00 are spent`).waitFor();
    await showsSpent();
    await stage.panel.newest("notice").filter({ hasText: "At $1.00 the session ends" }).waitFor();
    spend(0.01);
    await showsSpent();
    await command("go to line 6");
    assert.equal(await stage.panel.log().locator(".entry.notice").count(), 1);
  });

  it("ends the session when it is used up, after what it was spent on", async () => {
    const { panel, probe } = stage;
    await probe.open("src/inventory.ts", { line: 1 });
    // Whatever the next response costs, it is more than what this leaves.
    spend(budget - spent() - 0.0002);
    await showsSpent();
    const session = currentSession(stage);
    const before = receivedEvents(session).length;
    await panel.type("go to line 7");
    await panel.shows("idle");
    await probe.until("line 7", ({ editor }) => editor?.line === 7);
    await until("the session has ended", () => session.closed);
    const creates = receivedEvents(session)
      .slice(before)
      .filter(({ type }) => type === "response.create");
    assert.equal(creates.length, 1, "no word is asked for after the call");
    const news = `This conversation's budget is used up: ${usdText(spent(), "en-US")} of $1.00.`;
    await notification(news).filter({ hasText: "the conversation is kept" }).waitFor();
    await panel.newest("notice").filter({ hasText: news }).waitFor();
    assert.match(await panel.log().innerText(), /go to line 7/);
  });

  it("stops nothing more once the user goes on", async () => {
    await notification("The session has ended").getByRole("button", { name: "Go On Anyway" }).click();
    await stage.panel.shows("listening");
    await command("go to line 8");
    spend(0.5);
    await command("go to line 9");
    await showsSpent();
    await stage.panel.stop();
  });

  it("is asked about before a session starts, as that of the day is", async () => {
    const { panel, probe, server, workbench } = stage;
    await probe.command("notifications.clearAll");
    await probe.configure("vivaVoce.budget.day", 0.5);
    const before = server.requests.length;
    await panel.button("Connect").click();
    const question = notification("Today's budget is used up");
    await question.filter({ hasText: "of $0.50. Start all the same?" }).waitFor();
    await question.getByRole("button", { name: "Raise the Budget" }).click();
    await workbench.page
      .locator(".settings-editor .setting-item-contents", { hasText: "for one day" })
      .waitFor();
    await panel.shows("idle");
    assert.deepEqual(server.requests.slice(before), []);
  });

  it("of the day counts what other windows have spent", async () => {
    const other = await stage.workbench.openWindow();
    try {
      const panel = panelOf(other);
      await panel.show();
      const today = `$0.00 · today ${usdText(spent(), "en-US")}`;
      await other.panel.locator(".usage summary", { hasText: today }).waitFor();
      await panel.button("Connect").click();
      const question = other.page.locator(".notification-toast:visible", { hasText: "Today's budget" });
      await question.getByRole("button", { name: "Go On Anyway" }).click();
      await panel.shows("listening");
      await panel.stop();
    } finally {
      await other.page.close();
    }
  });
});
