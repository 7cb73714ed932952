import assert from "node:assert/strict";
import { SessionFailure } from "../../../src/session/failure.ts";
import {
  idle,
  next,
  phaseOf,
  type Live,
  type SessionEvent,
  type SessionState,
} from "../../../src/session/state.ts";

const connecting: SessionState = { status: "connecting", step: "secret", again: false };
const live = next(connecting, { type: "opened", microphone: "open" }) as Live;

function after(...events: SessionEvent[]): SessionState {
  return events.reduce(next, live as SessionState);
}

describe("session state", () => {
  it("goes from idle over connecting to live, listening", () => {
    const state = next(next(idle, { type: "connecting", step: "secret", again: false }), {
      type: "opened",
      microphone: "muted",
    });
    assert.equal(state.status, "live");
    assert.equal(phaseOf(state), "listening");
    assert.equal(state.microphone, "muted");
  });

  it("does not become live unless it was connecting", () => {
    assert.equal(next(idle, { type: "opened", microphone: "open" }), idle);
    assert.equal(next(live, { type: "opened", microphone: "muted" }), live);
  });

  it("leaves every state on stop, and is idle again", () => {
    const failed: SessionState = { status: "failed", failure: new SessionFailure("timedOut") };
    for (const state of [idle, connecting, live, failed]) {
      assert.equal(next(state, { type: "stopped" }).status, "idle");
    }
  });

  it("ignores the events of a live session in any other state", () => {
    for (const state of [idle, connecting]) {
      assert.equal(next(state, { type: "responseStarted" }), state);
      assert.equal(next(state, { type: "callStarted" }), state);
    }
  });

  it("shows the user's voice before everything else", () => {
    const state = after(
      { type: "audible", audible: true },
      { type: "callStarted" },
      { type: "userSpeaking", speaking: true },
    );
    assert.equal(phaseOf(state as Live), "hearing");
  });

  it("walks the phases of a spoken turn with a call", () => {
    const steps: [SessionEvent, string][] = [
      [{ type: "userSpeaking", speaking: true }, "hearing"],
      [{ type: "userSpeaking", speaking: false }, "listening"],
      [{ type: "committed" }, "thinking"],
      [{ type: "responseStarted" }, "thinking"],
      [{ type: "responseEnded" }, "listening"],
      [{ type: "callStarted" }, "acting"],
      [{ type: "callEnded" }, "listening"],
      [{ type: "responseStarted" }, "thinking"],
      [{ type: "audible", audible: true }, "speaking"],
      [{ type: "responseEnded" }, "speaking"],
      [{ type: "audible", audible: false }, "listening"],
    ];
    let state: SessionState = live;
    for (const [event, phase] of steps) {
      state = next(state, event);
      assert.equal(phaseOf(state as Live), phase, `after ${event.type}`);
    }
  });

  it("drops what a muted microphone had begun to hear", () => {
    const state = after(
      { type: "userSpeaking", speaking: true },
      { type: "microphone", microphone: "muted" },
    );
    assert.equal(phaseOf(state as Live), "listening");
  });

  it("acts until the last of several calls has ended", () => {
    const state = after({ type: "callStarted" }, { type: "callStarted" }, { type: "callEnded" });
    assert.equal(phaseOf(state as Live), "acting");
    assert.equal((next(after(), { type: "callEnded" }) as Live).runningCalls, 0);
  });
});
