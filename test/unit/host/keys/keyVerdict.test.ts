import assert from "node:assert/strict";
import { verdictOn, verdictText, type KeyVerdict } from "../../../../src/host/keyVerdict.ts";
import type { KeySource } from "../../../../src/host/keys.ts";
import type { Model } from "../../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../../src/providers/settings.ts";
import { SessionFailure, type FailureReason } from "../../../../src/session/failure.ts";
import { playedProvider, providerSettings } from "../../providers/played.ts";
import { words } from "../diagnose/plainWords.ts";

const openai = providerSettings();
const azure = providerSettings({ kind: "azure", baseUrl: "https://mine.openai.azure.com", model: "voice" });
const own = providerSettings({ kind: "localai", baseUrl: "http://127.0.0.1:8080/v1", model: "any" });

function model(id: string, shutdown?: string): Model {
  return { id, shutdown };
}

const now = Date.parse("2026-11-22T12:00:00Z");

interface Case {
  settings?: ProviderSettings;
  models: readonly Model[] | SessionFailure;
  source?: KeySource;
  variable?: string;
}

/** What is said, with "!" before it where there is something to do, and the buttons. */
async function said({ settings = openai, models, source = "stored", variable }: Case): Promise<string> {
  const provider = playedProvider({
    models: () => (models instanceof SessionFailure ? Promise.reject(models) : Promise.resolve([...models])),
  });
  const verdict: KeyVerdict = await verdictOn(() => provider, settings, new AbortController().signal);
  const facts = { settings, source, variable, language: "en", now };
  const { good, message, remedy, actions } = verdictText(verdict, facts, words);
  return [good ? message : `! ${message}`, remedy, actions.map((action) => `[${action}]`).join("")]
    .filter((part) => part !== "")
    .join(" ");
}

const failed = (reason: FailureReason): SessionFailure => new SessionFailure(reason, { detail: "HTTP 4xx" });

describe("the check of a key", () => {
  it("says how many realtime models it opens, and that the chosen one is among them", async () => {
    const models = ["gpt-realtime-2.1", "gpt-realtime", "gpt-5.5", "gpt-realtime-whisper"].map((id) =>
      model(id),
    );
    assert.equal(
      await said({ models }),
      "The key works. It opens 2 realtime models, gpt-realtime-2.1 among them.",
    );
    assert.equal(
      await said({ models: [model("gpt-realtime-2.1")] }),
      "The key works. It opens one realtime model, gpt-realtime-2.1.",
    );
  });

  it("says that the chosen one is not among them, or is switched off soon or already", async () => {
    assert.equal(
      await said({ models: [model("gpt-realtime"), model("gpt-realtime-mini")] }),
      "! The key works, but the model gpt-realtime-2.1 is not among the 2 realtime models that it opens. " +
        "Choose one of those. [chooseModel][openSettings]",
    );
    const untilDay = (day: string): Promise<string> => said({ models: [model("gpt-realtime-2.1", day)] });
    assert.equal(
      await untilDay("2027-01-20"),
      "! The key works. gpt-realtime-2.1: Is switched off on January 20, 2027. " +
        "Choose another model before that. [chooseModel]",
    );
    assert.equal(
      await untilDay("2026-11-20"),
      "! The key works. gpt-realtime-2.1: Switched off since November 20, 2026. " +
        "Choose another model. [chooseModel]",
    );
    const works = "The key works. It opens one realtime model, gpt-realtime-2.1.";
    assert.equal(await untilDay("2027-02-28"), works);
    assert.equal(await untilDay("soon"), works);
    assert.match(
      await said({ models: [model("gpt-5.5")] }),
      /^! The key works, but opens no realtime model\./,
    );
  });

  it("names the environment variable that it comes from", async () => {
    const models = [model("gpt-realtime-2.1")];
    assert.match(
      await said({ models, source: "environment", variable: "OPENAI_API_KEY" }),
      /, gpt-realtime-2\.1\. The key comes from the environment variable OPENAI_API_KEY\.$/,
    );
    assert.match(
      await said({ models: failed("keyRefused"), source: "environment", variable: "OPENAI_API_KEY" }),
      /^! Explained: keyRefused\. The key comes from the environment variable OPENAI_API_KEY\./,
    );
    assert.doesNotMatch(await said({ models, variable: "OPENAI_API_KEY" }), /environment/);
  });

  it("says of a deployment only what Azure tells", async () => {
    assert.equal(
      await said({ settings: azure, models: [model("gpt-realtime")] }),
      "Azure takes it. Whether there is a deployment voice shows at the start.",
    );
  });

  it("knows servers that want no key, and those that list no models", async () => {
    assert.equal(
      await said({ settings: own, models: [model("any")], source: "none" }),
      "The server answers, and wants no key.",
    );
    assert.equal(await said({ settings: own, models: [model("any")] }), "The server takes the key.");
    for (const reason of ["badAnswer", "notThere", "requestRejected"] as const) {
      const models = failed(reason);
      assert.match(await said({ settings: own, models }), /^The server answers, but nothing/, reason);
      assert.match(await said({ models }), new RegExp(`^! Explained: ${reason}`));
    }
  });

  it("fails in the failure's own words, and is itself what is tried again", async () => {
    assert.equal(
      await said({ models: failed("unreachable") }),
      "! Explained: unreachable. What to do. [checkKey]",
    );
    assert.equal(
      await said({ models: failed("noKey"), source: "none" }),
      "! Explained: noKey. What to do. [setKey]",
    );
    assert.match(
      await said({ models: failed("forbidden") }),
      /A restricted key must be allowed to read models/,
    );
  });

  it("is over when it is cancelled", async () => {
    const stop = new AbortController();
    const provider = playedProvider({
      models: (signal) =>
        new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    });
    const verdict = verdictOn(() => provider, openai, stop.signal);
    stop.abort(new Error("Cancelled."));
    await assert.rejects(verdict, /Cancelled/);
  });
});
