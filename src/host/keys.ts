/** What shows a provider who the user is: a key from VS Code's secret storage or the environment, or a sign-in. */
import * as vscode from "vscode";
import { endpointOf } from "../providers/settings.ts";
import { traits, type ProviderKind } from "../providers/traits.ts";
import { cleanKey, isKey } from "./keyText.ts";
import { microsoftToken } from "./microsoft.ts";
import type { Profile } from "./profiles.ts";

const environmentVariable: Partial<Record<ProviderKind, string>> = {
  openai: "OPENAI_API_KEY",
  azure: "AZURE_OPENAI_API_KEY",
};

export class Keys implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** Keys seen in this session, for the log to take out. */
  readonly #known = new Set<string>();
  /** What is stored, read once: each read goes through the window, and there are two before each call. */
  readonly #stored = new Map<string, Promise<string | undefined>>();
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
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

  /** A secret that is kept elsewhere. */
  alsoKnown(secret: string): void {
    this.#known.add(secret);
  }

  /** The key, or the token in its place. Asks the user for nothing. */
  async get(profile: Profile): Promise<string | undefined> {
    const { provider } = profile;
    const key =
      provider.signIn === "microsoft"
        ? await microsoftToken({ ask: false })
        : ((await this.#read(profile)) ?? this.#fromEnvironment(provider.kind));
    // A broken variable is no key; as one, it would stand in the error that it makes.
    if (key === undefined || !isKey(key)) return undefined;
    this.#known.add(key);
    return key;
  }

  /** Whether a session can begin, as far as the key goes. */
  async suffices(profile: Profile): Promise<boolean> {
    return !traits[profile.provider.kind].needsKey || (await this.get(profile)) !== undefined;
  }

  async set(profile: Profile, key: string): Promise<void> {
    this.#known.add(key);
    await this.#secrets.store(storageName(profile), key);
    this.#stored.clear();
  }

  async clear(profile: Profile): Promise<void> {
    await this.#secrets.delete(storageName(profile));
    this.#stored.clear();
  }

  /** The name of the environment variable that gives a key where none is stored, if it is set. */
  inEnvironment({ provider }: Profile): string | undefined {
    const name = environmentVariable[provider.kind];
    return name === undefined || (process.env[name] ?? "").trim() === "" ? undefined : name;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #fromEnvironment(kind: ProviderKind): string | undefined {
    const name = environmentVariable[kind];
    return name === undefined ? undefined : cleanKey(process.env[name] ?? "");
  }

  #read(profile: Profile): Promise<string | undefined> {
    const name = storageName(profile);
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const read = Promise.resolve(this.#secrets.get(name));
    this.#stored.set(name, read);
    // A failed read is not what is stored.
    read.catch(() => this.#stored.delete(name));
    return read;
  }
}

/** A key is for one profile and one address: where either changes, it is not sent. */
function storageName({ name, provider }: Profile): string {
  return `vivaVoce.key.${name}@${originOf(provider)}`;
}

function originOf(provider: Profile["provider"]): string {
  try {
    return new URL(endpointOf(provider).root).origin;
  } catch {
    // Nothing is sent there anyway.
    return provider.kind;
  }
}
