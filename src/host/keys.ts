/** What shows a provider who the user is: a key from VS Code's secret storage or the environment, or a sign-in. */
import * as vscode from "vscode";
import * as z from "zod";
import { isTrusted } from "../providers/homes.ts";
import { endpointOf, type ProviderSettings } from "../providers/settings.ts";
import { traits, type ProviderKind } from "../providers/traits.ts";
import { cleanKey, isKey } from "./keyText.ts";
import { microsoftToken } from "./microsoft.ts";
import type { Profile } from "./profiles.ts";

/** Read where no key is stored. */
export const environmentVariable: Partial<Record<ProviderKind, string>> = {
  openai: "OPENAI_API_KEY",
  azure: "AZURE_OPENAI_API_KEY",
};

/**
 * Where a key comes from. `lost`: one was stored, and VS Code has not kept it, as where there is no keyring.
 * `account`: a token of the Microsoft account stands in its place.
 */
export type KeySource = "stored" | "environment" | "account" | "lost" | "none";

/** The names under which keys were stored: never a key. */
const memoryKey = "storedKeys";

export class Keys implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #memory: vscode.Memento;
  readonly #entered = new vscode.EventEmitter<Profile>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** Keys seen in this session, for the log to take out. */
  readonly #known = new Set<string>();
  /** What is stored, read once: each read goes through the window, and there are two before each call. */
  readonly #stored = new Map<string, Promise<string | undefined>>();
  /** On the way into the storage: it counts from now on, not only when it has arrived. */
  readonly #arriving = new Map<string, string>();
  readonly onDidChange = this.#changed.event;
  /** A key was stored for a profile. */
  readonly onDidEnter = this.#entered.event;

  constructor(secrets: vscode.SecretStorage, memory: vscode.Memento) {
    this.#secrets = secrets;
    this.#memory = memory;
    this.#subscription = vscode.Disposable.from(
      secrets.onDidChange(() => {
        this.#stored.clear();
        this.#changed.fire();
      }),
      vscode.authentication.onDidChangeSessions(({ provider }) => {
        if (provider.id === "microsoft") this.#changed.fire();
      }),
    );
  }

  known(): Iterable<string> {
    return this.#known;
  }

  /** A secret that was seen elsewhere: it is kept out of the log. */
  note(secret: string): void {
    this.#known.add(secret);
  }

  /** The key, or the token in its place. Asks the user for nothing. */
  async get(profile: Profile): Promise<string | undefined> {
    const { provider } = profile;
    const key =
      provider.signIn === "microsoft"
        ? await microsoftToken(provider, "silently")
        : ((await this.#read(profile)) ?? this.#fromEnvironment(provider));
    // A broken variable is no key; as one, it would stand in the error that it makes.
    if (key === undefined || !isKey(key)) return undefined;
    this.#known.add(key);
    return key;
  }

  /** Whether a session can begin, as far as the key goes. */
  async suffices(profile: Profile): Promise<boolean> {
    return !traits[profile.provider.kind].needsKey || (await this.get(profile)) !== undefined;
  }

  async source(profile: Profile): Promise<KeySource> {
    if (profile.provider.signIn === "microsoft") {
      return (await this.get(profile)) === undefined ? "none" : "account";
    }
    const stored = await this.#read(profile);
    if (stored !== undefined && isKey(stored)) return "stored";
    if (isKey(this.#fromEnvironment(profile.provider) ?? "")) return "environment";
    return this.#remembered().includes(storageName(profile)) ? "lost" : "none";
  }

  async set(profile: Profile, key: string): Promise<void> {
    const name = storageName(profile);
    this.#known.add(key);
    this.#arriving.set(name, key);
    try {
      await this.#secrets.store(name, key);
      await this.#remember([...new Set([...this.#remembered(), name])]);
    } finally {
      // Another one may be on its way by now.
      if (this.#arriving.get(name) === key) this.#arriving.delete(name);
      this.#stored.clear();
    }
    this.#entered.fire(profile);
  }

  async clear(profile: Profile): Promise<void> {
    const name = storageName(profile);
    // First of all: a key that another window misses in between is not lost.
    await this.#remember(this.#remembered().filter((each) => each !== name));
    this.#arriving.delete(name);
    await this.#secrets.delete(name);
    this.#stored.clear();
  }

  /** Of a profile that goes: its keys for the addresses that it had before, too. */
  async clearAll(profile: Profile): Promise<void> {
    const start = nameStart(profile);
    // There is none in an address, but there may be one in a name.
    const isOurs = (name: string): boolean => name.slice(0, name.lastIndexOf("@") + 1) === start;
    const names = new Set([...this.#remembered(), ...this.#arriving.keys()].filter(isOurs));
    names.add(storageName(profile));
    await this.#remember(this.#remembered().filter((name) => !names.has(name)));
    for (const name of names) {
      this.#arriving.delete(name);
      await this.#secrets.delete(name);
    }
    this.#stored.clear();
  }

  /** The name of the environment variable that gives a key where none is stored, if it is set. */
  inEnvironment({ provider }: Profile): string | undefined {
    const name = variableOf(provider);
    return name === undefined || (process.env[name] ?? "").trim() === "" ? undefined : name;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#entered.dispose();
  }

  #remembered(): string[] {
    return z.array(z.string()).safeParse(this.#memory.get(memoryKey)).data ?? [];
  }

  async #remember(names: readonly string[]): Promise<void> {
    await this.#memory.update(memoryKey, names);
  }

  #fromEnvironment(provider: ProviderSettings): string | undefined {
    const name = variableOf(provider);
    return name === undefined ? undefined : cleanKey(process.env[name] ?? "");
  }

  #read(profile: Profile): Promise<string | undefined> {
    const name = storageName(profile);
    const arriving = this.#arriving.get(name);
    if (arriving !== undefined) return Promise.resolve(arriving);
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const read = Promise.resolve(this.#secrets.get(name));
    this.#stored.set(name, read);
    // A failed read is not what is stored.
    read.catch(() => this.#stored.delete(name));
    return read;
  }
}

/** It says nothing of an address, so that it is for the provider itself, or for what runs on this computer. */
function variableOf(provider: ProviderSettings): string | undefined {
  return isTrusted(provider) ? environmentVariable[provider.kind] : undefined;
}

/** A key is for one profile and one address: where either changes, it is not sent. */
function storageName(profile: Profile): string {
  return `${nameStart(profile)}${originOf(profile.provider)}`;
}

function nameStart({ name }: Profile): string {
  return `vivaVoce.key.${name}@`;
}

function originOf(provider: Profile["provider"]): string {
  try {
    return new URL(endpointOf(provider).root).origin;
  } catch {
    // Nothing is sent there anyway.
    return provider.kind;
  }
}
