import assert from "node:assert/strict";
import {
  tryCall,
  tryTransports,
  type ReportingLink,
  type Trial,
  type TrialOptions,
} from "../../../../src/host/diagnose/trialCall.ts";
import type { Provider } from "../../../../src/providers/provider.ts";
import type { SessionConfiguration } from "../../../../src/session/clientEvents.ts";
import { SessionFailure } from "../../../../src/session/failure.ts";
import type { LinkListener } from "../../../../src/session/link.ts";
import type { LinkReport, Transport } from "../../../../src/shared/media.ts";
import { playedProvider } from "../../providers/played.ts";

const connected: LinkReport = { ice: "connected", received: 0, lost: 0, blocked: false };

/** A provider and a link that note what becomes of them; `answered` is what the link does with the answer. */
function stage(
  answered: (listener: LinkListener) => void,
  { provider, ice = "connected" }: { provider?: Partial<Provider>; ice?: LinkReport["ice"] } = {},
): { asked: string[]; options: TrialOptions; attempt(options?: Partial<TrialOptions>): Promise<Trial> } {
  const asked: string[] = [];
  const link = (listener: LinkListener): ReportingLink => ({
    offer(wish) {
      asked.push(`offer, microphone ${wish}`);
      return Promise.resolve({ sdp: "v=0", microphone: { granted: false } });
    },
    answer() {
      answered(listener);
      return Promise.resolve();
    },
    report() {
      asked.push("report");
      return Promise.resolve({ ...connected, ice });
    },
    send: ({ type }) => void asked.push(type),
    setMicrophone: () => assert.fail("the microphone was asked for"),
    setGate: () => undefined,
    setAudible: () => undefined,
    close: () => void asked.push("close"),
  });
  const whole = playedProvider({
    call: () =>
      Promise.resolve({
        answer: { sdp: "v=0" },
        hangUp: () => {
          asked.push("hang up");
          return Promise.resolve();
        },
      }),
    ...provider,
  });
  const usual: TrialOptions = {
    provider: whole,
    configuration: {} as SessionConfiguration,
    openLink: ({ listener }) => Promise.resolve(link(listener)),
    patience: 60_000,
    signal: new AbortController().signal,
  };
  return {
    asked,
    options: usual,
    attempt: (options) => tryCall({ ...usual, ...options }),
  };
}

describe("a call on trial", () => {
  const begins = ({ received }: LinkListener): void => received('{"type":"session.created"}');

  it("is opened without a microphone, looked at, and ended; it says and asks nothing", async () => {
    const { asked, attempt } = stage(begins);
    const trial = await attempt();
    assert.ok(trial.opened);
    assert.deepEqual(trial.report, connected);
    assert.ok(Object.values(trial.times).every((time) => Number.isInteger(time)));
    assert.deepEqual(asked, ["offer, microphone none", "report", "hang up", "close"]);
  });

  it("that has no answer is ended, and tells how far it came", async () => {
    const { asked, attempt } = stage(() => undefined, { ice: "checking" });
    const trial = await attempt({ patience: 20 });
    assert.ok(!trial.opened);
    assert.deepEqual([trial.failure.reason, trial.answered, trial.ice], ["timedOut", true, "checking"]);
    assert.deepEqual(asked, ["offer, microphone none", "report", "close", "hang up"]);
  });

  it("whose link fails by itself tells that", async () => {
    const { attempt } = stage(({ closed }) => closed("The connection failed."));
    const trial = await attempt();
    assert.ok(!trial.opened);
    assert.deepEqual([trial.failure.reason, trial.failure.detail], ["mediaFailed", "The connection failed."]);
    assert.ok(trial.answered);
  });

  it("that the provider refuses, or does not answer, was not answered", async () => {
    const refusal = new SessionFailure("requestRejected");
    const refused = await stage(begins, { provider: { call: () => Promise.reject(refusal) } }).attempt();
    assert.ok(!refused.opened && !refused.answered);
    assert.equal(refused.failure, refusal);
    const call: Provider["call"] = (_secret, _offer, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(new SessionFailure("timedOut")));
      });
    const silent = await stage(begins, { provider: { call } }).attempt({ patience: 20 });
    assert.ok(!silent.opened && !silent.answered);
    assert.equal(silent.failure.reason, "timedOut");
  });

  describe("that was answered, and has not begun in time", () => {
    async function tried(ice: LinkReport["ice"], wanted: "auto" | Transport): Promise<[Trial, Transport[]]> {
      const transports: Transport[] = [];
      const { options } = stage((listener) => transports.length === 2 && begins(listener), { ice });
      const openLink: TrialOptions["openLink"] = (request) => {
        transports.push(request.transport);
        return options.openLink(request);
      };
      return [await tryTransports({ ...options, openLink, patience: 20 }, wanted), transports];
    }

    it("is tried over a WebSocket: it had no time left to find a way", async () => {
      const [trial, transports] = await tried("checking", "auto");
      assert.deepEqual(transports, ["webrtc", "websocket"]);
      assert.ok(trial.opened && trial.fellBack === true);
    });

    it("is tried once where the way was found, or the user wants nothing else", async () => {
      for (const [ice, wanted] of [
        ["connected", "auto"],
        ["checking", "webrtc"],
        ["new", "websocket"],
      ] as const) {
        const [trial, transports] = await tried(ice, wanted);
        assert.equal(transports.length, 1);
        assert.ok(!trial.opened && trial.answered && trial.transport === transports[0]);
      }
    });
  });

  it("is ended when the user cancels", async () => {
    const cancelling = new AbortController();
    const { asked, attempt } = stage(() => cancelling.abort(new Error("cancelled")));
    await assert.rejects(attempt({ signal: cancelling.signal }), /cancelled/);
    assert.deepEqual(asked, ["offer, microphone none", "report", "close", "hang up"]);
  });

  it("is given up where the panel does not come", async () => {
    const trial = await stage(begins).attempt({ openLink: () => Promise.reject(new Error("no panel")) });
    assert.ok(!trial.opened);
    assert.equal(trial.failure.reason, "noPanel");
  });
});
