import assert from "node:assert/strict";
import * as vscode from "vscode";
import { Keys } from "../../src/host/keys.ts";
import { activeProfile, profileNames } from "../../src/host/profiles.ts";
import { modelLabel, sessionPlace, sessionSettings } from "../../src/host/settings.ts";
import { ownPrices } from "../../src/host/usageSettings.ts";
import {
  addStored,
  removeStored,
  saveModel,
  saveSound,
  useProfile,
} from "../../src/host/userProfiles/profileStore.ts";
import { createSpokenProfiles } from "../../src/host/userProfiles/spokenProfiles.ts";
import { endpointOf } from "../../src/providers/settings.ts";
import { SessionFailure } from "../../src/session/failure.ts";
import { Memory, Keyring } from "./stores.ts";

const { Global, Workspace } = vscode.ConfigurationTarget;
const names = ["profiles", "profile", "provider", "baseUrl", "model", "voice", "speed", "instructions"];
const inspect = (name: string): ReturnType<vscode.WorkspaceConfiguration["inspect"]> =>
  vscode.workspace.getConfiguration("vivaVoce").inspect(name);
const update = (name: string, value: unknown, target = Global): Thenable<void> =>
  vscode.workspace.getConfiguration("vivaVoce").update(name, value, target);

/** A secret storage that is only its contents. */
/** Why nobody can be talked to. */
function refusal(): string {
  try {
    endpointOf(activeProfile().provider);
  } catch (error) {
    if (error instanceof SessionFailure) return `${error.reason}: ${error.detail}`;
    throw error;
  }
  return "none";
}

describe("profiles", () => {
  const work = {
    provider: "azure",
    baseUrl: "https://work.openai.azure.com",
    model: "talk",
    signIn: "microsoft",
    voice: "cedar",
    transcriptionModel: "writes",
    instructions: "Be brief.",
    prices: { talk: "gpt-realtime" },
  };
  const local = { provider: "localai" };
  const write = async (profiles: unknown, name: string): Promise<void> => {
    await update("profiles", profiles);
    await update("profile", name);
  };

  afterEach(async () => {
    for (const name of names) {
      await update(name, undefined);
      if (["profile", "model"].includes(name)) await update(name, undefined, Workspace);
    }
  });

  it("have provider, sign-in, model, voice, instructions and prices of their own", async () => {
    await write({ work, local }, "work");
    const { provider } = activeProfile();
    assert.deepEqual(
      [provider.kind, provider.baseUrl, provider.model, provider.signIn],
      ["azure", "https://work.openai.azure.com", "talk", "microsoft"],
    );
    const { voice, instructions, transcriptionModel } = sessionSettings();
    assert.deepEqual([voice, instructions, transcriptionModel], ["cedar", "Be brief.", "writes"]);
    assert.deepEqual(ownPrices(), { talk: "gpt-realtime" });
    assert.equal(modelLabel(), "talk · work");
    assert.deepEqual(profileNames(), ["work", "local"]);
  });

  it("take from the settings what they leave open, but no address of another kind", async () => {
    await update("model", "my-model");
    await update("voice", "sage");
    await update("baseUrl", "https://gateway.example.com/v1");
    await write({ work, local }, "local");
    const { provider } = activeProfile();
    assert.equal(provider.baseUrl, "http://127.0.0.1:8080/v1");
    assert.equal(provider.model, "my-model");
    assert.equal(sessionSettings().voice, "sage");
    assert.equal(sessionSettings().transcriptionModel, inspect("transcriptionModel")?.defaultValue);
    await write({ silent: { ...local, transcriptionModel: "" } }, "silent");
    assert.equal(sessionSettings().transcriptionModel, "");
    assert.deepEqual(ownPrices(), {});
  });

  it("are another session each, and so are two of the same contents", async () => {
    const places = new Set<string>();
    for (const name of ["", "work", "local", "other"]) {
      await write({ work, local, other: local }, name);
      places.add(sessionPlace());
    }
    assert.equal(places.size, 4);
  });

  it("never give way to another provider where they are broken or missing", async () => {
    await write({ work }, "private");
    assert.match(refusal(), /^noProfile: there is no profile “private” in the setting vivaVoce\.profiles/);
    const broken: [unknown, RegExp][] = [
      [{ ...work, provider: "anthropic" }, /^badProfile: .*Invalid option/s],
      [{ ...work, key: "sk-anything" }, /^badProfile: .*Unrecognized key: "key"/s],
      [{ baseUrl: "https://work.openai.azure.com" }, /^badProfile: .*provider/s],
      ["https://work.openai.azure.com", /^badProfile: .*expected object/s],
      [{ provider: "azure" }, /^badSettings: .*(?:is not an Azure resource|not an address)/],
    ];
    for (const [stored, why] of broken) {
      await write({ work: stored }, "work");
      assert.match(refusal(), why, JSON.stringify(stored));
    }
  });

  it("are added, used and removed without a change to the others", async () => {
    await write({ work, broken: 42 }, "work");
    await addStored("home", { provider: "openai", baseUrl: "https://api.openai.com/v1", model: "voice" });
    assert.deepEqual(Object.keys(inspect("profiles")?.globalValue as object), ["work", "broken", "home"]);
    assert.ok(await useProfile("home"));
    assert.equal(activeProfile().provider.model, "voice");
    assert.ok(await saveModel("other-voice"));
    assert.equal(activeProfile().provider.model, "other-voice");
    assert.equal(inspect("model")?.globalValue, undefined);
    await useProfile("");
    await removeStored("home");
    assert.deepEqual(inspect("profiles")?.globalValue, { work, broken: 42 });
  });

  it("get another voice where they have one, and the user's other voice stays", async () => {
    await update("voice", "sage");
    await write({ work, local }, "work");
    await saveSound({ voice: "ash", speed: 1.25 });
    assert.deepEqual([sessionSettings().voice, sessionSettings().speed], ["ash", 1.25]);
    assert.deepEqual(inspect("profiles")?.globalValue, { work: { ...work, voice: "ash" }, local });
    assert.equal(inspect("voice")?.globalValue, "sage");
    await update("profile", "local");
    await saveSound({ voice: "coral" });
    assert.equal(sessionSettings().voice, "coral");
    assert.deepEqual(inspect("profiles")?.globalValue, { work: { ...work, voice: "ash" }, local });
  });

  it("are not written over where the setting holds something else", async () => {
    await update("profiles", ["work"]);
    await assert.rejects(addStored("home", { provider: "openai" }), /not made of profiles/);
    assert.deepEqual(inspect("profiles")?.globalValue, ["work"]);
  });

  it("save no model for the user where the workspace has its own", async () => {
    await update("model", "of-the-workspace", Workspace);
    assert.equal(await saveModel("mine"), false);
    assert.equal(inspect("model")?.globalValue, undefined);
    await update("profile", "work", Workspace);
    assert.equal(await useProfile(""), false);
  });

  it("have keys of their own, by name and address", async () => {
    const keys = new Keys(new Keyring(), new Memory());
    await write({ one: local, two: local }, "one");
    const one = activeProfile();
    await keys.set(one, "key-of-one");
    await update("profile", "two");
    assert.equal(await keys.get(activeProfile()), undefined);
    assert.equal(await keys.get(one), "key-of-one");
    const moved = { ...one, provider: { ...one.provider, baseUrl: "http://127.0.0.1:9090/v1" } };
    assert.equal(await keys.get(moved), undefined);
    keys.dispose();
  });

  it("are used by voice where they can be, and else the one before stays", async () => {
    const keys = new Keys(new Keyring(), new Memory());
    const spoken = createSpokenProfiles({ keys });
    const home = { provider: "openai", baseUrl: "http://127.0.0.1:1/v1" };
    await write({ home, local, broken: 42 }, "");
    assert.deepEqual(
      spoken.profiles().all.map(({ name }) => name),
      ["", "home", "local", "broken"],
    );
    await spoken.useProfile("local");
    assert.equal(activeProfile().name, "local");
    await assert.rejects(spoken.useProfile("broken"), /cannot be used/);
    await assert.rejects(spoken.useProfile("home"), /has no API key or sign-in yet/);
    assert.equal(activeProfile().name, "local");
    keys.dispose();
  });
});
