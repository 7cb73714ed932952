import assert from "node:assert/strict";
import { Keys, type KeySource } from "../../src/host/keys.ts";
import type { Profile } from "../../src/host/profiles.ts";
import { Memory, Keyring } from "./stores.ts";

/** A keyring that takes its time, and forgets where it is told to. */
function profile(name = "", kind: Profile["provider"]["kind"] = "openai"): Profile {
  const baseUrl = kind === "azure" ? "https://mine.openai.azure.com" : "https://api.openai.com/v1";
  return {
    name,
    provider: { kind, baseUrl, model: "gpt-realtime-2.1", signIn: "key", organization: "", project: "" },
  };
}

describe("the keys", () => {
  const variables = ["OPENAI_API_KEY", "AZURE_OPENAI_API_KEY"];
  const before = variables.map((name) => process.env[name]);
  let keyring: Keyring;
  let memory: Memory;
  const opened: Keys[] = [];

  /** As after a start of VS Code. */
  function start(): Keys {
    const keys = new Keys(keyring, memory);
    opened.push(keys);
    return keys;
  }

  async function source(keys: Keys, of = profile()): Promise<KeySource> {
    return keys.source(of);
  }

  beforeEach(() => {
    for (const name of variables) delete process.env[name];
    keyring = new Keyring();
    memory = new Memory();
  });
  afterEach(() => {
    for (const keys of opened.splice(0)) keys.dispose();
    for (const [index, name] of variables.entries()) {
      const value = before[index];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("count from the moment in which they are stored", async () => {
    const keys = start();
    assert.equal(await keys.suffices(profile()), false);
    const arrived = Promise.withResolvers<void>();
    keyring.slow = arrived.promise;
    const stored = keys.set(profile(), "sk-one");
    assert.equal(await keys.suffices(profile()), true);
    assert.equal(await keys.get(profile()), "sk-one");
    // Another window's news in between makes no difference.
    await keyring.delete("something else");
    assert.equal(await keys.get(profile()), "sk-one");
    arrived.resolve();
    await stored;
    assert.equal(await keys.get(profile()), "sk-one");
    assert.deepEqual([...keyring.kept.values()], ["sk-one"]);
  });

  it("are those of before where one cannot be stored", async () => {
    const keys = start();
    await keys.set(profile(), "sk-one");
    const refusal = Promise.reject(new Error("The keyring is locked."));
    refusal.catch(() => undefined);
    keyring.slow = refusal;
    await assert.rejects(keys.set(profile(), "sk-two"), /locked/);
    assert.equal(await keys.get(profile()), "sk-one");
  });

  it("tell where they come from", async () => {
    const keys = start();
    assert.equal(await source(keys), "none");
    process.env["OPENAI_API_KEY"] = "sk-environment";
    assert.equal(await source(keys), "environment");
    assert.equal(await source(keys, profile("", "azure")), "none");
    await keys.set(profile(), "sk-one");
    assert.equal(await source(keys), "stored");
    assert.equal(await source(keys, profile("Work")), "environment");
    await keys.clear(profile());
    assert.equal(await source(keys), "environment");
    delete process.env["OPENAI_API_KEY"];
    assert.equal(await source(keys), "none");
  });

  it("of the environment are for the provider itself", async () => {
    process.env["OPENAI_API_KEY"] = "sk-environment";
    const keys = new Keys(new Keyring(), new Memory());
    const { provider, ...rest } = profile("gateway");
    const elsewhere = { ...rest, provider: { ...provider, baseUrl: "https://gateway.example/v1" } };
    assert.equal(await keys.get(profile("")), "sk-environment");
    assert.equal(await keys.get(elsewhere), undefined);
    assert.equal(await keys.source(elsewhere), "none");
    assert.equal(keys.inEnvironment(elsewhere), undefined);
    keys.dispose();
  });

  it("are known to be lost where no keyring has kept them", async () => {
    await start().set(profile(), "sk-one");
    assert.equal(await source(start()), "stored");
    keyring = new Keyring();
    const keys = start();
    assert.equal(await source(keys), "lost");
    assert.equal(await source(keys, profile("Work")), "none");
    process.env["OPENAI_API_KEY"] = "sk-environment";
    assert.equal(await source(keys), "environment");
    delete process.env["OPENAI_API_KEY"];
    await keys.set(profile(), "sk-two");
    assert.equal(await source(keys), "stored");
    assert.doesNotMatch(memory.text, /sk-/);
  });

  it("are not lost where the user took them away", async () => {
    const keys = start();
    await keys.set(profile(), "sk-one");
    await keys.clear(profile());
    assert.equal(await source(keys), "none");
    assert.equal(await source(start()), "none");
  });

  it("go with their profile, those for its earlier addresses too", async () => {
    const keys = start();
    for (const name of ["", "Work", "Work@home", "Workshop"]) {
      await keys.set(profile(name), "sk-one");
      await keys.set(profile(name, "azure"), "sk-two");
    }
    await keys.clearAll(profile("Work"));
    assert.equal(keyring.kept.size, 6);
    for (const kind of ["openai", "azure"] as const) {
      assert.equal(await source(keys, profile("Work", kind)), "none");
      for (const name of ["", "Work@home", "Workshop"]) {
        assert.equal(await source(start(), profile(name, kind)), "stored", name);
      }
    }
  });

  it("tell that one was entered, and for whom", async () => {
    const keys = start();
    const entered: string[] = [];
    keys.onDidEnter(({ name }) => entered.push(name));
    await keys.set(profile("Work"), "sk-one");
    assert.deepEqual(entered, ["Work"]);
  });
});
