import assert from "node:assert/strict";
import { TalkTime } from "../../../src/session/talkTime.ts";
import { comeBack, scripted } from "./scripted.ts";

describe("the time of a conversation", () => {
  /** In ms. */
  let clock: number;
  let talkTime: TalkTime;
  beforeEach(() => {
    clock = 1_000;
    talkTime = new TalkTime(() => clock);
  });
  const pass = (minutes: number): void => void (clock += minutes * 60_000);

  it("is that of its sessions, without the time between them", async () => {
    const { session, goLive } = scripted({ observers: [talkTime] });
    assert.equal(talkTime.minutes, 0);
    await goLive();
    pass(3);
    assert.equal(talkTime.minutes, 3);
    session.stop();
    pass(10);
    assert.equal(talkTime.minutes, 3);
    await goLive();
    pass(1);
    assert.equal(talkTime.minutes, 4);
  });

  it("goes on while a lost link is replaced", async () => {
    const { goLive, session, links } = scripted({ observers: [talkTime] });
    const link = await goLive();
    pass(2);
    link.listener.closed("gone");
    assert.equal(session.state.status, "connecting");
    pass(1);
    assert.equal(talkTime.minutes, 3);
    await comeBack(session, links);
    pass(1);
    assert.equal(talkTime.minutes, 4);
    session.stop();
  });

  it("begins anew with a new conversation, connected or not", async () => {
    const { goLive, session } = scripted({ observers: [talkTime] });
    await goLive();
    pass(5);
    session.newConversation();
    assert.equal(talkTime.minutes, 0);
    pass(1);
    session.stop();
    assert.equal(talkTime.minutes, 1);
    session.newConversation();
    assert.equal(talkTime.minutes, 0);
  });
});
