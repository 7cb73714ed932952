/** The API key: in VS Code's secret storage, else in the environment; nowhere else. */
import * as vscode from "vscode";
import type { ProviderSettings } from "../providers/settings.ts";

type Kind = ProviderSettings["kind"];

const environmentVariable: Record<Kind, string> = {
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
  readonly #stored = new Map<Kind, Promise<string | undefined>>();
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#subscription = secrets.onDidChange(() => {
      this.#stored.clear();
      this.#changed.fire();
    });
  }

  known(): Iterable<string> {
    return this.#known;
  }

  async get(kind: Kind): Promise<string | undefined> {
    const key = (await this.#read(kind)) ?? process.env[environmentVariable[kind]]?.trim();
    // A broken variable is no key; as one, it would stand in the error that it makes.
    if (key === undefined || !isKey(key)) return undefined;
    this.#known.add(key);
    return key;
  }

  async set(kind: Kind, key: string): Promise<void> {
    this.#known.add(key);
    await this.#secrets.store(storageName(kind), key);
    this.#stored.clear();
  }

  async clear(kind: Kind): Promise<void> {
    await this.#secrets.delete(storageName(kind));
    this.#stored.clear();
  }

  #read(kind: Kind): Promise<string | undefined> {
    const known = this.#stored.get(kind);
    if (known !== undefined) return known;
    const read = Promise.resolve(this.#secrets.get(storageName(kind)));
    this.#stored.set(kind, read);
    // A failed read is not what is stored.
    read.catch(() => this.#stored.delete(kind));
    return read;
  }

  /** The name of the environment variable that gives a key where none is stored, if it is set. */
  inEnvironment(kind: Kind): string | undefined {
    const name = environmentVariable[kind];
    return (process.env[name] ?? "").trim() === "" ? undefined : name;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function storageName(kind: Kind): string {
  return `vivaVoce.key.${kind}`;
}

/** Asks for the key and stores it. @returns whether there is one now. */
export async function askForKey(keys: Keys, kind: Kind): Promise<boolean> {
  const entered = await vscode.window.showInputBox({
    title: kind === "azure" ? vscode.l10n.t("Azure OpenAI API Key") : vscode.l10n.t("OpenAI API Key"),
    prompt: vscode.l10n.t("Kept in this computer's secret storage. Sent to your provider only."),
    placeHolder: kind === "azure" ? "" : "sk-…",
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const key = cleanKey(value);
      if (key === "") return undefined;
      return isKey(key)
        ? undefined
        : vscode.l10n.t("A key has no spaces and no letters with accents. Copy it once more.");
    },
  });
  const key = cleanKey(entered ?? "");
  if (key === "") return false;
  await keys.set(kind, key);
  return true;
}

function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Keys are pasted with what stood around them: blanks, quotes. */
function cleanKey(value: string): string {
  return value.trim().replace(/^["'`]|["'`]$/g, "");
}

export async function clearKey(keys: Keys, kind: Kind): Promise<void> {
  await keys.clear(kind);
  const variable = keys.inEnvironment(kind);
  void vscode.window.showInformationMessage(
    variable === undefined
      ? vscode.l10n.t("The API key was removed.")
      : vscode.l10n.t(
          "The stored API key was removed. The one in the environment variable {0} is used now.",
          variable,
        ),
  );
}
